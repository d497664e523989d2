import Domains
import Vocabulary

/// An address as it may stand in a header and an envelope: a dot-atom at an ASCII name (RFC 5322 section 3.4.1), read by every program as one address.
struct AddressSpec {
  let text: String
  let domain: DomainName
  private let local: Substring

  init(_ address: EmailAddress, _ field: LetterRefusal.Field) throws(LetterRefusal) {
    guard Self.isDotAtom(address.local), let ascii = IDNA.toASCII(address.domain), let domain = DomainName(ascii),
      domain.labels.count > 1
    else { throw .badAddress(field) }
    self.domain = domain
    local = address.local
    text = "\(address.local)@\(domain.ascii)"
  }

  /// Names that the local part asks a relay to pass the mail on to: `victim%host`, `host!victim`.
  var routes: [DomainName] { local.split { $0 == "%" || $0 == "!" }.compactMap { DomainName($0) } }

  /// What is the same for two addresses of one mailbox: no tag behind `+`, and no dots where the host takes none.
  static func identity(of address: EmailAddress) -> String {
    let plain = address.untagged
    let domain = IDNA.toASCII(plain.domain) ?? String(plain.domain)
    guard ["gmail.com", "googlemail.com"].contains(domain) else { return "\(plain.local)@\(domain)" }
    return plain.local.filter { $0 != "." } + "@gmail.com"
  }

  private static func isDotAtom(_ local: Substring) -> Bool {
    local.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty
        && atom.allSatisfy { byte in
          byte > 0x20 && byte < 0x7F && !"()<>[]:;@\\,.\"".utf8.contains(byte)
        }
    }
  }
}
