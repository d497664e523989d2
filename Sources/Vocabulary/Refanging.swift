/// What people write so that nobody can click on it, back to what it stands for: `evil[.]example`, `pay [at] evil (dot) example`.
package enum Refanging {
  /// A name or link as Candor's own pages print it: `hxxps://harb0r[.]example`; anything else as it is.
  package static func plainLink(_ text: [UInt8]) -> [UInt8] {
    let isLink = text.count > 4 && text.prefix(4).map { $0 | 0x20 }.elementsEqual("hxxp".utf8)
    guard isLink || text.contains(where: { "[(".utf8.contains($0) }) else { return text }
    var spelled = String(decoding: text, as: UTF8.self)
    for (made, meant) in [("[://]", "://"), ("[:]", ":"), ("[/]", "/")] {
      spelled = spelled.replacing(made, with: meant)
    }
    var plain = Array(Self.plain(spelled).utf8)
    if isLink { plain.replaceSubrange(1..<3, with: "tt".utf8) }
    return plain
  }

  /// A mark in brackets counts between two words, one for "at" only before a name with a dot in it. Without brackets "at" counts where the
  /// whole text is an address: `pay at evil.example`.
  package static func plain(_ text: String) -> String {
    let dotted = replacing(UInt8(ascii: "."), word: "dot", in: Array(text.utf8)) { _ in true }
    let bytes = replacing(UInt8(ascii: "@"), word: "at", in: dotted) { isName($0) }
    let plain = String(decoding: bytes, as: UTF8.self)
    let words = plain.split(whereSeparator: \.isWhitespace)
    guard words.count == 3, words[1].lowercased() == "at", !words[0].contains("@"), isName(Array(words[2].utf8)[...])
    else { return plain }
    return "\(words[0])@\(words[2])"
  }

  private static let brackets: [(open: UInt8, close: UInt8)] = [(0x5B, 0x5D), (0x28, 0x29), (0x7B, 0x7D)]
  private static let blank: UInt8 = 0x20

  /// `admits` is asked about what follows the mark.
  private static func replacing(
    _ sign: UInt8, word: String, in bytes: [UInt8], where admits: (ArraySlice<UInt8>) -> Bool
  ) -> [UInt8] {
    let word = Array(word.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let end = mark(sign, word, in: bytes, at: index), end < bytes.count, isWord(bytes[end]),
        let last = out.lastIndex(where: { $0 != blank }), isWord(out[last]), admits(bytes[end...])
      {
        out.removeSubrange((last + 1)...)
        out.append(sign)
        index = end
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return out
  }

  /// Where the text goes on behind a mark and the blanks that follow it; nil where none stands here.
  private static func mark(_ sign: UInt8, _ word: [UInt8], in bytes: [UInt8], at start: Int) -> Int? {
    guard let pair = brackets.first(where: { $0.open == bytes[start] }) else { return nil }
    var index = past(blanksFrom: start + 1, in: bytes)
    guard index < bytes.count else { return nil }
    if bytes[index] == sign {
      index += 1
    } else {
      guard index + word.count <= bytes.count,
        zip(bytes[index..<(index + word.count)], word).allSatisfy({ $0 | 0x20 == $1 })
      else { return nil }
      index += word.count
    }
    index = past(blanksFrom: index, in: bytes)
    guard index < bytes.count, bytes[index] == pair.close else { return nil }
    return past(blanksFrom: index + 1, in: bytes)
  }

  private static func past(blanksFrom start: Int, in bytes: [UInt8]) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == blank { index += 1 }
    return index
  }

  /// Begins with two labels or more.
  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    let name = bytes.prefix { isWord($0) || $0 == UInt8(ascii: ".") }
    guard let dot = name.firstIndex(of: UInt8(ascii: ".")) else { return false }
    return dot > name.startIndex && dot + 2 < name.endIndex
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}
