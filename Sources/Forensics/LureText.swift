import Vocabulary

/// What a lure asks for, by words that its kind uses in each language (Data/verdict/lure-words.yaml).
package struct LureText: Sendable, Hashable {
  /// The first word of each kind that stands in the mail, nil where none does.
  package let payment: String?
  package let urgency: String?

  package init(_ text: String, words: LureWordList) {
    let folded = Folding.words(text)
    payment = words.payment.first { folded.contains($0) }
    urgency = words.urgency.first { folded.contains($0) }
  }
}

package struct LureWordList: Sendable {
  /// Folded words and phrases, each with blanks around it.
  package let payment: [String]
  package let urgency: [String]

  package init(payment: [String], urgency: [String]) {
    self.payment = payment.map(Folding.words)
    self.urgency = urgency.map(Folding.words)
  }
}
