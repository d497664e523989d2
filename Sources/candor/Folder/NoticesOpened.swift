import Casework
import Forensics
import Letters
import Logging
import Operations
import Post
import ServiceLifecycle
import Store
import Vocabulary
import Web

/// Notices over an opened folder, for `candor notice` and `candor serve` alike.
struct NoticesOpened: Sendable {
  let ledger: NoticeLedger
  let desk: NoticeDesk
  private let words: NoticeShelf
  private let settings: FolderSettings
  private let journals: NoticeJournals
  private let logger: Logger

  init(_ folder: OpenFolder, logger: Logger) {
    ledger = folder.database.notices
    desk = NoticeDesk(
      folder.desk, drafts: folder.database.noticeDrafts, ledger: ledger, words: folder.knowledge.noticeShelf)
    words = folder.knowledge.noticeShelf
    settings = folder.settings
    journals = CaseDatabase.noticeJournals(folder: folder.option.folder)
    self.logger = logger
  }

  /// nil where candor.yaml names no server to send by.
  var sending: NoticeSending? {
    guard let submission = settings.mail.submission else { return nil }
    let (server, login) = MailDoorsOpened.server(submission)
    let host = settings.organization.domains.first?.ascii ?? "localhost"
    return NoticeSending(
      ledger: ledger, journals: journals,
      submission: BulkSMTP(server, login: login, host: host, logger: logger).submission, pace: settings.mail.pace,
      now: Console.now)
  }

  /// Notices on their way, and a warning drafted for each case that is open.
  func services(_ notices: NoticePorts) -> [any Service] {
    var services: [any Service] = [
      Loop("warnings", pause: .seconds(1), logger: logger) { [words] () throws(StoreTrouble) in
        if let trouble = words.trouble { throw StoreTrouble(.failed, "no notice can be written: \(trouble)") }
        try await notices.running.draftWarnings()
        return .nothing
      }
    ]
    if let sending = notices.sending {
      services.append(
        Loop("notices") { [logger] in
          await notices.running.run(
            sending: sending, text: { [desk] id throws(StoreTrouble) in try await desk.text(of: id) },
            failed: { if !Task.isCancelled { logger.error("\($0)") } })
        })
    }
    return services
  }
}
