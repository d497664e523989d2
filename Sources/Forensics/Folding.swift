import Domains

#if canImport(Glibc)
  import Glibc
#endif

/// Text made comparable: lower case, single blanks between words, marks dropped, a blank at each end.
package struct FoldedText: Sendable, Hashable {
  /// ` your invoice is due ` for `Your INVOICE, is due!`: UTF-8; letters and digits kept, every other ASCII character is one blank.
  package let bytes: [UInt8]

  /// Reads the first `limit` bytes. Capitals of Latin, Greek and Cyrillic become small; those of other scripts stay.
  package init(_ text: String, limit: Int = 64 << 10) {
    var text = text
    bytes = text.withUTF8 { Self.fold(UnsafeBufferPointer(rebasing: $0.prefix(limit))) }
  }

  private static func fold(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: source.count + 2) { out, used in
      plain.withUnsafeBufferPointer { plain in
        var previous: UInt8 = 0x20
        out[0] = previous
        used = 1
        var index = 0
        while index < source.count {
          let byte = source[index]
          index &+= 1
          let folded = plain[Int(byte)]
          if folded != 0 {
            // Without a branch, which words of any length would mislead: a second blank is written over.
            out[used] = folded
            used &+= folded == 0x20 && previous == 0x20 ? 0 : 1
            previous = folded
          } else if byte >= 0xC3, byte <= 0xD1, index < source.count {
            (out[used], out[used + 1]) = lowered(byte, source[index])
            previous = byte
            used &+= 2
            index &+= 1
          } else {
            out[used] = byte
            previous = byte
            used &+= 1
          }
        }
        if previous != 0x20 {
          out[used] = 0x20
          used &+= 1
        }
      }
    }
  }

  /// Of an ASCII character: the small letter, the digit, or a blank; 0 for every other byte.
  private static let plain: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 0x30...0x39, 0x61...0x7A: byte
    case 0x41...0x5A: byte | 0x20
    case 0..<0x80: 0x20
    default: 0
    }
  }

  /// Without any blank: `harborledger` for `Harbor Ledger`.
  package var tight: [UInt8] { bytes.filter { $0 != 0x20 } }

  /// Whether the words of `other` stand in it one after the other, as whole words.
  package func contains(_ other: FoldedText) -> Bool { Self.contains(bytes, other.bytes) }

  /// Whether `other`, which is tight and ASCII, stands anywhere in the folded text without its blanks; nothing is folded before it is looked at.
  static func holdsTight(_ text: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Bool {
    guard let first = other.first, text.count >= other.count else { return false }
    return plain.withUnsafeBufferPointer { plain in
      for start in text.indices where plain[Int(text[start])] == first {
        var (index, matched) = (start + 1, 1)
        while matched < other.count, index < text.count {
          let letter = plain[Int(text[index])]
          index += 1
          if letter == 0x20 { continue }
          guard letter == other[matched] else { break }
          matched += 1
        }
        if matched == other.count { return true }
      }
      return false
    }
  }

  /// Whether `other` stands in it with its blanks left out: any run of whole words that add up to it, and from eight bytes on, where chance is no
  /// longer likely, a part of one as well (`northern` does not name `north`, `harborledgersupport` names `harborledger`).
  package func containsRun(_ other: [UInt8]) -> Bool {
    guard !other.isEmpty else { return false }
    if other.count >= 8 { return holdsTight(other) }
    let words = bytes.split(separator: 0x20)
    for start in words.indices {
      var run: [UInt8] = []
      for word in words[start...] where run.count < other.count { run += word }
      if run == other { return true }
    }
    return false
  }

  /// Whether `other` stands in it once its blanks are left out.
  private func holdsTight(_ other: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      for start in text.indices where text[start] == other[0] {
        var (index, matched) = (start + 1, 1)
        while matched < other.count, index < text.count, text[index] == 0x20 || text[index] == other[matched] {
          if text[index] != 0x20 { matched += 1 }
          index += 1
        }
        if matched == other.count { return true }
      }
      return false
    }
  }

  /// As a reader of ASCII takes the text: `harbor` for Cyrillic or accented letters that look so, invisible characters left out; nil for plain ASCII.
  package static func read(_ text: String, limit: Int) -> FoldedText? {
    var text = text
    let all = text.withUTF8 { bytes in
      var all: UInt8 = 0
      for byte in bytes { all |= byte }
      return all
    }
    guard all >= 0x80 else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(min(text.utf8.count, limit) + 8)
    for scalar in text.unicodeScalars {
      guard out.count < limit else { break }
      if scalar.isASCII {
        out.append(UInt8(scalar.value))
      } else if let reading = reading(of: scalar) {
        out += reading
      } else if let encoded = UTF8.encode(scalar) {
        out.append(contentsOf: encoded)
      }
    }
    return FoldedText(String(decoding: out, as: UTF8.self), limit: limit)
  }

  /// Nothing from East Asian scripts and pictographs on is read as a Latin letter, full-width and mathematical ones apart.
  private static func reading(of scalar: Unicode.Scalar) -> [UInt8]? {
    switch scalar.value {
    case 0..<0x80: [UInt8(scalar.value)]
    case 0x80..<0x800: twoByteReadings[Int(scalar.value) - 0x80]
    case 0x2000..<0x2070: punctuationReadings[Int(scalar.value) - 0x2000]
    case 0x2E80..<0xD800, 0x1F000...: nil
    default: Skeleton.reading(of: scalar)
    }
  }

  /// Of U+0080 to U+07FF, where nearly all letters of European mail stand.
  private static let twoByteReadings = (0x80..<UInt32(0x800)).map { value in
    Unicode.Scalar(value).flatMap { Skeleton.reading(of: $0) }
  }

  /// Of U+2000 to U+206F: dashes, quotation marks and what cannot be seen.
  private static let punctuationReadings = (UInt32(0x2000)..<0x2070).map { value in
    Unicode.Scalar(value).flatMap { Skeleton.reading(of: $0) }
  }

  package var isEmpty: Bool { bytes.count <= 1 }

  /// The small letter of a two-byte capital: Latin-1, Latin Extended-A, Greek, Cyrillic (Unicode 15 simple case mapping).
  private static func lowered(_ first: UInt8, _ second: UInt8) -> (UInt8, UInt8) {
    let scalar = UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F)
    let small: UInt32 =
      switch scalar {
      case 0xC0...0xD6, 0xD8...0xDE: scalar + 0x20
      case 0x100...0x12F, 0x132...0x137, 0x14A...0x177: scalar | 1
      case 0x139...0x148, 0x179...0x17E: scalar.isMultiple(of: 2) ? scalar : scalar + 1
      case 0x178: 0xFF
      case 0x391...0x3A1, 0x3A3...0x3AB: scalar + 0x20
      case 0x386: 0x3AC
      case 0x388...0x38A: scalar + 0x25
      case 0x38C: 0x3CC
      case 0x410...0x42F: scalar + 0x20
      case 0x400...0x40F: scalar + 0x50
      default: scalar
      }
    return (UInt8(0xC0 | small >> 6), UInt8(0x80 | small & 0x3F))
  }

  private static func contains(_ hay: [UInt8], _ needle: [UInt8]) -> Bool {
    guard needle.count <= hay.count, !needle.isEmpty else { return false }
    return hay.withUnsafeBytes { hay in
      needle.withUnsafeBytes { needle in
        guard var at = hay.baseAddress, let wanted = needle.baseAddress else { return false }
        let mark = rarest(in: needle)
        let last = at + (hay.count - needle.count)
        while at <= last, let found = memchr(at + mark, Int32(needle[mark]), last - at + 1) {
          let start = UnsafeRawPointer(found) - mark
          if memcmp(start, wanted, needle.count) == 0 { return true }
          at = start + 1
        }
        return false
      }
    }
  }

  /// Where its rarest byte stands, as letters are in Latin text: what is searched for by it is seldom looked at in vain.
  private static func rarest(in needle: UnsafeRawBufferPointer) -> Int {
    var best = 0
    for index in needle.indices where commonness[Int(needle[index])] < commonness[Int(needle[best])] { best = index }
    return best
  }

  private static let commonness: [UInt8] = {
    var ranks = [UInt8](repeating: 0, count: 256)
    for (rank, byte) in "qjxzkvwybgpfmucdlhrsnoiate ".utf8.enumerated() {
      ranks[Int(byte)] = UInt8(rank + 1)
    }
    return ranks
  }()
}
