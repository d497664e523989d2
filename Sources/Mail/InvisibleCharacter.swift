/// Characters that leave no mark on a page, put into words so that a filter does not find them (Unicode,
/// Default_Ignorable_Code_Point).
package enum InvisibleCharacter {
  /// `text` without them: what a reader makes of a name or subject.
  package static func stripped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0.value) }))
  }

  /// No-break, figure and other wide or narrow spaces, which a reader sees as a space.
  static func isSpace(_ scalar: UInt32) -> Bool {
    scalar == 0xA0 || (scalar >= 0x2000 && scalar <= 0x200A) || scalar == 0x202F || scalar == 0x205F || scalar == 0x3000
  }

  static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x34F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// The character at a lead byte where it is a space or invisible one, else 0, and how many bytes to go on by.
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
    let length = bytes[index] < 0xE0 ? 2 : 3
    guard index + length <= bytes.count else { return (0, 1) }
    var value = UInt32(bytes[index]) & (length == 2 ? 0x1F : 0x0F)
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return isSpace(value) || isInvisible(value) ? (value, length) : (0, 1)
  }
}
