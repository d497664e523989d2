/// Header text with RFC 2047 words (`=?utf-8?B?…?=`) made readable.
package enum EncodedWord {
  /// Decodes the words of one unfolded value. White space between two adjacent words is dropped (section 6.2); a
  /// character split
  /// over two words of one character set is put together; what is no word stays as it stands.
  package static func decode(_ bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer { decode($0) } }

  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard marker(in: bytes, from: 0) != nil else { return Charset.lenient(bytes) }
    // Behind the last "?=" no word can end: without this a field of openings alone would be searched once for each of
    // them.
    let lastEnd = bytes.indices.dropFirst().last { bytes[$0] == 0x3D && bytes[$0 - 1] == 0x3F } ?? 0
    var out = ""
    var pending: [UInt8] = []
    var charset = ""
    var words = 0
    var position = 0
    var search = 0
    func flush() {
      if !pending.isEmpty { out += Charset.decode(pending, label: charset).text }
      pending.removeAll(keepingCapacity: true)
    }
    while words < Bounds.encodedWords, let mark = marker(in: bytes, from: search), mark < lastEnd {
      guard let word = Word(bytes, at: mark) else {
        search = mark + 2
        continue
      }
      let between = bytes[position..<mark]
      let follows = words > 0 && between.allSatisfy { $0 <= 0x20 }
      if !follows || word.charset != charset { flush() }
      if !follows { out += Charset.lenient(UnsafeBufferPointer(rebasing: between)) }
      charset = word.charset
      pending += word.content
      words += 1
      position = word.end
      search = word.end
    }
    flush()
    return out + Charset.lenient(UnsafeBufferPointer(rebasing: bytes[position...]))
  }

  private static func marker(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == 0x3D, bytes[index + 1] == 0x3F { return index }
      index += 1
    }
    return nil
  }

  private struct Word {
    let charset: String
    let content: [UInt8]
    let end: Int

    /// Reads `=?charset[*language]?B|Q?text?=` at `start`. Text may hold blanks (senders do it), no second `?`… until
    /// `?=`.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
      let charsetStart = start + 2
      var index = charsetStart
      while index < bytes.count, index - charsetStart < 60, bytes[index] != 0x3F, bytes[index] > 0x20 { index += 1 }
      guard index > charsetStart, index + 2 < bytes.count, bytes[index] == 0x3F, bytes[index + 2] == 0x3F else {
        return nil
      }
      let name = bytes[charsetStart..<index]
      charset = String(decoding: name.prefix { $0 != 0x2A }, as: UTF8.self).lowercased()
      let encoding = bytes[index + 1] | 0x20
      guard encoding == UInt8(ascii: "b") || encoding == UInt8(ascii: "q") else { return nil }
      let textStart = index + 3
      var textEnd = textStart
      while textEnd + 1 < bytes.count, !(bytes[textEnd] == 0x3F && bytes[textEnd + 1] == 0x3D) { textEnd += 1 }
      guard textEnd + 1 < bytes.count else { return nil }
      let text = bytes[textStart..<textEnd]
      content =
        encoding == UInt8(ascii: "b")
        ? TransferEncoding.base64(text).content
        : TransferEncoding.quotedPrintable(text.map { $0 == 0x5F ? 0x20 : $0 }).content
      end = textEnd + 2
    }
  }
}
