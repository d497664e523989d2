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
        WordStarts.visit(bytes, limit: limit) { start in
          guard words.mayBegin(bytes, at: start) else { return true }
          for phrase in words.phrases(bytes, at: start) where start + phrase.firstWord <= limit {
            guard bytes[start...].starts(with: phrase.bytes) else { continue }
            switch phrase.kind {
            case .payment: payment = payment ?? phrase.text
            case .urgency: urgency = urgency ?? phrase.text
            }
          }
          return payment == nil || urgency == nil
        }
      }
    }
    self.payment = payment
    self.urgency = urgency
  }
}

/// Finds where words begin in folded text, eight bytes at a time.
private enum WordStarts {
  /// Every place behind a blank below `limit`, in order, until `body` says false.
  static func visit(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int, _ body: (Int) -> Bool) {
    let raw = UnsafeRawBufferPointer(bytes)
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var index = 0
    while index + 8 <= limit {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let difference = word ^ 0x2020_2020_2020_2020
      // The high bit of each byte that is a blank.
      var blanks = ~(((difference & low) &+ low) | difference | low)
      while blanks != 0 {
        let start = index + blanks.trailingZeroBitCount / 8 + 1
        if start < limit, !body(start) { return }
        blanks &= blanks &- 1
      }
      index += 8
    }
    while index + 1 < limit {
      if bytes[index] == 0x20, !body(index + 1) { return }
      index += 1
    }
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
    /// Bytes of its first word.
    let firstWord: Int
  }

  /// By the first three bytes, the blank of a short word among them.
  private let buckets: [UInt32: [Phrase]]
  /// Which of 8,192 hashes of three bytes begin a phrase: most words of a text are passed over at once.
  private let filter: [UInt64]

  package init(payment: [String], urgency: [String]) {
    var buckets: [UInt32: [Phrase]] = [:]
    var filter = [UInt64](repeating: 0, count: 128)
    for (kind, texts) in [(Kind.payment, payment), (.urgency, urgency)] {
      for text in texts {
        let bytes = Array(FoldedText(text).bytes.dropFirst())
        let phrase = Phrase(
          kind: kind, text: text, bytes: bytes, firstWord: bytes.firstIndex(of: 0x20) ?? bytes.count
        )
        for key in Self.keys(of: bytes) {
          buckets[key, default: []].append(phrase)
          let place = Self.place(key)
          filter[place >> 6] |= 1 << UInt64(place & 63)
        }
      }
    }
    (self.buckets, self.filter) = (buckets, filter)
  }

  /// A phrase of one letter and its blank may be followed by anything.
  private static func keys(of bytes: [UInt8]) -> [UInt32] {
    switch bytes.count {
    case 0, 1: []
    case 2: (0...UInt8.max).map { key(bytes[0], bytes[1], $0) }
    default: [key(bytes[0], bytes[1], bytes[2])]
    }
  }

  @inline(__always) func mayBegin(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    let place = Self.place(Self.key(text, at: start))
    return filter[place >> 6] >> UInt64(place & 63) & 1 == 1
  }

  func phrases(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> [Phrase] {
    buckets[Self.key(text, at: start)] ?? []
  }

  private static func place(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 19) }

  private static func key(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32 {
    key(
      text[start], start + 1 < text.count ? text[start + 1] : 0,
      start + 2 < text.count ? text[start + 2] : 0)
  }

  private static func key(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
    UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
  }
}
