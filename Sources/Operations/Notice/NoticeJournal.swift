import Vocabulary

/// Opens the journals of notices: what a killed program had begun to say and had heard.
package struct NoticeJournals: Sendable {
  /// One process at a time has a notice's journal.
  package let open: @Sendable (_ notice: Int64) throws(StoreTrouble) -> NoticeJournal

  package init(open: @escaping @Sendable (Int64) throws(StoreTrouble) -> NoticeJournal) { self.open = open }
}

/// Steps of single letters, written before the next byte leaves. The database gets them in groups, later.
package struct NoticeJournal: Sendable {
  /// What it holds of the letters with these ids.
  package let past: @Sendable (Set<Int64>) throws(StoreTrouble) -> Past
  /// Forgets everything before.
  package let restart: @Sendable () throws(StoreTrouble) -> Void
  /// All of them, in one piece. False where they could not be written: then nothing may leave.
  package let write: @Sendable ([Step]) -> Bool
  /// Lets go of it; `done`: nothing of it is needed any more.
  package let close: @Sendable (_ done: Bool) -> Void

  package init(
    past: @escaping @Sendable (Set<Int64>) throws(StoreTrouble) -> Past,
    restart: @escaping @Sendable () throws(StoreTrouble) -> Void, write: @escaping @Sendable ([Step]) -> Bool,
    close: @escaping @Sendable (Bool) -> Void
  ) {
    self.past = past
    self.restart = restart
    self.write = write
    self.close = close
  }
}

extension NoticeJournal {
  /// What was written before: the last step of each letter.
  package struct Past: Sendable {
    /// False where lines may be missing, after a power failure. What is there is true all the same.
    package let isReliable: Bool
    package let steps: [Int64: Step]

    package init(isReliable: Bool, steps: [Int64: Step]) {
      self.isReliable = isReliable
      self.steps = steps
    }
  }

  /// One line of a journal.
  package struct Step: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
      /// The text is about to leave.
      case begun
      case accepted, refused, later
    }

    package let id: Int64
    package let attempt: Int
    package let kind: Kind
    package let reply: String

    package init(_ id: Int64, attempt: Int, _ kind: Kind, reply: String = "") {
      self.id = id
      self.attempt = attempt
      self.kind = kind
      self.reply = reply
    }

    /// `accepted 4711 1 250 2.0.0 Ok`, without an address, since nobody looks for a person here who is to be forgotten.
    package func write(to out: inout [UInt8]) {
      out += kind.rawValue.utf8
      for number in [id, Int64(attempt)] {
        out.append(0x20)
        out += String(number).utf8
      }
      if !reply.isEmpty {
        out.append(0x20)
        out += ServerWords.nameless(reply.prefix(300)).utf8.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
      }
      out.append(0x0A)
    }

    /// A line without its end; nil for what is none.
    package init?(line: some StringProtocol) {
      let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      guard words.count >= 3, let kind = Kind(rawValue: String(words[0])), let id = Int64(words[1]),
        let attempt = Int(words[2])
      else { return nil }
      self.init(id, attempt: attempt, kind, reply: words.count > 3 ? String(words[3]) : "")
    }
  }

  /// What a letter that was taken when the program stopped comes to.
  static func settlement(
    of recipient: NoticeRecipient, past: Past, next: Timestamp
  ) -> NoticeSettlement.Result {
    let step = past.steps[recipient.id]
    let known = step?.attempt == recipient.attempts ? step : nil
    switch known?.kind {
    case .accepted: return .sent(known?.reply ?? "")
    case .refused: return .failed(.refused, known?.reply ?? "")
    case .later: return .later(known?.reply ?? "", next: next)
    case .begun: return .failed(.ambiguous, "the program stopped while this letter was being handed over")
    case nil:
      return past.isReliable
        ? .untouched
        : .failed(.ambiguous, "the machine stopped while this letter was waiting its turn or being handed over")
    }
  }
}

/// What mail servers answer, for where no address may stand.
package enum ServerWords {
  /// They repeat the recipient's address.
  package static func nameless(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return String(text) }
    return text.split(separator: " ", omittingEmptySubsequences: false).map {
      $0.contains("@") ? "[address]" : String($0)
    }.joined(separator: " ")
  }
}
