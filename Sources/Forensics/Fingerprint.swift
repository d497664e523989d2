import Mail
import Vocabulary

/// What makes two mails the same fake: their words without what changes from one recipient to the next, as a small sketch.
package struct Fingerprint: Sendable, Hashable {
  /// The smallest hashes of the text's word triples, ascending, at most `size` (bottom-k sketch: A. Broder, "On the resemblance and containment of documents", 1997).
  package let sketch: [UInt64]
  /// Subject without prefixes, digits and case.
  package let subject: String

  package static let size = 64

  /// Of nothing: resembles nothing.
  package static let none = Fingerprint(subject: "", text: "")

  package init(of original: Original) {
    self.init(
      subject: original.subject ?? "",
      text: original.htmlText.map { original.text + "\n" + $0 } ?? original.text)
  }

  /// Words with digits, addresses and links are left out; so is the greeting's line, which holds the name.
  package init(subject: String, text: String) {
    self.subject =
      String(
        decoding: FoldedText(subject, limit: 400).bytes.filter { $0 < 0x30 || $0 > 0x39 },
        as: UTF8.self
      )
      .singleSpaced
    var hashes: Set<UInt64> = []
    var window: (UInt64, UInt64) = (0, 0)
    var count = 0
    for line in text.utf8.prefix(64 << 10).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      guard line.count > 25 else { continue }
      for word in line.split(whereSeparator: { $0 <= 0x20 }) where Self.isPlain(word) {
        let hash = Self.hash(word)
        count += 1
        if count >= 3 { hashes.insert(Self.mix(window.0 &* 3 &+ window.1 &* 5 &+ hash &* 7)) }
        window = (window.1, hash)
      }
    }
    sketch = Array(hashes.sorted().prefix(Self.size))
  }

  /// Estimated share of common word triples, 0 to 1.
  package func resemblance(to other: Fingerprint) -> Double {
    guard !sketch.isEmpty, !other.sketch.isEmpty else { return 0 }
    let limit = min(Self.size, max(sketch.count, other.sketch.count))
    var (i, j, taken, common) = (0, 0, 0, 0)
    while taken < limit, i < sketch.count || j < other.sketch.count {
      let left = i < sketch.count ? sketch[i] : .max
      let right = j < other.sketch.count ? other.sketch[j] : .max
      if left == right {
        common += 1
        i += 1
        j += 1
      } else if left < right {
        i += 1
      } else {
        j += 1
      }
      taken += 1
    }
    return Double(common) / Double(max(taken, 1))
  }

  private static func isPlain(_ word: Substring.UTF8View.SubSequence) -> Bool {
    word.count <= 40
      && !word.contains { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x40 || $0 == 0x2F || $0 == 0x3A }
  }

  private static func hash(_ word: Substring.UTF8View.SubSequence) -> UInt64 {
    // FNV-1a, 64 bit, over letters in lower case.
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word where byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) {
      value =
        (value ^ UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01B3
    }
    return value
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension String {
  fileprivate var singleSpaced: String {
    split(separator: " ").joined(separator: " ")
  }
}
