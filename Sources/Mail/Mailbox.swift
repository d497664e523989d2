import Vocabulary

/// One entry of an address field: the display name and the address as far as they can be made out.
package struct Mailbox: Sendable, Hashable {
  /// Decoded, without quotes; nil where none was given.
  package let name: String?
  package let address: EmailAddress?

  package init(name: String?, address: EmailAddress?) {
    self.name = name
    self.address = address
  }

  /// Reads the addresses of an unfolded `From`, `To`, `Cc`… value (RFC 5322 section 3.4 and what senders make of it):
  /// names quoted or not, comments nested to any depth without recursion, groups flattened, `,` or `;` between. One
  /// pass; at most `Bounds.addresses`.
  package static func list(_ bytes: [UInt8]) -> [Mailbox] {
    var found: [Mailbox] = []
    bytes.withUnsafeBufferPointer { list($0, into: &found) }
    return found
  }

  static func list(_ bytes: UnsafeBufferPointer<UInt8>, into found: inout [Mailbox]) {
    if let one = MailboxReader.plain(bytes) {
      found.append(one)
    } else {
      var reader = MailboxReader(bytes)
      found += reader.all()
    }
  }

  package static func list(_ text: some StringProtocol) -> [Mailbox] { list(Array(text.utf8)) }
}
