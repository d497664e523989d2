import Vocabulary

/// Somebody who may sign in here.
package struct Account: Sendable, Hashable {
  package typealias ID = Int64

  package let id: ID
  package let email: EmailAddress
  package let name: String
  package let role: Role
  /// What they chose; nil: what their browser asks for.
  package let language: Language?
  package let hasTimedCode: Bool
  package let since: Timestamp

  package init(
    id: ID, email: EmailAddress, name: String, role: Role, language: Language?, hasTimedCode: Bool, since: Timestamp
  ) {
    self.id = id
    self.email = email
    self.name = name
    self.role = role
    self.language = language
    self.hasTimedCode = hasTimedCode
    self.since = since
  }

  package static let longestName = 120

  /// A name as somebody typed it, on one line and trimmed; nil where nothing is left or it is too long.
  package static func name(_ typed: String) -> String? {
    let words = typed.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? " " : Character($0) }
    let name = String(words).split(separator: " ").joined(separator: " ")
    return name.isEmpty || name.utf8.count > longestName ? nil : name
  }
}

/// An account that is about to be made.
package struct NewAccount: Sendable {
  package let email: EmailAddress
  package let name: String
  package let passwordHash: String
  package let language: Language?

  package init(email: EmailAddress, name: String, passwordHash: String, language: Language?) {
    self.email = email
    self.name = name
    self.passwordHash = passwordHash
    self.language = language
  }
}

/// How somebody proves who they are.
package enum Identity: Sendable, Hashable {
  case password
  /// OpenID Connect: `sub` at `iss`. Nothing makes one yet.
  case issued(issuer: String, subject: String)
}
