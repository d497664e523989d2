/// Character sets of one byte a character, as tables of their upper half.
enum SingleByteCharset {
  /// What the bytes 0x80 to 0xFF stand for; nil where `name` (lower case) is no such set.
  static func table(_ name: String) -> [UInt16]? { labels[name].flatMap { tables[$0] } }

  /// By label as mail and the WHATWG Encoding standard write it, the name under which iconv knows the set.
  private static let labels: [String: String] = {
    var out: [String: String] = [
      "koi8-r": "KOI8-R", "koi8": "KOI8-R", "koi8-u": "KOI8-U", "macintosh": "MACINTOSH", "x-mac-roman": "MACINTOSH",
    ]
    for number in [2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16] {
      for label in ["iso-8859-", "iso8859-", "iso_8859-"] { out["\(label)\(number)"] = "ISO-8859-\(number)" }
    }
    // Browsers read these as the Windows sets that hold them.
    for label in ["iso-8859-9", "iso8859-9", "iso_8859-9", "latin5"] { out[label] = "CP1254" }
    for label in ["iso-8859-11", "tis-620", "windows-874", "cp874"] { out[label] = "CP874" }
    for label in ["iso-8859-8-i", "logical"] { out[label] = "ISO-8859-8" }
    for label in ["latin2", "l2"] { out[label] = "ISO-8859-2" }
    for label in ["latin9", "latin-9"] { out[label] = "ISO-8859-15" }
    for number in [1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258] {
      for label in ["windows-", "cp", "x-cp", "win-"] { out["\(label)\(number)"] = "CP\(number)" }
    }
    for number in [437, 850, 852, 855, 858, 866] {
      for label in ["ibm", "cp", "ibm-", "dos-"] { out["\(label)\(number)"] = "CP\(number)" }
    }
    return out
  }()

  private static let tables: [String: [UInt16]] = {
    var out: [String: [UInt16]] = [:]
    for name in Set(labels.values) {
      out[name] = (0x80...0xFF).map { (byte: UInt8) -> UInt16 in
        let text = [byte].withUnsafeBufferPointer { MultiByteCharset.converted($0, from: name) }
        return UInt16(truncatingIfNeeded: text?.text.unicodeScalars.first?.value ?? 0xFFFD)
      }
    }
    return out
  }()
}
