#if canImport(Glibc)
  import Glibc
#endif

/// Bytes in a named character set as text.
package enum Charset {
  /// Text of `bytes` in the set that `label` names, and whether everything could be read.
  /// Labels are read as browsers do: ISO-8859-1 and ASCII are windows-1252 where their upper half is used (WHATWG Encoding section 4.2).
  package static func decode(_ bytes: some Collection<UInt8>, label: String?) -> (text: String, defect: Defect?) {
    let whole = Array(bytes.prefix(Bounds.textBytes))
    let cut: Defect? =
      bytes.count > whole.count ? Defect(.textTooLong, "only the first \(Bounds.textBytes) bytes were read") : nil
    let name = normal(label)
    switch name {
    case "", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit", "unicode-1-1-utf-8":
      if let text = String(validating: whole, as: UTF8.self) { return (text, cut) }
      if name.hasPrefix("utf") { return (String(decoding: whole, as: UTF8.self), cut ?? Defect(.badCharacters, name)) }
      return (windows1252(whole), cut)
    case "iso-8859-1", "latin1", "iso8859-1", "iso_8859-1", "windows-1252", "cp1252", "x-cp1252", "l1":
      return (windows1252(whole), cut)
    default:
      if let text = converted(whole, from: name) { return (text, cut) }
      return (lenient(whole), Defect(.unknownCharset, String(name.prefix(40))))
    }
  }

  /// UTF-8 where it is valid, else windows-1252: for bytes whose set nobody named.
  package static func lenient(_ bytes: [UInt8]) -> String {
    String(validating: bytes, as: UTF8.self) ?? windows1252(bytes)
  }

  private static func normal(_ label: String?) -> String {
    guard let label else { return "" }
    var name: [UInt8] = []
    for byte in label.utf8.prefix(40) where byte > 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x27 {
      name.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return String(decoding: name, as: UTF8.self)
  }

  private static let windows1252Upper: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D,
    0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
    0x009D,
    0x017E, 0x0178,
  ]

  static func windows1252(_ bytes: [UInt8]) -> String {
    var out = String.UnicodeScalarView()
    for byte in bytes {
      let value = byte >= 0x80 && byte < 0xA0 ? windows1252Upper[Int(byte) - 0x80] : UInt16(byte)
      out.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(out)
  }

  /// Through the C library's iconv. Only plain names reach it, so no suffix such as //TRANSLIT can be smuggled in.
  private static func converted(_ bytes: [UInt8], from name: String) -> String? {
    guard !name.isEmpty,
      name.utf8.allSatisfy({
        ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E || $0 == 0x3A
      })
    else { return nil }
    let known =
      [
        "ks_c_5601-1987": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932",
        "unicode": "utf-16le",
      ][name] ?? name
    guard let converter = iconv_open("UTF-8", known), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var out = [UInt8](repeating: 0, count: bytes.count * 3 + 16)
    var source = bytes
    var written = 0
    source.withUnsafeMutableBytes { input in
      out.withUnsafeMutableBytes { output in
        var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = input.count
        var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var room = output.count
        while left > 0 {
          let result = iconv(converter, &from, &left, &to, &room)
          guard result == Int.max || Int(bitPattern: UInt(result)) == -1 || left > 0 else { break }
          guard left > 0, room > 3 else { break }
          // One byte that the set does not have becomes U+FFFD, and reading goes on behind it.
          for byte in [0xEF, 0xBF, 0xBD] as [UInt8] {
            to?.pointee = CChar(bitPattern: byte)
            to = to.map { $0 + 1 }
            room -= 1
          }
          from = from.map { $0 + 1 }
          left -= 1
        }
        written = output.count - room
      }
    }
    return String(decoding: out[..<written], as: UTF8.self)
  }
}
