import Casework
import Domains
import Mail
import Vocabulary

/// Asks the DNS what reports wait for, after they were examined and answered, and writes every answer into the record.
package actor LookingUp {
  private let archive: LookupArchive
  private let ledger: Ledger
  private let names: NameService
  private let now: @Sendable () -> Timestamp
  private let learned: @Sendable ([DNSObservation]) async -> Void
  /// Why nothing is asked just now; nil where all is well.
  package private(set) var trouble: String?

  /// Questions on their way at once.
  package static let mostAtOnce = 8
  /// In 24 hours: whoever sends mail with a million names makes us ask no more than this.
  package static let mostPerDay = 2000

  package init(
    archive: LookupArchive, ledger: Ledger, names: NameService, now: @escaping @Sendable () -> Timestamp,
    learned: @escaping @Sendable ([DNSObservation]) async -> Void
  ) {
    self.archive = archive
    self.ledger = ledger
    self.names = names
    self.now = now
    self.learned = learned
  }

  /// Asks what is due, at most a few dozen; how many answers were written down. After cancellation what has no answer yet stays due.
  package func askDue() async throws(StoreTrouble) -> Int {
    let left = Self.mostPerDay - (try await archive.asked(now().adding(seconds: -86_400)))
    let due = left > 0 ? try await archive.due(now(), min(left, 4 * Self.mostAtOnce)) : []
    guard !due.isEmpty else { return 0 }
    let answers = await ask(due)
    guard !answers.isEmpty, !Task.isCancelled else { return 0 }
    var transaction = LedgerTransaction(now: now())
    transaction.answers = answers
    _ = try await ledger.append(transaction)
    // One name that does not answer is its owner's trouble.
    if let bad = answers.first, answers.count >= 3, answers.allSatisfy({ $0.outcome == .failed }) {
      trouble = "the DNS does not answer: \(bad.question): \(bad.detail ?? "no answer")"
    } else if answers.contains(where: { $0.outcome != .failed }) {
      trouble = nil
    }
    await learned(answers)
    return answers.count
  }

  private func ask(_ questions: [DNSQuestion]) async -> [DNSObservation] {
    await withTaskGroup(of: DNSObservation?.self) { [names] group in
      var rest = questions[...]
      for question in rest.prefix(Self.mostAtOnce) { group.addTask { await names.ask(question) } }
      rest = rest.dropFirst(Self.mostAtOnce)
      var answers: [DNSObservation] = []
      for await answer in group {
        if let answer { answers.append(answer) }
        if !Task.isCancelled, let next = rest.popFirst() { group.addTask { await names.ask(next) } }
      }
      return answers
    }
  }
}

extension DKIMKeyArchive {
  /// The keys in archived answers.
  package mutating func insert(_ answers: some Sequence<DNSObservation>) {
    for answer in answers where answer.isUsable && answer.question.name.contains("._domainkey.") {
      for text in answer.answer.texts {
        insert(Entry(text: String(decoding: text, as: UTF8.self), fetched: answer.time), at: answer.question.name)
      }
    }
  }
}
