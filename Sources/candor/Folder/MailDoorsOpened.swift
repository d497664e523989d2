import Casework
import Evidence
import Forensics
import Foundation
import Letters
import Logging
import Operations
import Post
import Probes
import ServiceLifecycle
import Store
import Vocabulary

/// The services behind `candor serve` beside the pages: the doors for mail, the examination, the outbox, the daily checkpoint.
struct MailDoorsOpened: Sendable {
  let services: [any Service]
  private let desk: CaseDesk
  private let delivering: Delivering?
  private let mailbox: IMAPMailbox?
  private let folder: String
  private let servers: [MailServerSettings]

  init(_ folder: OpenFolder, logger: Logger) {
    let desk = folder.desk
    self.folder = folder.option.folder
    let doors = folder.settings.mail
    servers = [doors.submission, doors.mailbox].compactMap(\.self)
    for server in servers { if let lack = server.lostSecret { Console.warn(lack) } }
    let receive: Operations.Receive = { await desk.receive($0) }
    do throws(FileTrouble) { _ = try SpoolFolder(folder.option.spool) } catch { Console.fail(error) }
    var services: [any Service] = [
      MaildirWatch(folder.option.spool, taken: .delete, logger: logger, receive: receive),
      Loop("examination") {
        await desk.examineArrivals { if !Task.isCancelled { logger.error("\($0)") } }
      },
    ]
    if let listener = doors.listener {
      services.append(
        SMTPListener(
          SMTPListener.Settings(
            place: Self.place(listener.address), transport: listener.isLMTP ? .lmtp : .smtp,
            recipients: Set(folder.settings.organization.intake)),
          logger: logger, receive: receive))
    }
    if let maildir = doors.maildir {
      services.append(MaildirWatch(maildir, taken: .keep, logger: logger, receive: receive))
    }
    mailbox = doors.mailbox.map { server in
      Self.mailbox(
        server, doors.folder, place: folder.option.folder + "/mailbox.json", logger: logger, receive: receive)
    }
    if let mailbox { services.append(mailbox) }
    delivering = doors.submission.map { Self.delivering($0, folder, logger: logger) }
    if let delivering {
      services.append(
        Loop("outbox", pause: .seconds(1), logger: logger) { () throws(StoreTrouble) in
          try await delivering.sendDue() > 0 ? .more : .nothing
        })
    }
    if let looking = desk.looking {
      services.append(
        Loop("look-ups", pause: .seconds(1), logger: logger) { () throws(StoreTrouble) in
          try await looking.askDue() > 0 ? .more : .nothing
        })
    }
    if folder.settings.keepMailDays != nil {
      services.append(
        Loop("deletion", pause: .seconds(3600), logger: logger) { () throws(StoreTrouble) in
          _ = try await desk.expire()
          return .nothing
        })
    }
    let checkpointing = Checkpointing(
      ledger: folder.database.ledger, checkpoints: folder.option.checkpoints(folder.database), now: Console.now)
    services.append(
      Loop("checkpoint", pause: .seconds(600), logger: logger) { () throws(StoreTrouble) in
        _ = try await checkpointing.makeDue()
        return .nothing
      })
    self.services = services
    self.desk = desk
  }

  /// What an interrupted run left behind.
  func settle() async throws(StoreTrouble) { try await delivering?.settleInterrupted() }

  func ailments() async -> [String] {
    var ailments: [String] = []
    if let trouble = await desk.sealing.trouble {
      // No mail may come for a long time that would show that there is room again.
      if trouble == StoreTrouble.fullDisk, hasRoom() {
        await desk.sealing.forgetTrouble()
      } else {
        ailments.append(trouble)
      }
    }
    if let trouble = await desk.trouble { ailments.append(trouble) }
    if let trouble = delivering?.trouble { ailments.append(trouble) }
    if let trouble = await desk.looking?.trouble { ailments.append(trouble) }
    if case .failed(let reason, _) = mailbox?.status { ailments.append(reason) }
    // A sending that was never tried has not failed, and will.
    ailments += servers.compactMap(\.lostSecret)
    return ailments
  }

  /// Enough for many mails.
  private func hasRoom() -> Bool {
    let free = try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? Int
    return free.map { $0 > 16 << 20 } ?? false
  }

  private static func place(_ address: String) -> SMTPListener.Place {
    guard !address.hasPrefix("/"), let port = WebAddress(address) else { return .socket(path: address) }
    return .port(host: port.host, port.port)
  }

  static func server(_ settings: MailServerSettings) -> (MailServer, MailLogin) {
    let security: MailServer.Security =
      switch settings.security {
      case .tls: .tls
      case .starttls: .startTLS
      case .none: .plain
      }
    let user = settings.user ?? ""
    let login: MailLogin =
      if let file = settings.tokenFile {
        .bearer(user: user, token: MailLogin.secret(file: file))
      } else if let file = settings.passwordFile {
        .password(user: user, secret: MailLogin.secret(file: file))
      } else { .none }
    do throws(MailTrouble) {
      return (
        try MailServer(host: settings.host, port: settings.port, security: security, authorities: settings.caFile),
        login
      )
    } catch { Console.fail("candor.yaml: mail: \(error.reason)") }
  }

  private static func mailbox(
    _ settings: MailServerSettings, _ folder: String, place: String, logger: Logger,
    receive: @escaping Operations.Receive
  ) -> IMAPMailbox {
    let (server, login) = server(settings)
    return IMAPMailbox(
      IMAPMailbox.Settings(server: server, login: login, mailbox: folder), logger: logger,
      load: {
        guard let bytes = FileManager.default.contents(atPath: place) else { return nil }
        return try JSONDecoder().decode(IMAPMailbox.Place.self, from: bytes)
      }, save: { try OutputFile.write(Array(try JSONEncoder().encode($0)), to: place) }, receive: receive)
  }

  private static func delivering(_ settings: MailServerSettings, _ folder: OpenFolder, logger: Logger) -> Delivering {
    let (server, login) = server(settings)
    let (desk, acknowledging) = (folder.desk, folder.acknowledging)
    return Delivering(
      outbox: desk.outbox, ledger: desk.ledger,
      submission: SMTPSubmission(server, login: login, logger: logger).submission, now: Console.now,
      clear: { dispatch, now in
        do throws(StoreTrouble) {
          var reported: [UInt8]?
          if let report = dispatch.report { reported = try await desk.archive.bytes(report) }
          return await acknowledging.clear(
            dispatch, known: try await desk.archive.adversary(), reported: reported, now: now)
        } catch { return .later(error.description) }
      })
  }
}

extension MailServerSettings {
  /// That the file with its password or token cannot be read, in words; nil where it can, or none is named.
  fileprivate var lostSecret: String? {
    guard let file = tokenFile ?? passwordFile, !FileManager.default.isReadableFile(atPath: file) else { return nil }
    return
      "\(file) is not there or may not be read: candor.yaml names it as the file with the \(tokenFile == nil ? "password" : "token") for \(host)"
  }
}

extension AccountEvent {
  /// As the record keeps it: no address of anybody's machine.
  var recorded: RecordEvent {
    switch kind {
    case .signedIn: .signedIn(account: account ?? 0, how: "password")
    case .recoveryCodeUsed: .signedIn(account: account ?? 0, how: "recovery code")
    case .signInFailed: .signInRefused(reason: "wrong password")
    case .codeFailed: .signInRefused(reason: "wrong code")
    case .lockedOut: .signInRefused(reason: "locked out")
    default: .accountChanged(account: account ?? 0, what: "\(kind)")
    }
  }
}
