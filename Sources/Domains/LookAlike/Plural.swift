/// The brand in the plural, or in the singular where it is a plural itself.
enum Plural {
  static let even = 6.4

  static func isPlural(_ text: UnsafeBufferPointer<UInt8>, of singular: UnsafeBufferPointer<UInt8>) -> Bool {
    let more = text.count - singular.count
    guard singular.count >= 3, more == 1 || more == 2, let last = singular.last, text.last == UInt8(ascii: "s") else {
      return false
    }
    if more == 1 { return last != UInt8(ascii: "s") && begins(text, singular, singular.count) }
    guard text[text.count - 2] == UInt8(ascii: "e") else { return false }
    if begins(text, singular, singular.count) { return sibilant(singular) }
    return last == UInt8(ascii: "y") && text[text.count - 3] == UInt8(ascii: "i")
      && begins(text, singular, singular.count - 1)
  }

  /// The same for labels with letters beyond ASCII: `müllerhofs` of `müllerhof`. Only an s is known of those.
  static func isPlural(foreign text: Glyphs, of singular: Glyphs) -> Bool {
    guard text.origins != nil, text.count == singular.count + 1, singular.count >= 3,
      text.bytes[text.count - 1] == UInt8(ascii: "s"), text.origin(text.count - 1) == UInt32(UInt8(ascii: "s")),
      singular.bytes[singular.count - 1] != UInt8(ascii: "s")
    else { return false }
    return text[0..<singular.count].isSame(as: singular)
  }

  /// An s put in where a word inside the brand may end: `harborsledger`.
  static func mayEndWord(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    text[index] == UInt8(ascii: "s") && index >= 3 && index < text.count - 2
  }

  private static func begins(_ text: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>, _ count: Int)
    -> Bool
  {
    for index in 0..<count where text[index] != other[index] { return false }
    return true
  }

  private static func sibilant(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let (last, before) = (word[word.count - 1], word[word.count - 2])
    switch last {
    case UInt8(ascii: "s"), UInt8(ascii: "x"), UInt8(ascii: "z"), UInt8(ascii: "o"): return true
    case UInt8(ascii: "h"): return before == UInt8(ascii: "c") || before == UInt8(ascii: "s")
    default: return false
    }
  }
}
