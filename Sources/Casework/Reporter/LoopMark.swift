import Vocabulary

/// What marks a letter as one of ours, so that it is known when it comes back.
package enum LoopMark {
  package static let field = "X-Candor-Loop"
  private static let prefix = "candor."

  /// Without angle brackets.
  package static func messageID(key: String, domain: DomainName) -> String {
    "\(prefix)\(Digest(of: key.utf8).hex.prefix(32))@\(domain.ascii)"
  }

  /// Whether a message id, without brackets, is one that `messageID` makes.
  package static func isOurs(_ id: String) -> Bool {
    guard id.hasPrefix(prefix), let at = id.lastIndex(of: "@") else { return false }
    return Hexadecimal.decode(id[id.index(id.startIndex, offsetBy: prefix.count)..<at])?.count == 16
  }
}
