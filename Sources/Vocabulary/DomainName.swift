/// A host or domain name as the DNS compares it: ASCII, lower case, no final dot.
///
/// Names with other letters come in as `xn--` labels (Domains turns one form into the other).
package struct DomainName: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let ascii: String

  /// Takes letters, digits, hyphens and underscores in labels of 1 to 63 bytes, 253 bytes in all (RFC 1035 section
  /// 2.3.4); one final dot is dropped.
  /// nil for everything else, IP addresses included: a name has a label that is not all digits at its end.
  package init?(_ text: some StringProtocol) {
    let read: String?? = text.utf8.withContiguousStorageIfAvailable { Self.read($0) }
    guard let name = read ?? Array(text.utf8).withUnsafeBufferPointer({ Self.read($0) }) else { return nil }
    ascii = name
  }

  package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    guard let name = Self.read(bytes) else { return nil }
    ascii = name
  }

  package init?(_ text: String) {
    var text = text
    guard let name = text.withUTF8({ Self.read($0) }) else { return nil }
    ascii = name
  }

  package init?(_ text: Substring) {
    var text = text
    guard let name = text.withUTF8({ Self.read($0) }) else { return nil }
    ascii = name
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let count = bytes.count - (bytes.last == UInt8(ascii: ".") ? 1 : 0)
    guard (1...253).contains(count) else { return nil }
    var label = 0
    var lettersInLabel = false
    for index in 0..<count {
      switch bytes[index] {
      case UInt8(ascii: "."):
        guard label > 0 else { return nil }
        label = 0
        lettersInLabel = false
        continue
      case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): lettersInLabel = true
      case 0x30...0x39: break
      default: return nil
      }
      label += 1
      guard label <= 63 else { return nil }
    }
    guard label > 0, lettersInLabel else { return nil }
    return String(smallLetters: UnsafeBufferPointer(rebasing: bytes[..<count]))
  }

  package var labels: [Substring] { ascii.split(separator: ".") }

  /// Whether this is `other` or a name below it.
  package func isWithin(_ other: DomainName) -> Bool {
    Self.isWithin(ascii, other.ascii)
  }

  /// The same for names already in lower-case ASCII.
  package static func isWithin(_ name: String, _ suffix: String) -> Bool {
    let isSame = name.utf8.withContiguousStorageIfAvailable { name in
      suffix.utf8.withContiguousStorageIfAvailable { suffix in
        let cut = name.count - suffix.count
        guard cut == 0 || cut > 0 && name[cut - 1] == UInt8(ascii: ".") else { return false }
        for offset in 0..<suffix.count where name[cut + offset] != suffix[offset] { return false }
        return true
      }
    }
    return (isSame ?? nil) ?? (name == suffix || name.hasSuffix("." + suffix))
  }

  package var description: String { ascii }
  package static func < (left: DomainName, right: DomainName) -> Bool { left.ascii < right.ascii }
}
