import Forensics
import Mail
import Vocabulary

/// Why an answer waits for a person.
package enum WaitReason: Sendable, Hashable {
  /// The company has every answer approved.
  case setting
  /// The mail was so many days old when it came in: a mailbox that is read for the first time may hold years of it.
  case old(days: Int)
  /// The mail is of a time that a backup does not know of, and may have been answered then.
  case restored

  /// nil where the answer may leave by itself. `restored`: from the end of a backup to when it was restored.
  package init?(written: Timestamp?, received: Timestamp, freshDays: Int, restored: ClosedRange<Int64>?) {
    if let written, written.seconds < received.seconds - Int64(freshDays) * 86_400 {
      self = .old(days: Int((received.seconds - written.seconds) / 86_400))
    } else if let restored, restored.contains(written?.seconds ?? received.seconds - 86_400) {
      self = .restored
    } else {
      return nil
    }
  }
}

extension CaseDesk {
  private static let longestMail = 1 << 20

  /// For those that wait, by their numbers; none where the mail is gone, or too long to be read again for this.
  package func reasons(for letters: [Dispatch]) async throws(StoreTrouble) -> [Int64: WaitReason] {
    let waiting = letters.filter { $0.state == .proposed && !$0.isErased }
    guard !waiting.isEmpty else { return [:] }
    let restored = await ledger.restoredPeriod()
    let context = settings.reading(knowledge.lexicon)
    var reasons: [Int64: WaitReason] = [:]
    for letter in waiting {
      guard settings.answersByPlaybook else {
        reasons[letter.id] = .setting
        continue
      }
      guard let number = letter.report, let line = try await archive.line(number), line.size <= Self.longestMail,
        let bytes = try await archive.bytes(number)
      else { continue }
      reasons[letter.id] = WaitReason(
        written: Report(bytes, context: context).outer.date, received: line.received,
        freshDays: settings.answersFreshDays, restored: restored)
    }
    return reasons
  }
}
