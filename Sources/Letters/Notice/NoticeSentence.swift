import Casework

/// One sentence of a notice as a person approves it: its text, and everything known that it stands on.
package struct NoticeSentence: Sendable, Hashable, Codable, Identifiable {
  /// `do-not.pay`; `subject`; `own-1.2` for the second paragraph of a person's own.
  package let id: String
  package let text: String
  /// In the order of `NoticeFact`.
  package let basis: [Basis]
  /// It is true because nothing is known of these.
  package let absent: [NoticeFact]
  package let aim: NoticeWords.Aim?
  /// Written by a person for this letter.
  package let isOwn: Bool

  package struct Basis: Sendable, Hashable, Codable {
    package let fact: NoticeFact
    package let known: NoticeFacts.Known
    /// Its value is in the text; else the sentence only rests on its being known.
    package let isShown: Bool

    package init(_ fact: NoticeFact, _ known: NoticeFacts.Known, isShown: Bool) {
      self.fact = fact
      self.known = known
      self.isShown = isShown
    }
  }

  package init(
    id: String, text: String, basis: [Basis] = [], absent: [NoticeFact] = [], aim: NoticeWords.Aim? = nil,
    isOwn: Bool = false
  ) {
    self.id = id
    self.text = text
    self.basis = basis
    self.absent = absent
    self.aim = aim
    self.isOwn = isOwn
  }
}
