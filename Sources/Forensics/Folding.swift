import Domains

#if canImport(Glibc)
  import Glibc
#endif

/// Text made comparable: lower case, single blanks between words, marks dropped, a blank at each end.
package struct FoldedText: Sendable, Hashable {
  /// ` your invoice is due ` for `Your INVOICE, is due!`: UTF-8; letters and digits kept, everything else is one blank.
  package let bytes: [UInt8]

  package init(_ text: some StringProtocol, limit: Int = 64 << 10) {
    var out: [UInt8] = [0x20]
    out.reserveCapacity(min(text.utf8.count, limit) + 2)
    var plain = true
    for byte in text.utf8.prefix(limit) {
      switch byte {
      case 0x41...0x5A: out.append(byte | 0x20)
      case 0x61...0x7A, 0x30...0x39: out.append(byte)
      case 0x80...0xFF:
        plain = false
        out.append(byte)
      default: if out.last != 0x20 { out.append(0x20) }
      }
    }
    if out.last != 0x20 { out.append(0x20) }
    bytes = plain ? out : Array(String(decoding: out, as: UTF8.self).lowercased().utf8)
  }

  /// Without any blank: `harborledger` for `Harbor Ledger`.
  package var tight: [UInt8] { bytes.filter { $0 != 0x20 } }

  /// Whether the words of `other` stand in it one after the other, as whole words.
  package func contains(_ other: FoldedText) -> Bool { Self.contains(bytes, other.bytes) }

  /// Whether `other` stands in it with its blanks left out: any run of whole words that add up to it, and from eight bytes on, where chance is no
  /// longer likely, a part of one as well (`northern` does not name `north`, `harborledgersupport` names `harborledger`).
  package func containsTight(_ other: [UInt8]) -> Bool {
    guard !other.isEmpty else { return false }
    if other.count >= 8 { return Self.contains(tight, other) }
    let words = bytes.split(separator: 0x20)
    for start in words.indices {
      var run: [UInt8] = []
      for word in words[start...] where run.count < other.count { run += word }
      if run == other { return true }
    }
    return false
  }

  /// As a reader of ASCII takes the text: `harbor` for Cyrillic or accented letters that look so, invisible characters left out; nil for plain ASCII.
  package static func read(_ text: String, limit: Int) -> FoldedText? {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    var out: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard out.count < limit else { break }
      out += Skeleton.reading(of: scalar) ?? Array(String(scalar).utf8)
    }
    return FoldedText(String(decoding: out, as: UTF8.self), limit: limit)
  }

  package var isEmpty: Bool { bytes.count <= 1 }

  private static func contains(_ hay: [UInt8], _ needle: [UInt8]) -> Bool {
    guard needle.count <= hay.count, !needle.isEmpty else { return false }
    return hay.withUnsafeBytes { hay in
      needle.withUnsafeBytes { needle in
        guard var at = hay.baseAddress, let wanted = needle.baseAddress else { return false }
        let last = at + (hay.count - needle.count)
        while at <= last, let found = memchr(at, Int32(needle[0]), last - at + 1) {
          if memcmp(found, wanted, needle.count) == 0 { return true }
          at = UnsafeRawPointer(found) + 1
        }
        return false
      }
    }
  }
}
