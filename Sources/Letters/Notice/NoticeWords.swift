import Casework
import Vocabulary

/// The sentences of the notices in one language, each with what it rests on.
package struct NoticeWords: Sendable {
  package let language: Language
  package let values: NoticeValues
  private let editions: [Edition: EditionWords]

  /// nil where an edition is missing.
  package init?(language: Language, values: NoticeValues, editions: [Edition: EditionWords]) {
    guard Edition.allCases.allSatisfy({ editions[$0] != nil }) else { return nil }
    self.language = language
    self.values = values
    self.editions = editions
  }

  package subscript(edition: Edition) -> EditionWords? { editions[edition] }

  package struct EditionWords: Sendable, Hashable {
    package let subject: NoticeText
    package let parts: [Part]

    package init(subject: NoticeText, parts: [Part]) {
      self.subject = subject
      self.parts = parts
    }
  }

  /// Sentences that stand together.
  package struct Part: Sendable, Hashable {
    package enum Shape: String, Sendable, CaseIterable { case paragraph, points }

    package let id: String
    package let shape: Shape
    /// Stands over the points; left out with the last of them.
    package let lead: Line?
    package let lines: [Line]
    /// For the one who gets the letter, and not for the status page.
    package let isPersonal: Bool

    package init(id: String, shape: Shape, lead: Line? = nil, lines: [Line], isPersonal: Bool = false) {
      self.isPersonal = isPersonal
      self.id = id
      self.shape = shape
      self.lead = lead
      self.lines = lines
    }
  }

  /// One sentence, or two that say one thing.
  package struct Line: Sendable, Hashable {
    /// `do-not.pay`: the part's and its own.
    package let id: String
    package let text: NoticeText
    /// Instead of `text` where there is one of what is counted.
    package let one: NoticeText?
    /// The place that is counted; nil where it is the first counted one of `text`.
    package let counts: NoticePlace?
    package let segments: Set<Segment>
    /// All must be known, besides those that its places imply.
    package let needs: Set<NoticeFact>
    /// None may be known.
    package let unless: Set<NoticeFact>
    package let aim: Aim?

    package init(
      id: String, text: NoticeText, one: NoticeText? = nil, counts: NoticePlace? = nil,
      segments: Set<Segment> = Set(Segment.allCases),
      needs: Set<NoticeFact> = [], unless: Set<NoticeFact> = [], aim: Aim? = nil
    ) {
      self.id = id
      self.text = text
      self.one = one
      self.counts = counts
      self.segments = segments
      self.needs = needs
      self.unless = unless
      self.aim = aim
    }

    /// With those of its places.
    package var facts: Set<NoticeFact> { text.slots.reduce(needs) { $0.union($1.facts) } }
  }

  /// What a notice must not go without.
  package enum Aim: String, Sendable, Codable, CaseIterable {
    case doNot = "do-not"
    case ifDone = "if-done"
    case report
    case realMail = "real-mail"
  }
}
