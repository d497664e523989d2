/// Text made comparable: lower case, single blanks between words, marks dropped.
package enum Folding {
  /// ` your invoice is due ` for `Your INVOICE, is due!`: letters and digits kept, everything else is one blank, one at each end.
  package static func words(_ text: String) -> String {
    var out: [UInt8] = [0x20]
    out.reserveCapacity(text.utf8.count + 2)
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5A: out.append(byte | 0x20)
      case 0x61...0x7A, 0x30...0x39, 0x80...0xFF: out.append(byte)
      default: if out.last != 0x20 { out.append(0x20) }
      }
    }
    if out.last != 0x20 { out.append(0x20) }
    return lowered(out)
  }

  /// Letters beyond ASCII need the slow way, once, and only where there are some.
  private static func lowered(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains { $0 >= 0x80 } ? text.lowercased() : text
  }

  /// The same without any blank: `harborledger` for `Harbor Ledger`.
  package static func tight(_ text: String) -> String {
    String(decoding: words(text).utf8.filter { $0 != 0x20 }, as: UTF8.self)
  }
}
