import Casework
import Forensics
import Foundation
import Letters
import Operations
import Post
import Store
import Synchronization
import Vocabulary

/// A data folder of an invented company with its desk, gone when the test is done.
struct Folder: Sendable {
  let path: String
  let database: CaseDatabase
  let desk: CaseDesk
  let acknowledging: Acknowledging
  static let now = Timestamp(seconds: 1_413_900_000)
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let knowledge = Result { try KnowledgeFolder.load(root + "/Data") }

  static func with(_ body: (Folder) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "candor-store-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let database = try CaseDatabase(path: path + "/candor.sqlite")
    let (desk, acknowledging) = try desk(at: path, database)
    try await body(Folder(path: path, database: database, desk: desk, acknowledging: acknowledging))
  }

  private static func desk(at path: String, _ database: CaseDatabase) throws -> (CaseDesk, Acknowledging) {
    let settings = FolderSettings(organization: try IncidentFolder(root + "/Data/demo").description.organization)
    let knowledge = try knowledge.get()
    let acknowledging = Acknowledging(
      settings: settings, knowledge: knowledge, hasOriginal: database.reports.hasOriginal)
    let desk = CaseDesk(
      settings: settings, knowledge: knowledge,
      memory: CaseDesk.Memory(
        archive: database.reports, ledger: database.ledger, outbox: database.outbox, cases: database.cases,
        members: database.members(folder: path + "/stores", now: { now }),
        erasures: database.erasures(folder: path, now: { now }), notices: database.notices),
      version: "test", now: { now }, answer: { mail throws(StoreTrouble) in try await acknowledging.answer(mail) })
    return (desk, acknowledging)
  }

  /// The desk of a program that was started anew on the folder.
  func again() throws -> CaseDesk { try Self.desk(at: path, CaseDatabase(path: path + "/candor.sqlite")).0 }

  var checkpoints: CheckpointArchive { database.checkpoints(keyFile: path + "/record.key", name: "test/candor") }

  /// The demo's reports that are one mail each, in the order of their names.
  static func demoReports() throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: root + "/Data/demo/reports").filter { $0.hasSuffix(".eml") }
      .sorted()
      .map { [UInt8](try Data(contentsOf: URL(filePath: root + "/Data/demo/reports/" + $0))) }
  }

  func receive(_ mails: some Sequence<[UInt8]>) async throws -> [Reception] {
    var receptions: [Reception] = []
    for mail in mails { receptions.append(await desk.receive(Delivery(bytes: mail, door: .file))) }
    return receptions
  }
}
