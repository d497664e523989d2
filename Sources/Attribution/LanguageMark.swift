import Vocabulary

/// The language that a list says a member reads, in two bytes: the two letters of its tag (ISO 639-1), in small letters.
package struct LanguageMark: Sendable, Hashable {
  /// 0: the list does not say.
  package let code: UInt16

  package static let none = LanguageMark(code: 0)

  private init(code: UInt16) { self.code = code }

  /// `es`, `ES-mx`, `hu_HU`; what is longer or no tag is none.
  init(_ bytes: some Collection<UInt8>) {
    var letters: [UInt8] = []
    for byte in bytes.prefix(3) {
      let small = byte | 0x20
      if letters.count == 2 {
        guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
          letters = []
          break
        }
      } else {
        guard (0x61...0x7A).contains(small) else { break }
        letters.append(small)
      }
    }
    code = letters.count == 2 ? UInt16(letters[0]) << 8 | UInt16(letters[1]) : 0
  }

  package init(_ language: Language) { self.init(language.tag.utf8) }

  /// Empty for none.
  package var text: String {
    code == 0 ? "" : String(decoding: [UInt8(code >> 8), UInt8(code & 0xFF)], as: UTF8.self)
  }
}
