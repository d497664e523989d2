import Forensics
import Vocabulary

/// Whether customers' addresses are shown or hidden in what is printed (`--redact`).
package struct Redaction: Sendable {
  private let hides: Bool
  package static let none = Redaction(hides: false)
  /// `j***@e***` keeps two letters: enough for who knows the customer, too little for who does not.
  package static let addresses = Redaction(hides: true)

  package func show(_ address: EmailAddress?) -> String? {
    address.map { hides ? Self.mask($0) : $0.text }
  }

  /// The sender of a fake mail is no customer and stays readable, as do the organization's own addresses; who wrote any other mail may be one.
  package func keep(_ address: EmailAddress?, in finding: Finding, of organization: Organization) -> String? {
    let isKnown = finding.judgement.verdict == .impersonation || address.map { organization.owns($0.domain) } ?? false
    return isKnown ? address?.text : show(address)
  }

  /// Every word with an `@` in it is masked.
  package func hide(_ text: String) -> String {
    guard hides, text.contains("@") || text.contains("%40") else { return text }
    var out = ""
    var word = ""
    func flush() {
      out += word.contains("@") || word.contains("%40") ? Self.maskWord(word) : word
      word = ""
    }
    for character in text {
      if character.isWhitespace || "<>()\"',;&?#/".contains(character) {
        flush()
        out.append(character)
      } else {
        word.append(character)
      }
    }
    flush()
    return out
  }

  private static func mask(_ address: EmailAddress) -> String {
    "\(address.local.prefix(1))***@\(address.domain.prefix(1))***"
  }

  private static func maskWord(_ word: String) -> String {
    guard let at = word.lastIndex(of: "@") else { return "***" }
    return EmailAddress(word).map(mask) ?? "\(word.prefix(1))***@\(word[word.index(after: at)...].prefix(1))***"
  }
}
