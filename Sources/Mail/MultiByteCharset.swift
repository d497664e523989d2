#if canImport(Glibc)
  import Glibc
#endif

/// Character sets that take more than one byte a character, read through the C library's iconv.
///
/// Only the sets listed here reach it: its rarer modules have crashed and hung on hostile bytes (CVE-2020-27618,
/// CVE-2021-3326), and a
/// name from a mail must not choose among them.
enum MultiByteCharset {
  /// By label as mail and the WHATWG Encoding standard write it; the superset that browsers read for a set stands for
  /// it.
  private static let names: [String: String] = {
    let list: [(String, String)] = [
      ("GB18030", "gb18030 gb2312 gbk gb_2312-80 x-gbk chinese csgb2312 cp936 ms936 windows-936 euc-cn"),
      ("BIG5-HKSCS", "big5 big5-hkscs cn-big5 x-x-big5 csbig5 big-5"), ("EUC-JP", "euc-jp x-euc-jp"),
      ("CP932", "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932 ms932 csshiftjis"),
      ("ISO-2022-JP", "iso-2022-jp csiso2022jp iso-2022-jp-1"), ("ISO-2022-KR", "iso-2022-kr csiso2022kr"),
      ("CP949", "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cseuckr windows-949 cp949"),
      ("UTF-16LE", "utf-16le unicode ucs-2 iso-10646-ucs-2 csunicode"), ("UTF-16BE", "utf-16be unicodefffe"),
      ("UTF-16", "utf-16"), ("UTF-7", "utf-7 unicode-1-1-utf-7 csunicode11utf7"), ("UTF-32", "utf-32"),
      ("EUC-TW", "euc-tw"),
    ]
    var out: [String: String] = [:]
    for (name, labels) in list { for label in labels.split(separator: " ") { out[String(label)] = name } }
    return out
  }()

  /// nil for a set that is not listed. `unreadable` counts bytes, and stops at `tolerated`.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, name: String) -> (text: String, unreadable: Int)? {
    guard let known = names[name] else { return nil }
    return converted(bytes, from: known)
  }

  /// Each byte that makes no sense restarts iconv, so behind this many the text is given up: it is not what it says
  /// it is.
  static let tolerated = 10_000

  /// What cannot be read becomes U+FFFD, one byte at a time. nil where the system has no such set.
  static func converted(_ bytes: UnsafeBufferPointer<UInt8>, from name: String) -> (text: String, unreadable: Int)? {
    guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    let source = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
    defer { source.deallocate() }
    UnsafeMutableRawPointer(source).copyMemory(
      from: UnsafeRawBufferPointer(bytes).baseAddress ?? UnsafeRawPointer(source), byteCount: bytes.count)
    // Three bytes for each are enough for all these sets, and for a U+FFFD in the place of each byte.
    var unreadable = 0
    let text = String(unsafeUninitializedCapacity: bytes.count * 3 + 16) { output in
      guard let start = output.baseAddress else { return 0 }
      return UnsafeMutableRawPointer(start).withMemoryRebound(to: CChar.self, capacity: output.count) { room in
        var from: UnsafeMutablePointer<CChar>? = source
        var left = bytes.count
        var to: UnsafeMutablePointer<CChar>? = room
        var free = output.count
        while left > 0 {
          _ = iconv(converter, &from, &left, &to, &free)
          guard left > 0, free > 3, unreadable < tolerated else { break }
          unreadable += 1
          for byte in [0xEF, 0xBF, 0xBD] as [UInt8] {
            to?.pointee = CChar(bitPattern: byte)
            to = to.map { $0 + 1 }
            free -= 1
          }
          from = from.map { $0 + 1 }
          left -= 1
        }
        return output.count - free
      }
    }
    return (text, unreadable)
  }
}
