import Foundation
import Logging
import Operations
import ServiceLifecycle
import Synchronization

/// The door that looks into the company's report mailbox. It deletes nothing and marks nothing.
package final class IMAPMailbox: Service {
  /// How far it has read.
  package struct Place: Sendable, Hashable, Codable {
    package var uidValidity: Int
    package var lastUID: Int

    package init(uidValidity: Int, lastUID: Int) {
      self.uidValidity = uidValidity
      self.lastUID = lastUID
    }
  }

  package enum Status: Sendable, Hashable {
    case starting
    /// Reading mail.
    case connected
    /// All is read; new mail is taken as it comes.
    case waiting
    /// It goes on trying.
    case failed(reason: String, since: Date)
  }

  package struct Settings: Sendable {
    package var server: MailServer
    package var login: MailLogin
    package var mailbox: String
    /// The longest time between two looks; the server tells of new mail sooner where it can.
    package var interval: Duration = .seconds(20)
    package var retry: ClosedRange<Double> = 1...300

    package init(server: MailServer, login: MailLogin, mailbox: String = "INBOX") {
      self.server = server
      self.login = login
      self.mailbox = mailbox
    }
  }

  private let settings: Settings
  private let logger: Logger
  private let load: @Sendable () async throws -> Place?
  private let save: @Sendable (Place) async throws -> Void
  private let receive: Receive
  private let state = Mutex((status: Status.starting, tooLarge: 0))
  private let stop = StopFlag()

  package init(
    _ settings: Settings, logger: Logger, load: @escaping @Sendable () async throws -> Place?,
    save: @escaping @Sendable (Place) async throws -> Void, receive: @escaping Receive
  ) {
    self.settings = settings
    self.logger = logger
    self.load = load
    self.save = save
    self.receive = receive
  }

  package var status: Status { state.withLock(\.status) }
  /// Mails that were too large and so left where they are, since the start.
  package var tooLarge: Int { state.withLock(\.tooLarge) }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskCancellationHandler {
        await self.follow()
      } onCancel: {
        self.stop.set()
      }
    }
  }

  private func follow() async {
    var failures = 0
    while !Task.isCancelled {
      let connection = IMAPConnection(settings.server, stop: stop)
      do {
        try await read(connection) { failures = 0 }
      } catch {
        guard !Task.isCancelled else { return }
        failures += 1
        fail("\(error)")
      }
      let longest = min(settings.retry.lowerBound * pow(2, Double(min(failures, 20)) - 1), settings.retry.upperBound)
      try? await Task.sleep(for: .seconds(longest * Double.random(in: 0.5...1)))
    }
  }

  private func read(_ connection: IMAPConnection, started: () -> Void) async throws {
    try await connection.open(try await CurlHandle.Credentials(settings.login))
    let validity = try await connection.examine(settings.mailbox)
    var place = try await load() ?? Place(uidValidity: validity, lastUID: 0)
    if place.uidValidity != validity {
      logger.notice("the mailbox was rebuilt; all of it is looked at again")
      place = Place(uidValidity: validity, lastUID: 0)
    }
    while !Task.isCancelled {
      set(.connected)
      let uids = try await connection.uids(after: place.lastUID)
      for start in stride(from: 0, to: uids.count, by: 100) {
        let batch = uids[start..<min(start + 100, uids.count)]
        let sizes = try await connection.sizes(of: batch)
        for uid in batch {
          guard !Task.isCancelled else { return }
          try await take(uid, size: sizes[uid] ?? 0, validity, connection)
          place.lastUID = uid
          try await save(place)
        }
      }
      started()
      set(.waiting)
      try await connection.wait(settings.interval)
    }
  }

  private func take(_ uid: Int, size: Int, _ validity: Int, _ connection: IMAPConnection) async throws {
    let key = "\(settings.server.host)/\(settings.login.user)/\(settings.mailbox)/\(validity)/\(uid)"
    guard size <= Delivery.longest else { return leave(key, "\(size >> 20) MB") }
    guard let bytes = try await connection.fetch(uid) else { return }
    switch await receive(Delivery(bytes: bytes, door: .imap, key: key)) {
    case .sealed, .known: return
    case .refused(.unavailable(let why)): throw MailTrouble(.mailbox, "Mail cannot be kept just now: \(why)")
    case .refused(.tooLarge): leave(key, "\(bytes.count >> 20) MB")
    case .refused(.empty): logger.warning("an empty mail was passed over", metadata: ["key": "\(key)"])
    }
  }

  private func leave(_ key: String, _ size: String) {
    state.withLock { $0.tooLarge += 1 }
    logger.warning("a mail was too large and stays in the mailbox", metadata: ["key": "\(key)", "size": "\(size)"])
  }

  private func set(_ status: Status) { state.withLock { $0.status = status } }

  private func fail(_ reason: String) {
    let isNews = state.withLock { state in
      var since = Date()
      var isNews = true
      if case .failed(let before, let first) = state.status {
        since = first
        isNews = before != reason
      }
      state.status = .failed(reason: reason, since: since)
      return isNews
    }
    if isNews { logger.error("the report mailbox cannot be read", metadata: ["why": "\(reason)"]) }
  }
}
