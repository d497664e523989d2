import Casework
import Foundation
import Letters
import Operations
import Store
import Synchronization
import Testing
import Vocabulary

/// A notice of an invented company in a folder of a test's own.
struct Mailed: Sendable {
  let folder: Folder
  let notice: Int64
  var ledger: NoticeLedger { folder.database.notices }

  static let sender = "help@palomberry.com"

  static func texts() throws -> [SentText] {
    try ["en", "es", "hu"].flatMap { tag in
      try Segment.allCases.map { segment in
        SentText(
          language: try #require(Language(tag)), segment: segment, subject: "About a fake mail (\(tag))",
          body: "Dear customer,\n\nthis is for \(segment.rawValue).\n", senderName: "Palomberry",
          sender: try #require(EmailAddress(sender)), replyTo: nil)
      }
    }
  }

  static func person(_ address: String, _ language: String = "en", _ segment: Segment = .unknown) throws -> NewRecipient
  {
    NewRecipient(
      address: try #require(EmailAddress(address)), language: try #require(Language(language)), segment: segment)
  }

  /// Several languages and segments, and domains of many sizes.
  static func people(_ count: Int) throws -> [NewRecipient] {
    try (0..<count).map { index in
      try person(
        "customer\(index)@\(index % 3 == 0 ? "big.example" : "d\(index % 40).example")", ["en", "es", "hu"][index % 3],
        Segment.allCases[index % 2])
    }
  }

  @discardableResult
  func enroll(_ people: some Sequence<NewRecipient>) async throws -> Int {
    try await sending(Relay().submission).enroll(
      NewMailing(notice: notice, caseID: 1, edition: .warning, texts: try Self.texts()), people: people)
  }

  func sending(_ submission: BulkSubmission, pace: NoticePace = .unlimited, now: Timestamp = Folder.now)
    -> NoticeSending
  {
    NoticeSending(ledger: ledger, journals: journals, submission: submission, pace: pace, now: { now })
  }

  var journals: NoticeJournals { CaseDatabase.noticeJournals(folder: folder.path) }

  func run(
    _ submission: BulkSubmission, pace: NoticePace = .unlimited, now: Timestamp = Folder.now,
    control: NoticeControl = NoticeControl(), adversary: Adversary = .unknown
  ) async throws -> NoticeSending.Ending {
    let texts = try Self.texts()
    let own = ["palomberry.com"].compactMap { DomainName($0) }
    return try await sending(submission, pace: pace, now: now).run(notice, control: control) { language, segment in
      let context = Guardrails.Context(ownDomains: own, intake: [], adversary: adversary)
      guard let text = SentText.choice(language, segment, among: texts, else: []) else {
        return .failure(.empty(.body))
      }
      return Guardrails.clear(text.mail, context: context)
    }
  }

  /// All recipients, in their order.
  func all() async throws -> [NoticeRecipient] {
    var query = NoticeQuery(notice)
    query.limit = 5_000
    return try await ledger.list(query)
  }

  static func with(_ body: (Mailed) async throws -> Void) async throws {
    try await Folder.with { try await body(Mailed(folder: $0, notice: 1)) }
  }
}

/// A mail server that answers as it is told, and remembers whose letters it took.
final class Relay: Sendable {
  private let state = Mutex<(taken: [String: Int], order: [String], seen: Int)>(([:], [], 0))
  private let answer: @Sendable (ClearedLetter, Int) -> LetterOutcome

  /// `answer` gets the letter and how many came before it.
  init(_ answer: @escaping @Sendable (ClearedLetter, Int) -> LetterOutcome = { _, _ in .accepted("250 ok") }) {
    self.answer = answer
  }

  var taken: [String: Int] { state.withLock { $0.taken } }
  /// Recipients, in the order in which they came.
  var order: [String] { state.withLock { $0.order } }

  var submission: BulkSubmission {
    BulkSubmission { feed in
      {
        while !feed.isOver() {
          guard let item = feed.next() else {
            try? await Task.sleep(for: .milliseconds(2))
            continue
          }
          let outcome = self.hear(item.letter)
          if case .untouched = outcome {
          } else {
            guard feed.tell([.begin(item.id)]) else { return .failed("no journal") }
          }
          _ = feed.tell([.settle(item.id, outcome)])
        }
        return .done
      }
    }
  }

  private func hear(_ letter: ClearedLetter) -> LetterOutcome {
    state.withLock { state in
      let outcome = answer(letter, state.seen)
      state.seen += 1
      if case .accepted = outcome {
        state.taken[letter.recipient.text, default: 0] += 1
        state.order.append(letter.recipient.text)
      }
      return outcome
    }
  }
}

/// Message-IDs by recipient.
final class SentIDs: Sendable {
  private let known = Mutex<[String: String]>([:])
  var all: [String: String] { known.withLock { $0 } }
  func note(_ letter: ClearedLetter) { known.withLock { $0[letter.recipient.text] = letter.messageID } }
}

/// The files of an exported case.
enum Exported {
  static func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  static func text(_ folder: String) -> String {
    ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [])
      .map { (try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)) ?? "" }.joined(separator: "\n")
  }
}
