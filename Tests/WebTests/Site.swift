import Forensics
import Foundation
import Letters
import Logging
import Operations
import Post
import Store
import Synchronization
import Testing
import Vocabulary
import Web

/// The whole site on a free port of this machine, with a database of its own and a clock that a test can move.
struct Site: Sendable {
  /// What the site's closures share with its test.
  final class Shared: Sendable {
    let ahead = Mutex<Int64>(0)
    let stopped = Mutex<Int64?>(nil)
    let events = Mutex<[AccountEvent]>([])
    let ailments = Mutex<[String]>([])
  }

  let port: Int
  let accounts: AccountPorts
  let desk: CaseDesk
  let shared: Shared
  let folder: String

  /// What uploads and downloads left on the disk.
  var leftovers: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder + "/.uploads")) ?? [] }

  static let organization = "Acme <Tools> & Co"
  static let password = "correct horse battery staple"
  static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Data").path

  /// Serves for as long as `body` runs.
  static func run(
    _ change: (inout WebConfiguration) -> Void = { _ in }, relay: BulkSubmission? = nil, zone: ClockZone = .utc,
    _ body: @Sendable (Site) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "candor-web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let shared = Shared()
    let database = try CaseDatabase(path: folder.appending(path: "case.sqlite").path)
    let now: @Sendable () -> Timestamp = {
      let clock = shared.stopped.withLock { $0 } ?? Int64(Date().timeIntervalSince1970)
      return Timestamp(seconds: clock + shared.ahead.withLock { $0 })
    }
    let accounts = AccountPorts(
      register: AccountRegister(database),
      hashing: PasswordHashing(cost: .least), organization: organization, now: now,
      note: { event in shared.events.withLock { $0.append(event) } })
    let desk = try desk(database, folder: folder.path, zone: zone, now: now)
    let notices = NoticeDesk(
      desk, drafts: database.noticeDrafts, ledger: database.notices, words: desk.knowledge.noticeShelf)
    let running = NoticeRunning(notices)
    let sending = relay.map {
      NoticeSending(
        ledger: database.notices, journals: CaseDatabase.noticeJournals(folder: folder.path), submission: $0,
        pace: .unlimited, now: now)
    }
    let uploads = UploadFiles(folder.path + "/.uploads")
    let checkpoints = database.checkpoints(keyFile: folder.path + "/record.key", name: "palomberry.com/candor")
    let exporting = Exporting(desk: desk, checkpoints: checkpoints)
    let ports = WebPorts(
      accounts: accounts, interface: try InterfaceFolder.load(data, zone: zone),
      templates: try Templates(folder: data + "/pages"),
      metrics: Measurements(), desk: desk,
      checking: Checking(desk) { () throws(StoreTrouble) in try await notices.sent() },
      notices: NoticePorts(desk: notices, running: running, sending: sending),
      status: StatusDesk(
        notices, book: try StatusFolder.load(data + "/letters"), archive: database.status), spool: uploads.spool,
      bundle: { id, level, actor throws(StoreTrouble) in
        try await uploads.bundle(now: desk.now()) { sink throws(StoreTrouble) in
          try await exporting.export(id, at: level, by: actor, to: sink)
        }
      }, checkpoint: checkpoints.newest,
      ailments: { shared.ailments.withLock { $0 } })
    var configuration = WebConfiguration(port: 0)
    configuration.requestsInTenSeconds = 100_000
    configuration.strangersInFiveMinutes = 10_000
    configuration.questionsInFiveMinutes = 10_000
    change(&configuration)
    var logger = Logger(label: "site")
    logger.logLevel = .critical
    let (ready, opened) = AsyncStream.makeStream(of: Int.self)
    let server = WebServer(configuration: configuration, ports: ports, logger: logger) { opened.yield($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      if let sending {
        group.addTask {
          await running.run(
            sending: sending, text: { id throws(StoreTrouble) in try await notices.text(of: id) },
            failed: { if !Task.isCancelled { Issue.record("\($0)") } })
        }
      }
      var iterator = ready.makeAsyncIterator()
      let port = try #require(await iterator.next())
      try await body(Site(port: port, accounts: accounts, desk: ports.desk, shared: shared, folder: folder.path))
      group.cancelAll()
    }
  }

  /// The running case of an invented company, over the same database.
  private static func desk(
    _ database: CaseDatabase, folder: String, zone: ClockZone, now: @escaping @Sendable () -> Timestamp
  ) throws -> CaseDesk {
    let settings = FolderSettings(
      organization: Organization(
        name: organization, domains: ["palomberry.com"].compactMap { DomainName($0) },
        languages: ["en", "es"].compactMap { Language($0) },
        intake: ["report@palomberry.com"].compactMap { EmailAddress($0) }), zone: zone)
    let knowledge = try KnowledgeFolder.load(data)
    let acknowledging = Acknowledging(
      settings: settings, knowledge: knowledge, hasOriginal: database.reports.hasOriginal)
    return CaseDesk(
      settings: settings, knowledge: knowledge,
      memory: CaseDesk.Memory(
        archive: database.reports, ledger: database.ledger, outbox: database.outbox, cases: database.cases,
        members: database.members(folder: folder + "/stores", now: now),
        erasures: database.erasures(folder: folder, now: now), lookups: database.lookups, notices: database.notices),
      version: "test", now: now, answer: { mail throws(StoreTrouble) in try await acknowledging.answer(mail) })
  }

  /// Moves the clock on.
  func pass(_ seconds: Int64) { shared.ahead.withLock { $0 += seconds } }

  /// Stops the clock, which then moves by `pass` alone.
  func stop() { shared.stopped.withLock { $0 = Int64(Date().timeIntervalSince1970) } }

  func ail(_ reasons: [String]) { shared.ailments.withLock { $0 = reasons } }

  var kinds: [AccountEvent.Kind] { shared.events.withLock { $0.map(\.kind) } }

  func browser() -> Browser { Browser(port: port) }

  /// A browser in which the first administrator has just made the account.
  func admin() async throws -> Browser {
    let link = try #require(try await Joining.setUpLink(accounts))
    let browser = browser()
    let answer = try await browser.fill(
      "/set-up/" + link.text,
      ["name": "Ada", "email": "ada@example.org", "password": Self.password, "again": Self.password])
    #expect(answer.status == 303)
    return browser
  }

  /// A browser of somebody new with this role.
  func person(_ role: Role, email: String) async throws -> Browser {
    let people = try await accounts.register.people()
    let admin = try #require(people.first { $0.role == .admin })
    let secret = try await Membership(accounts, by: admin, from: Origin(address: "::1", agent: "test")).invite(role)
    let browser = browser()
    let answer = try await browser.fill(
      "/join/" + secret.text,
      ["name": role.rawValue, "email": email, "password": Self.password, "again": Self.password])
    #expect(answer.status == 303)
    return browser
  }
}
