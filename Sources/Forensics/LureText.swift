import Vocabulary

/// What a lure asks for, by words that its kind uses in each language (Data/verdict/lure-words.yaml).
package struct LureText: Sendable, Hashable {
  /// The first word of each kind that stands in the mail, nil where none does.
  package let payment: String?
  package let urgency: String?

  /// One pass over the words of each text, 16 KiB of it at most.
  package init(_ texts: [FoldedText], words: LureWordList) {
    var payment: String?
    var urgency: String?
    for text in texts where payment == nil || urgency == nil {
      text.bytes.withUnsafeBufferPointer { bytes in
        let limit = min(bytes.count, 16 << 10)
        var start = 1
        while start < limit, payment == nil || urgency == nil {
          var end = start
          while end < limit, bytes[end] != 0x20 { end += 1 }
          for phrase in words.phrases(at: bytes[start..<end]) where bytes[start...].starts(with: phrase.bytes) {
            switch phrase.kind {
            case .payment: payment = payment ?? phrase.text
            case .urgency: urgency = urgency ?? phrase.text
            }
          }
          start = end + 1
        }
      }
    }
    self.payment = payment
    self.urgency = urgency
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

  /// By the first word's length and first two bytes, so that most words of a text are passed over at once.
  private let buckets: [UInt32: [Phrase]]

  package init(payment: [String], urgency: [String]) {
    var table: [UInt32: [Phrase]] = [:]
    for (kind, texts) in [(Kind.payment, payment), (.urgency, urgency)] {
      for text in texts {
        let bytes = Array(FoldedText(text).bytes.dropFirst())
        bytes.withUnsafeBufferPointer { buffer in
          let word = buffer.prefix { $0 != 0x20 }
          table[Self.key(word), default: []].append(Phrase(kind: kind, text: text, bytes: bytes))
        }
      }
    }
    buckets = table
  }

  func phrases(at word: Slice<UnsafeBufferPointer<UInt8>>) -> [Phrase] { buckets[Self.key(word)] ?? [] }

  private static func key(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32 {
    guard word.count >= 2 else { return 0 }
    return UInt32(truncatingIfNeeded: word.count) << 16 | UInt32(word[word.startIndex]) << 8
      | UInt32(word[word.startIndex + 1])
  }
}
