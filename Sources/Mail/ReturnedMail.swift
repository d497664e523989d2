import Vocabulary

/// The mail that a report about mail is about (RFC 6522 section 3): what it carries of it, whole or its header alone.
package struct ReturnedMail: Sendable {
  package let header: HeaderBlock
  package let from: EmailAddress?
  package let to: [EmailAddress]

  /// nil where `report` is no multipart/report, or gives no header back.
  package init?(in report: Message) {
    guard report.root.contentType.value == "multipart/report" else { return nil }
    for part in report.root.children.prefix(Self.mostParts) {
      var returned = part.attached.first
      // A header without a body is a message too.
      if returned == nil, Self.headerOnly.contains(part.contentType.value) {
        returned = Message(Array(part.content().prefix(Bounds.headerBytes)))
      }
      guard let returned, !returned.header.fields.isEmpty else { continue }
      header = returned.header
      from = returned.from.lazy.compactMap(\.address).first
      to = returned.to.compactMap(\.address)
      return
    }
    return nil
  }

  private static let mostParts = 10
  private static let headerOnly: Set<String> = [
    "text/rfc822-headers", "message/rfc822-headers", "message/global-headers",
  ]
}

extension Part {
  /// Groups of fields with empty lines between them (RFC 3464 section 2.1), as many as are wanted.
  func fieldGroups(most: Int) -> [HeaderBlock] {
    var rest = Array(content().prefix(Bounds.headerBytes))[...]
    var groups: [HeaderBlock] = []
    while groups.count < most {
      while let first = rest.first, first == 0x0A || first == 0x0D { rest = rest.dropFirst() }
      guard !rest.isEmpty else { break }
      let group = HeaderBlock(rest)
      guard !group.fields.isEmpty, group.bodyStart > rest.startIndex else { break }
      groups.append(group)
      rest = rest[group.bodyStart...]
    }
    return groups
  }
}

extension EmailAddress {
  /// `rfc822;jane@example.org`, the address perhaps in angle brackets or as xtext (RFC 3461 section 4); nil for other kinds.
  init?(typed text: String) {
    guard let semicolon = text.firstIndex(of: ";") else { return nil }
    guard ["rfc822", "utf-8"].contains(text[..<semicolon].lowercased().trimming({ $0 == " " })) else { return nil }
    let address = text[text.index(after: semicolon)...].description.trimming { " <>\t".contains($0) }
    guard let known = EmailAddress(address) ?? EmailAddress(Self.decodingXtext(address)) else { return nil }
    self = known
  }

  /// `+2B` is `+`.
  private static func decodingXtext(_ text: String) -> String {
    var out: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "+"), bytes.count >= 2, let high = Hexadecimal.value(bytes[bytes.startIndex]),
        let low = Hexadecimal.value(bytes[bytes.startIndex + 1])
      {
        out.append(high << 4 | low)
        bytes = bytes.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
