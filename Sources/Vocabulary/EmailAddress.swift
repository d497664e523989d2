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
    let source = Substring(source)
    guard source.utf8.count <= 320, let at = source.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    let local = source.utf8[..<at]
    let domain = source.utf8[source.utf8.index(after: at)...]
    guard (1...64).contains(local.count), (1...255).contains(domain.count) else { return nil }
    let quoted = local.first == UInt8(ascii: "\"") && local.last == UInt8(ascii: "\"") && local.count > 2
    for byte in local where byte <= 0x20 && !(quoted && byte == 0x20) || byte == 0x7F || byte == 0x3C || byte == 0x3E {
      return nil
    }
    for byte in domain
    where byte <= 0x20 || byte == 0x7F || byte == 0x3C || byte == 0x3E || byte == 0x40 || byte == 0x2C {
      return nil
    }
    var lower = source.lowercased()
    if lower.utf8.last == UInt8(ascii: ".") { lower.removeLast() }
    guard lower.utf8.last != UInt8(ascii: "@") else { return nil }
    text = lower
  }

  package var local: Substring { text[..<at] }
  package var domain: Substring { text[text.index(after: at)...] }
  private var at: String.Index { text.utf8.lastIndex(of: UInt8(ascii: "@")) ?? text.startIndex }

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
