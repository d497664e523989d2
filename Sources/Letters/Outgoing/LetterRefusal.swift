import Vocabulary

/// Why a letter must not be sent.
package enum LetterRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Field: String, Sendable { case recipient, sender, replyTo = "reply-to", subject, body, key }

  /// A fake came from this address, or wanted its answers there.
  case adversaryAddress(EmailAddress)
  /// Under a name that was made to pass for the organization's.
  case adversaryDomain(EmailAddress, DomainName)
  /// It would come back as a report.
  case ownIntake(EmailAddress)
  case senderNotOurs(EmailAddress)
  /// Mail programs would not all read it as the one address that it is, or it needs letters that not every server takes.
  case badAddress(Field)
  /// A line end, NUL or other control in a header field, or one in the text that a mail may not hold.
  case control(Field)
  /// A name of the adversary's that a mail program would make a link of; defanged here.
  case hostileName(String, Field)
  /// A link that leads elsewhere than to the organization's own domains; defanged here.
  case foreignLink(String, Field)
  case tooLong(Field, limit: Int)
  case empty(Field)

  /// For records: never changes.
  package var code: String {
    switch self {
    case .adversaryAddress: "adversary-address"
    case .adversaryDomain: "adversary-domain"
    case .ownIntake: "own-intake"
    case .senderNotOurs: "sender-not-ours"
    case .badAddress: "bad-address"
    case .control: "control-character"
    case .hostileName: "hostile-name"
    case .foreignLink: "foreign-link"
    case .tooLong: "too-long"
    case .empty: "empty"
    }
  }

  package var description: String {
    switch self {
    case .adversaryAddress(let address): "\(address) is an address of the attacker's. Nothing is sent to the attacker."
    case .adversaryDomain(let address, let domain):
      "\(address) is under \(HostileURL.defang(domain.ascii)), which imitates your domain. Nothing is sent to the attacker."
    case .ownIntake(let address): "\(address) is where reports come in: the letter would come back as one."
    case .senderNotOurs(let address): "\(address) is not an address of your own to send from."
    case .badAddress(let field): "The \(field.rawValue) is not an address that every mail server reads in one way."
    case .control(let field): "The \(field.rawValue) holds a control character, which could change the mail's header."
    case .hostileName(let name, let field): "The \(field.rawValue) holds \(name) as a live link; the fakes lead there."
    case .foreignLink(let name, let field): "The \(field.rawValue) holds a link to \(name), which is not your domain."
    case .tooLong(let field, let limit): "The \(field.rawValue) is longer than \(limit) bytes."
    case .empty(let field): "The \(field.rawValue) is empty."
    }
  }

  /// What the code says nothing of: a name, defanged, or a limit. No address, which a record may not keep.
  package var detail: String? {
    switch self {
    case .adversaryDomain(_, let domain): HostileURL.defang(domain.ascii)
    case .hostileName(let name, _), .foreignLink(let name, _): name
    case .tooLong(_, let limit): String(limit)
    case .adversaryAddress, .ownIntake, .senderNotOurs, .badAddress, .control, .empty: nil
    }
  }

  /// As records keep it: what any language can be made of, then English.
  package var record: String {
    "held back (\([code, detail].compactMap(\.self).joined(separator: " "))): \(description)"
  }

  /// What stands in a text that has such a record in it; nil where it has none.
  package static func read(record text: String) -> (code: String, detail: String)? {
    guard let start = text.firstRange(of: "held back ("), let end = text[start.upperBound...].firstRange(of: "): ")
    else {
      return nil
    }
    let words = text[start.upperBound..<end.lowerBound].split(separator: " ", maxSplits: 1)
    return words.first.map { (String($0), words.count > 1 ? String(words[1]) : "") }
  }
}
