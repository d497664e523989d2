import Casework
import Forensics
import Foundation
import Letters
import Operations
import Post
import Probes
import Servers
import Signing
import Store
import Synchronization
import Vocabulary

/// A data folder of an invented company whose desk asks a DNS of the test's own, by a clock that the test moves.
struct Scene: Sendable {
  let server: NameServer
  let scope: LookupScope
  let path: String
  let clock: Clock

  final class Clock: Sendable {
    let seconds = Mutex<Int64>(1_415_800_000)
    var now: Timestamp { Timestamp(seconds: seconds.withLock { $0 }) }
    func pass(_ more: Int64) { seconds.withLock { $0 += more } }
  }

  static let knowledge = Result {
    try KnowledgeFolder.load(
      URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Data").path)
  }

  static let key = "IN TXT \"\(SignedMail.record)\"\n"
  static let usual =
    "k1._domainkey.harborledger.com. 300 \(key)k1._domainkey.sendgrid.net. 300 \(key)harborledger.com. 300 IN TXT \"v=spf1 -all\"\n"
    + "_dmarc.harborledger.com. 300 IN TXT \"v=DMARC1; p=reject\"\n"

  static func with(
    _ records: String = usual, zones: [String: String] = [:], scope: LookupScope = .providers,
    _ body: (Scene) async throws -> Void
  ) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "candor-probes-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await NameServer.running(records, zones: zones) { server in
      try await body(Scene(server: server, scope: scope, path: path, clock: Clock()))
    }
  }

  var database: CaseDatabase { get throws { try CaseDatabase(path: path + "/candor.sqlite") } }

  /// The program, started and stopped.
  func run(seconds: Double = 20, _ body: (CaseDesk) async throws -> Void) async throws {
    let database = try database
    let resolver = try Resolver(ResolverPlace(server: server.place), seconds: seconds, now: { clock.now })
    var lookups = LookupSettings()
    lookups.scope = scope
    let settings = FolderSettings(
      organization: Organization(
        name: "Harbor Ledger", domains: ["harborledger.com"].compactMap { DomainName($0) },
        intake: ["report@harborledger.com"].compactMap { EmailAddress($0) }), lookups: lookups)
    let knowledge = try Self.knowledge.get()
    let acknowledging = Acknowledging(
      settings: settings, knowledge: knowledge, hasOriginal: database.reports.hasOriginal)
    let desk = CaseDesk(
      settings: settings, knowledge: knowledge,
      memory: CaseDesk.Memory(
        archive: database.reports, ledger: database.ledger, outbox: database.outbox, cases: database.cases,
        members: database.members(folder: path + "/stores", now: { clock.now }),
        erasures: database.erasures(folder: path, now: { clock.now }), lookups: database.lookups),
      version: "test", names: resolver.service, now: { clock.now },
      answer: { mail throws(StoreTrouble) in try await acknowledging.answer(mail) })
    let result: Result<Void, any Error>
    do { result = .success(try await body(desk)) } catch { result = .failure(error) }
    await resolver.close()
    try result.get()
  }
}

extension CaseDesk {
  /// Takes a report in and examines it; its number.
  func take(_ mail: String) async throws -> ReportNumber {
    guard case .sealed(let number) = await receive(Delivery(bytes: Array(mail.utf8), door: .file)) else { return 0 }
    _ = try await examineWaiting()
    return number
  }

  /// Asks all that is due, and examines again.
  @discardableResult func lookUp() async throws -> Int {
    var count = 0
    while let answers = try await looking?.askDue(), answers > 0 { count += answers }
    _ = try await examineWaiting()
    return count
  }

  func verdict(_ number: ReportNumber) async throws -> Verdict? {
    try await archive.line(number)?.examined?.verdict
  }

  func kinds(after number: Int64 = 0) async throws -> [String] {
    try await ledger.lines(number, 10_000, nil).map(\.event.kind)
  }
}

/// A mail that a customer passes on as an attachment.
struct FakeMail {
  var from = "Harbor Ledger <billing@harborledger.com>"
  var to = "jane@customer.example"
  var subject = "Your renewal"
  var body = "Hello, please look at this when you have a moment, there is nothing more to say about it."
  /// Signing domains with their selectors.
  var signers: [(domain: String, selector: String)] = []
  var more = ""
  var time = "Tue, 11 Nov 2014 14:52:00 +0000"

  var text: String {
    let fields = [("from", from), ("to", to), ("subject", subject)]
    let signatures = signers.map { SignedMail.field($0.domain, fields: fields, body: body, selector: $0.selector) }
    return
      "Received: from m.example (m.example [203.0.113.77]) by mx.customer.example (Postfix) with ESMTPS id 4; \(time)\r\n"
      + signatures.joined() + more
      + "From: \(from)\r\nTo: \(to)\r\nSubject: \(subject)\r\nDate: \(time)\r\n\r\n\(body)\r\n"
  }

  func report(by reporter: String? = nil) -> String {
    let boundary = "outer-1"
    return
      "From: \(reporter ?? to)\r\nTo: report@harborledger.com\r\nSubject: Fwd: \(subject)\r\nDate: Wed, 12 Nov 2014 09:00:00 +0000\r\n"
      + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\(boundary)\r\n\r\n--\(boundary)\r\n\r\nIs this you?\r\n"
      + "--\(boundary)\r\nContent-Type: message/rfc822\r\n\r\n\(text)\r\n--\(boundary)--\r\n"
  }

  /// In the company's name, at a domain of the attacker's.
  static let lookAlike = FakeMail(
    from: "Harbor Ledger <billing@harb0rledger.com>",
    body: "Your invoice is overdue. Please pay today at https://harb0rledger.com/pay or your account will be closed.")
  static let own = FakeMail(signers: [("harborledger.com", "k1")])
}
