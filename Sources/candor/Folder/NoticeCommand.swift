import ArgumentParser
import Casework
import Foundation
import Letters
import Logging
import Operations
import Post
import Store
import UnixSignals
import Vocabulary

/// `candor notice list|send|ledger`.
struct NoticeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notice", abstract: "What customers are told: how far each notice is, sending it, and its ledger.",
    subcommands: [List.self, Send.self, LedgerOf.self])

  /// Why there is no mailing of this number.
  fileprivate static func absence(of notice: Int64, _ database: CaseDatabase) async throws(StoreTrouble) -> String {
    try await NoticeDrafts.notice(notice, in: database.ledger) == nil
      ? "there is no notice \(notice); candor notice list shows those that there are"
      : "notice \(notice) has not been started, so nobody was told by it; it is approved and sent on its page in candor serve: /notices/\(notice)"
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every notice: drafts, and how many recipients of those that were started were told.")
    @OptionGroup var data: DataOption
    @Option(help: "text or json.") var format: CaseCommand.Format = .text
    @OptionGroup var settings: Settings

    func run() async {
      let database = data.database(readOnly: true)
      do throws(StoreTrouble) {
        let drafted = try await database.noticeDrafts.notices(of: nil, in: database.ledger)
        let mailings = try await database.notices.notices()
        let begun = Set(mailings.map(\.notice))
        var rows = drafted.filter { !begun.contains($0.id) }.map { NoticeListText.Row($0) }
        for mailing in mailings {
          rows.append(
            NoticeListText.Row(
              mailing, try await database.notices.tally(mailing.notice),
              notice: drafted.first { $0.id == mailing.notice }))
        }
        rows.sort { $0.id < $1.id }
        Console.write(format == .json ? NoticeListText.json(rows) : NoticeListText.text(rows))
      } catch { Console.fail(error) }
    }
  }

  struct LedgerOf: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ledger", abstract: "Who was told by one notice, when, and what the mail server answered.",
      discussion: "A line for each recipient; for a regulator, or your own tables. It holds your customers' addresses.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json }

    @OptionGroup var data: DataOption
    @Option(help: "The notice's number.") var notice: Int64
    @Option(help: "csv, or json: one object a line.") var format: Format = .csv
    @Option(help: "Only those in one state: waiting, sent, failed or skipped.") var state: NoticeRecipient.State?
    @OptionGroup var settings: Settings

    func run() async {
      let database = data.database(readOnly: true)
      let ledger = database.notices
      do throws(StoreTrouble) {
        guard let known = try await ledger.notice(notice) else {
          Console.fail(try await NoticeCommand.absence(of: notice, database))
        }
        let text = NoticeLedgerText(known)
        let page = Page()
        if format == .csv { page.add(NoticeLedgerText.head) }
        try await ledger.walk(notice) { recipient in
          let shown = recipient.state == .sending ? .waiting : recipient.state
          guard state == nil || state == shown else { return }
          page.add(format == .csv ? text.csvLine(recipient) : text.jsonLine(recipient))
        }
        page.write()
      } catch { Console.fail(error) }
    }
  }

  struct Send: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Go on with a notice that was started, from where it is.",
      discussion: """
        Whoever was told is not told again, however often this is stopped and started. Ctrl-C pauses it. Letters of which \
        nobody knows whether they arrived (ambiguous) are left alone unless you say --ambiguous.
        """)
    @OptionGroup var data: DataOption
    @Option(help: "The notice's number.") var notice: Int64
    @Flag(help: "Also to those whom the mail server refused for good.") var failed = false
    @Flag(help: "Also to those whose letter may have arrived: some will get it twice.") var ambiguous = false
    @Option(help: "text or json.") var format: CaseCommand.Format = .text
    @OptionGroup var settings: Settings

    func run() async {
      let lock = data.locked()
      defer { withExtendedLifetime(lock) {} }
      var logger = Logger(label: "candor") { StreamLogHandler.standardError(label: $0) }
      logger.logLevel = .warning
      let folder = OpenFolder(data, knowledge: settings.loadKnowledge())
      let notices = NoticesOpened(folder, logger: logger)
      guard let sending = notices.sending else {
        Console.fail("nothing to send it by: set \"submission\" under \"mail\" in \(data.settingsFile)")
      }
      let control = NoticeControl()
      let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
      let listening = Task { for await _ in signals { control.pause() } }
      defer { listening.cancel() }
      do throws(StoreTrouble) {
        guard try await notices.ledger.notice(notice) != nil else {
          Console.fail(try await NoticeCommand.absence(of: notice, folder.database))
        }
        var again: Set<NoticeRecipient.Kind> = failed ? NoticeRecipient.Kind.surelyNotAccepted : []
        if ambiguous { again.insert(.ambiguous) }
        try await notices.desk.goOn(notice, again: again, by: Actor.command)
        let watching = Task { await watch(notices.ledger, control) }
        let ending = try await sending.run(notice, control: control, text: try await notices.desk.text(of: notice))
        watching.cancel()
        await watching.value
        Console.endProgress()
        guard let known = try await notices.ledger.notice(notice) else { return }
        let rows = [
          NoticeListText.Row(
            known, try await notices.ledger.tally(notice), notice: try await notices.desk.notice(notice))
        ]
        Console.write(format == .json ? NoticeListText.json(rows) : NoticeListText.text(rows))
        if case .halted(let why) = ending { Console.fail("nothing more was sent: \(why)") }
        if ending == .paused {
          try await notices.desk.pause(notice, by: Actor.command)
          Console.warn("paused; the same command goes on, or the notice's page")
        }
      } catch { Console.fail(error) }
    }

    private func watch(_ ledger: NoticeLedger, _ control: NoticeControl) async {
      while Console.showsProgress, !Task.isCancelled {
        if let tally = try? await ledger.tally(notice) {
          Console.progress(
            "sent \(tally.sent), failed \(tally.failed), skipped \(tally.skipped), waiting \(tally.waiting)  \(control.trouble ?? "")"
          )
        }
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }
}

extension NoticeRecipient.State: ExpressibleByArgument {}

/// Lines on their way to standard output, some thousand at a time.
private final class Page {
  private var bytes: [UInt8] = []

  func add(_ line: [UInt8]) {
    bytes += line
    if bytes.count > 1 << 16 { write() }
  }

  func write() {
    Console.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
