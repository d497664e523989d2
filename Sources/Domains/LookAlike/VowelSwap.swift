/// One vowel for another, which a reader who only half remembers the name passes over.
enum VowelSwap {
  static let even = 5.9

  static func isSwap(_ first: UInt8, _ second: UInt8) -> Bool {
    first != second && isVowel(first) && isVowel(second)
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): true
    default: false
    }
  }
}
