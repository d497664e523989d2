import Vocabulary

/// One published key (RFC 6376 section 3.6.1): the grammar of the TXT record at `selector._domainkey.domain`.
package struct DKIMKeyRecord: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case rsa, ed25519 }

  package enum Fault: String, Error, Sendable, Hashable {
    case malformed = "malformed"
    case unknownKind = "unknown-kind"
    /// An empty `p=`: the owner withdrew the key.
    case revoked = "revoked"
    /// `s=` names services, mail not among them.
    case notForMail = "not-for-mail"
  }

  package let kind: Kind
  /// SubjectPublicKeyInfo or RSAPublicKey in DER for RSA, 32 bytes for Ed25519.
  package let key: [UInt8]
  /// Lower case; nil allows every one.
  package let hashes: [String]?
  /// `t=y`: the domain is only trying DKIM out.
  package let isTest: Bool
  /// `t=s`: `i=` has to be the domain itself, not a name below it.
  package let isStrict: Bool

  package init(_ text: some Collection<UInt8>) throws(Fault) {
    let tags = TagList(text)
    guard !tags.isMalformed else { throw .malformed }
    if let version = tags.text("v") { guard version == "DKIM1", tags.tags.first?.name == "v" else { throw .malformed } }
    guard let kind = Kind(rawValue: tags.text("k")?.lowercased() ?? "rsa") else { throw .unknownKind }
    func list(_ name: String) -> [String]? {
      tags.solid(name).map {
        $0.split(separator: UInt8(ascii: ":")).map { String(decoding: $0, as: UTF8.self).lowercased() }
      }
    }
    if let services = list("s") {
      guard services.contains("*") || services.contains("email") else { throw .notForMail }
    }
    guard let p = tags.solid("p") else { throw .malformed }
    guard !p.isEmpty else { throw .revoked }
    let (key, junk) = TransferEncoding.base64(p)
    guard junk == 0 else { throw .malformed }
    self.kind = kind
    self.key = key
    hashes = list("h")
    isTest = list("t")?.contains("y") ?? false
    isStrict = list("t")?.contains("s") ?? false
  }
}
