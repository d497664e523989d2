import Domains
import Letters
import Operations
import Vocabulary

/// A letter's envelope on its way: as it is written in commands, and what was answered to it.
struct SMTPEnvelope {
  let id: Int64
  let letter: ClearedLetter
  var hasMail = false
  var hasRecipient = false
  /// The first answer that was no yes.
  var refusal: SMTPAnswer?
  /// Whether that was about our sender, which is the same for all letters.
  var isSendersFault = false

  init(id: Int64, letter: ClearedLetter) {
    self.id = id
    self.letter = letter
  }

  /// Arguments of `MAIL FROM` and `RCPT TO`; nil where an address cannot be written in ASCII.
  var paths: (from: String, to: String)? {
    guard let to = Self.path(letter.recipient), let from = letter.envelopeSender.map(Self.path) ?? "" else {
      return nil
    }
    return (from, to)
  }

  /// nil for what would not be one argument of a command.
  private static func path(_ address: EmailAddress) -> String? {
    guard address.text.utf8.contains(where: { $0 >= 0x80 }) else { return address.text }
    guard address.local.utf8.allSatisfy({ $0 < 0x80 }), let domain = IDNA.toASCII(address.domain) else { return nil }
    return "\(address.local)@\(domain)"
  }

  /// Settings that somebody can put right (RFC 4954): nothing about one letter.
  static let aboutLogin: Set<Int> = [530, 534, 535, 538]
}
