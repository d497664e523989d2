import Letters

/// What connections to the relay take letters from, and tell what became of them. Its closures are called by many threads and do not wait.
package struct LetterFeed: Sendable {
  package struct Item: Sendable {
    package let id: Int64
    package let letter: ClearedLetter

    package init(id: Int64, letter: ClearedLetter) {
      self.id = id
      self.letter = letter
    }
  }

  package enum Event: Sendable, Hashable {
    /// The first byte of the text is about to leave.
    case begin(Int64)
    /// Told once for each letter that was given.
    case settle(Int64, LetterOutcome)
  }

  /// nil where nothing may leave just now.
  package let next: @Sendable () -> Item?
  /// What happened, in its order. Where it says false, no text may leave of those that were to begin.
  package let tell: @Sendable ([Event]) -> Bool
  /// Nothing will come any more: say good-bye.
  package let isOver: @Sendable () -> Bool

  package init(
    next: @escaping @Sendable () -> Item?, tell: @escaping @Sendable ([Event]) -> Bool,
    isOver: @escaping @Sendable () -> Bool
  ) {
    self.next = next
    self.tell = tell
    self.isOver = isOver
  }
}

/// What became of one letter, with what the server answered.
package enum LetterOutcome: Sendable, Hashable {
  case accepted(String)
  /// It will not be taken, ever.
  case refused(String)
  /// Later may help, and surely nothing was taken.
  case later(String)
  /// The text was on its way and no answer came: it may have been taken.
  case uncertain(String)
  /// Nothing of the text left, for a reason that is not the letter's.
  case untouched(String)
}

/// The door out for many letters.
package struct BulkSubmission: Sendable {
  package enum End: Sendable, Hashable {
    /// The feed is over, gave nothing for a while, or the connection had its fill.
    case done
    /// In words for a page: what must be put right before another try makes sense.
    case failed(String)
  }

  /// Makes one connection, and returns when that has ended.
  package typealias Connect = @Sendable () async -> End

  /// Connections that all hand over what this feed gives.
  package let connections: @Sendable (LetterFeed) -> Connect

  package init(connections: @escaping @Sendable (LetterFeed) -> Connect) { self.connections = connections }
}
