import Vocabulary

/// What a lure asks for, by words that its kind uses in each language (Data/verdict/lure-words.yaml).
package struct LureText: Sendable, Hashable {
  /// The first word of each kind that stands in the mail, nil where none does.
  package let payment: String?
  package let urgency: String?

  /// One pass over the words of the text.
  package init(_ text: FoldedText, words: LureWordList) {
    var found: [LureWordList.Kind: String] = [:]
    let bytes = text.bytes
    var start = 1
    while start < bytes.count, found.count < 2 {
      var end = start
      while end < bytes.count, bytes[end] != 0x20 { end += 1 }
      for phrase in words.phrases(at: bytes[start..<end]) where found[phrase.kind] == nil {
        if bytes[start...].starts(with: phrase.bytes) { found[phrase.kind] = phrase.text }
      }
      start = end + 1
    }
    payment = found[.payment]
    urgency = found[.urgency]
  }
}

/// Words and phrases by their first word.
package struct LureWordList: Sendable {
  enum Kind: Hashable { case payment, urgency }

  struct Phrase {
    let kind: Kind
    let text: String
    /// The folded phrase and the blank after it.
    let bytes: [UInt8]
  }

  private let byFirstWord: [ArraySlice<UInt8>: [Phrase]]

  package init(payment: [String], urgency: [String]) {
    var table: [ArraySlice<UInt8>: [Phrase]] = [:]
    for (kind, texts) in [(Kind.payment, payment), (.urgency, urgency)] {
      for text in texts {
        let bytes = Array(FoldedText(text).bytes.dropFirst())
        table[bytes.prefix { $0 != 0x20 }, default: []].append(Phrase(kind: kind, text: text, bytes: bytes))
      }
    }
    byFirstWord = table
  }

  func phrases(at word: ArraySlice<UInt8>) -> [Phrase] { byFirstWord[word] ?? [] }
}
