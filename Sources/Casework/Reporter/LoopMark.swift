import Mail
import Vocabulary

/// What marks a letter as one of ours, so that it is known when it comes back.
package enum LoopMark {
  /// Holds the letter's id once more: relays such as those of Amazon SES write a Message-ID of their own over it.
  package static let field = "X-Candor-Loop"
  private static let prefix = "candor."

  /// Without angle brackets.
  package static func messageID(key: String, domain: DomainName) -> String {
    "\(prefix)\(Digest(of: key.utf8).hex.prefix(32))@\(domain.ascii)"
  }

  /// The id that one of our letters was given, as its header tells; nil where it is none of ours.
  package static func id(in header: HeaderBlock) -> String? {
    for key in [field.lowercased(), "message-id"] {
      for field in header.all(key) {
        let id = header.value(of: field).trimming { "<> ".contains($0) }
        if isOurs(id) { return id }
      }
    }
    return nil
  }

  /// Whether a message id, without brackets, is one that `messageID` makes.
  package static func isOurs(_ id: String) -> Bool {
    guard id.hasPrefix(prefix), let at = id.lastIndex(of: "@") else { return false }
    return Hexadecimal.decode(id[id.index(id.startIndex, offsetBy: prefix.count)..<at])?.count == 16
  }
}
