/// One thing in a notice that would hurt: where it stands, which words, and the better way.
package struct NoticeFinding: Sendable, Hashable {
  package enum Rule: String, Sendable, Codable, CaseIterable {
    case hedge, blame, anger, promise, urgency, shouting, lure, fog, link, attachment, readability, reference,
      untranslated
    case tippingOff = "tipping-off"
    case sentenceLength = "sentence-length"
    case whatToDo = "what-to-do"
    case realMail = "real-mail"
    case nextTime = "next-time"
    case emptyPlace = "empty-place"
  }

  package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case warns
    /// The notice cannot be approved unless a person gives a reason.
    case stops

    package static func < (left: Severity, right: Severity) -> Bool { left == .warns && right == .stops }
  }

  package let rule: Rule
  package let severity: Severity
  /// Of a sentence of the letter; nil where the letter as a whole lacks something.
  package let sentence: String?
  /// The sentence as the customer would read it.
  package let quote: String
  /// As they stand there.
  package let words: [String]
  /// What could stand there, in the letter's language.
  package let instead: String?
  /// The key of the better way in `tone.yaml`, in every language.
  package let advice: String
  /// What is filled into the better way.
  package let slots: [String: String]

  package init(
    _ rule: Rule, _ severity: Severity, sentence: String?, quote: String = "", words: [String] = [],
    instead: String? = nil, advice: String, slots: [String: String] = [:]
  ) {
    self.rule = rule
    self.severity = severity
    self.sentence = sentence
    self.quote = quote
    self.words = words
    self.instead = instead
    self.advice = advice
    self.slots = slots
  }

  /// Somebody who reads another language is told more by the company's own words.
  package static let untranslated = NoticeFinding(.untranslated, .warns, sentence: nil, advice: "not-translated")

  /// What an override is for: it ends when the sentence is worded anew.
  package var key: String { ([rule.rawValue, sentence ?? "", quote] + words).joined(separator: "\u{1F}") }
}
