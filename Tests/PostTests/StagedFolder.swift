import Attribution
import Casework
import Foundation
import Mail
import Operations
import Post
import Testing
import Vocabulary

/// An incident folder of a test's own below the temporary folder, gone with the value.
final class StagedFolder {
  let path: String

  static let yaml = """
    organization:
      name: Harbor Ledger
      domains: [harborledger.com]
      intake: [report@harborledger.com]
    stores:
      - id: app
        members: stores/app.csv
        fields: [email]

    """

  /// `files` by their names below the folder; `candor.yaml`, `stores/app.csv` and `reports/` are made where they are not among them.
  init(_ files: [String: String] = [:], yaml: String? = StagedFolder.yaml) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "candor-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path + "/reports", withIntermediateDirectories: true)
    if let yaml { try write(yaml, to: "candor.yaml") }
    if files["stores/app.csv"] == nil { try write("email\njane@customer.example\n", to: "stores/app.csv") }
    for (name, text) in files { try write(text, to: name) }
  }

  deinit {
    _ = try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path + "/reports/locked")
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: file))
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }

  func source() throws -> IncidentSource { try IncidentFolder(path).source() }

  /// What the folder cannot be used for, as the program says it, with the temporary folder's name cut off.
  func trouble() throws -> String {
    do {
      _ = try source()
      return "none"
    } catch let error as FileTrouble {
      return error.description.replacing(path + "/", with: "")
    }
  }

  /// What was passed over: `file: why`, or `file:line: why`.
  func skipped() throws -> [String] {
    try source().skipped.map { one in one.file + (one.line.map { ":\($0)" } ?? "") + ": " + one.why }
  }

  static func mail(_ subject: String = "Hello") -> String {
    "From: Harbor Ledger <billing@harb0rledger.com>\r\nTo: jane@customer.example\r\nSubject: \(subject)\r\n\r\nText\r\n"
  }
}
