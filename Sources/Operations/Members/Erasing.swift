import Casework
import Forensics
import Mail
import Vocabulary

/// Takes one person out of everything that is kept; the record goes on to verify, and says who did it.
package struct Erasing: Sendable {
  private let desk: CaseDesk

  package init(desk: CaseDesk) { self.desk = desk }

  /// What would go, and what would stay.
  package func traces(of person: EmailAddress) async throws(StoreTrouble) -> Traces {
    let mention = Mention(of: person)
    return try await desk.erasures.find(mention, try await reports(naming: mention), context)
  }

  package func erase(_ person: EmailAddress, by actor: String) async throws(StoreTrouble) -> Traces {
    let mention = Mention(of: person)
    let erased = try await desk.erasures.erase(mention, try await reports(naming: mention), context, actor)
    await desk.mailDeleted()
    await desk.listsChanged()
    return erased
  }

  /// Of somebody who was deleted before: overwrites what the files may still hold, and deletes nothing. False where somebody reads just now.
  package func overwrite(_ person: EmailAddress) async throws(StoreTrouble) -> Bool {
    try await desk.erasures.overwrite(Mention(of: person))
  }

  private var context: Report.Context {
    Report.Context(intake: Set(desk.settings.organization.intake), lexicon: desk.knowledge.lexicon)
  }

  /// By what stands in their mail.
  private func reports(naming mention: Mention) async throws(StoreTrouble) -> [ReportNumber] {
    let found = Found()
    let context = context
    try await desk.archive.walk { number, bytes in
      if let bytes, mention.occurs(inMail: bytes, context: context) { found.reports.append(number) }
    }
    return found.reports
  }

  /// `walk` takes a closure that cannot hold an `inout`.
  private final class Found { var reports: [ReportNumber] = [] }
}

/// What is kept of one person, or was until just now.
package struct Traces: Sendable, Hashable {
  /// Rows by list.
  package var rows: [String: Int] = [:]
  /// Mail that they sent, that a fake came to them in, or that names them.
  package var reports: [ReportNumber] = []
  /// Of those, how many somebody else reported.
  package var ofOthers = 0
  package var letters: [Int64] = []
  /// Notices that they are in the ledger of.
  package var notices: [Int64] = []
  /// Entries of the record with a personal part about them.
  package var entries: [Int64] = []
  /// Lists and mails that wait to be taken in.
  package var files: [String] = []
  /// Fakes came in their name: their address is among those that no letter goes to.
  package var isSender = false
  /// Entries whose words name them: those are for good.
  package var words: [Int64] = []
  /// Lists that count the address among the company's own test accounts.
  package var testLists: [String] = []
  /// Notices whose text, as somebody wrote it, names them; what was sent is kept as it was sent.
  package var noticeTexts: [Int64] = []
  package var hasAccount = false
  /// What was deleted lies nowhere on the disk any more, as far as files show; false where a reader kept it from being overwritten.
  package var isOverwritten = true

  package init() {}

  package var isEmpty: Bool {
    rows.isEmpty && reports.isEmpty && letters.isEmpty && entries.isEmpty && files.isEmpty && notices.isEmpty
      && !isSender
  }
}

/// Everything that is kept, searched for one person.
package struct ErasureArchive: Sendable {
  /// `reports`: those whose mail names the person; those that lists name are found here.
  package let find:
    @Sendable (_ person: Mention, _ reports: [ReportNumber], _ reading: Report.Context) async throws(StoreTrouble) ->
      Traces
  package let erase:
    @Sendable (_ person: Mention, _ reports: [ReportNumber], _ reading: Report.Context, _ actor: String)
      async throws(StoreTrouble) -> Traces
  package let overwrite: @Sendable (_ person: Mention) async throws(StoreTrouble) -> Bool

  package init(
    find: @escaping @Sendable (Mention, [ReportNumber], Report.Context) async throws(StoreTrouble) -> Traces,
    erase: @escaping @Sendable (Mention, [ReportNumber], Report.Context, String) async throws(StoreTrouble) -> Traces,
    overwrite: @escaping @Sendable (Mention) async throws(StoreTrouble) -> Bool
  ) {
    self.find = find
    self.erase = erase
    self.overwrite = overwrite
  }
}
