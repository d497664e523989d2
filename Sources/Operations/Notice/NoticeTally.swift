import Casework
import Vocabulary

/// How many recipients of a notice are in which state: the states always add up to all of them.
package struct NoticeTally: Sendable, Hashable {
  package struct Key: Sendable, Hashable {
    package let state: NoticeRecipient.State
    package let kind: NoticeRecipient.Kind?
    package let language: Language
    package let segment: Segment

    package init(
      state: NoticeRecipient.State, kind: NoticeRecipient.Kind?, language: Language, segment: Segment
    ) {
      self.state = state
      self.kind = kind
      self.language = language
      self.segment = segment
    }
  }

  package let counts: [Key: Int]

  package init(_ counts: [Key: Int]) { self.counts = counts }

  package static let none = NoticeTally([:])

  package var recipients: Int { counts.values.reduce(0, +) }
  package var sent: Int { count { $0.state == .sent } }
  package var failed: Int { count { $0.state == .failed } }
  package var skipped: Int { count { $0.state == .skipped } }
  /// Those whose letter is just leaving among them.
  package var waiting: Int { count { $0.state == .waiting || $0.state == .sending } }

  package func count(_ kind: NoticeRecipient.Kind) -> Int { count { $0.kind == kind } }

  package func count(_ condition: (Key) -> Bool) -> Int {
    counts.reduce(0) { $0 + (condition($1.key) ? $1.value : 0) }
  }

  /// Each kind that there is, in a fixed order.
  package var kinds: [(kind: NoticeRecipient.Kind, count: Int)] {
    NoticeRecipient.Kind.allCases.map { ($0, count($0)) }.filter { $0.1 > 0 }
  }
}
