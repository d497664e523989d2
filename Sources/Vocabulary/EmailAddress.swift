/// A mailbox: local part and domain, compared without regard to case.
///
/// RFC 5321 lets local parts differ by case; no provider of size does, and lists of customers never keep it, so the
/// lower-case form is the identity.
package struct EmailAddress: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Lower case, `local@domain`. The domain may hold letters beyond ASCII where the mail had them.
  package let text: String

  /// Takes `local@domain` without display name or angle brackets; nil where either side is empty, longer than RFC
  /// 5321 allows
  /// (64 and 255 bytes), or holds white space, controls or angle brackets.
  package init?(_ source: some StringProtocol) {
    let read: EmailAddress?? = source.utf8.withContiguousStorageIfAvailable { EmailAddress(utf8: $0) }
    guard let address = read ?? Array(source.utf8).withUnsafeBufferPointer({ EmailAddress(utf8: $0) }) else {
      return nil
    }
    self = address
  }

  package init?(utf8 source: UnsafeBufferPointer<UInt8>) {
    guard source.count <= 320, let at = source.lastIndex(of: UInt8(ascii: "@")), (1...64).contains(at),
      (1...255).contains(source.count - at - 1)
    else { return nil }
    let quoted = at > 2 && source[0] == UInt8(ascii: "\"") && source[at - 1] == UInt8(ascii: "\"")
    var all: UInt8 = 0
    for index in source.indices {
      let byte = source[index]
      all |= byte
      if byte <= 0x20 || byte == 0x7F || byte == 0x3C || byte == 0x3E {
        guard byte == 0x20, quoted, index < at else { return nil }
      }
      if byte == 0x2C, index > at { return nil }
    }
    if all >= 0x80 {
      var lower = String(decoding: source, as: UTF8.self).lowercased()
      if lower.utf8.last == UInt8(ascii: ".") { lower.removeLast() }
      guard lower.utf8.last != UInt8(ascii: "@") else { return nil }
      text = lower
    } else {
      let count = source.count - (source[source.count - 1] == UInt8(ascii: ".") ? 1 : 0)
      guard count > at + 1 else { return nil }
      text = String(smallLetters: UnsafeBufferPointer(rebasing: source[..<count]))
    }
  }

  package var local: Substring { text[..<at] }
  package var domain: Substring { text[text.utf8.index(after: at)...] }
  private var at: String.Index {
    let found = text.utf8.withContiguousStorageIfAvailable { $0.lastIndex(of: UInt8(ascii: "@")) }
    return (found ?? nil).map { text.utf8.index(text.startIndex, offsetBy: $0) } ?? text.startIndex
  }

  /// The `webinars` of `jane+webinars@example.org`, where the customer gave one.
  package var tag: Substring? {
    guard let plus = local.utf8.firstIndex(of: UInt8(ascii: "+")), plus > text.startIndex else { return nil }
    let tag = local[local.index(after: plus)...]
    return tag.isEmpty ? nil : tag
  }

  /// The same mailbox without its plus-tag.
  package var untagged: EmailAddress {
    guard let plus = local.utf8.firstIndex(of: UInt8(ascii: "+")), plus > text.startIndex else { return self }
    return EmailAddress("\(text[..<plus])@\(domain)") ?? self
  }

  package var description: String { text }
  package static func < (left: EmailAddress, right: EmailAddress) -> Bool { left.text < right.text }
}
