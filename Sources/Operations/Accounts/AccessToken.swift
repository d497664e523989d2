import Vocabulary

/// What a program shows instead of signing in: it may do what its owner may, and only by the API.
package struct AccessToken: Sendable, Hashable {
  package let id: Int64
  package let account: Account.ID
  /// What it is for, in its owner's words.
  package let name: String
  package let made: Timestamp
  /// To the minute; nil where it was never used.
  package let used: Timestamp?

  package init(id: Int64, account: Account.ID, name: String, made: Timestamp, used: Timestamp?) {
    self.id = id
    self.account = account
    self.name = name
    self.made = made
    self.used = used
  }

  /// Of one account.
  package static let most = 20
  package static let longestName = 100
  /// So that whoever finds one in a file or a log knows what it is.
  private static let mark = "candor_"

  package static func text(_ secret: Secret) -> String { mark + secret.text }

  /// nil for what is none.
  package static func secret(_ text: some StringProtocol) -> Secret? {
    text.hasPrefix(mark) ? Secret(text.dropFirst(mark.count)) : nil
  }
}

extension AccountRegister {
  /// Of a token only the digest of its secret is kept.
  package struct Tokens: Sendable {
    /// False where the account has as many as it may have.
    package let make: @Sendable (Account.ID, _ name: String, Digest, Timestamp) async throws(StoreTrouble) -> Bool
    /// Whose it is; the time is noted as its last use.
    package let find: @Sendable (Digest, Timestamp) async throws(StoreTrouble) -> Account?
    package let of: @Sendable (Account.ID) async throws(StoreTrouble) -> [AccessToken]
    /// True where it was one of that account's.
    package let end: @Sendable (Account.ID, Int64) async throws(StoreTrouble) -> Bool

    package init(
      make: @escaping @Sendable (Account.ID, String, Digest, Timestamp) async throws(StoreTrouble) -> Bool,
      find: @escaping @Sendable (Digest, Timestamp) async throws(StoreTrouble) -> Account?,
      of: @escaping @Sendable (Account.ID) async throws(StoreTrouble) -> [AccessToken],
      end: @escaping @Sendable (Account.ID, Int64) async throws(StoreTrouble) -> Bool
    ) {
      self.make = make
      self.find = find
      self.of = of
      self.end = end
    }
  }
}
