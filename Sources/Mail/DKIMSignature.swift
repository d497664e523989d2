import Vocabulary

/// One DKIM-Signature field, read (RFC 6376 section 3.5): who signed what, before any key is looked at.
package struct DKIMSignature: Sendable, Hashable {
  package enum Algorithm: String, Sendable, Hashable {
    case rsaSHA256 = "rsa-sha256"
    case ed25519SHA256 = "ed25519-sha256"
    /// Named so that it can be reported; RFC 8301 forbids to accept it.
    case rsaSHA1 = "rsa-sha1"
  }

  /// Why a field is no usable signature.
  package enum Fault: String, Error, Sendable, Hashable, CaseIterable {
    case malformed = "malformed"
    case missingTag = "missing-tag"
    case unknownVersion = "unknown-version"
    case unknownAlgorithm = "unknown-algorithm"
    case unknownCanonicalization = "unknown-canonicalization"
    case badDomain = "bad-domain"
    case identityOutsideDomain = "identity-outside-domain"
    case fromNotSigned = "from-not-signed"
    case sealSigned = "seal-signed"
  }

  package let algorithm: Algorithm
  package let canonicalization: DKIMCanonicalization
  package let domain: DomainName
  package let selector: String
  /// `i=`: the user or agent, `@domain` where the field names none.
  package let identity: String
  /// `h=` in lower case, in order, repetitions kept.
  package let headers: [String]
  package let signature: [UInt8]
  package let bodyHash: [UInt8]
  /// `l=`: only so many bytes of the canonical body are signed.
  package let bodyLength: Int?
  /// `t=` and `x=`, seconds since 1970.
  package let signed: Int64?
  package let expires: Int64?

  package static let mostHeaders = 500

  package init(_ value: some Collection<UInt8>) throws(Fault) { try self.init(TagList(value), kind: .message) }

  enum Kind { case message, arcMessage }

  init(_ tags: TagList, kind: Kind) throws(Fault) {
    guard !tags.isMalformed else { throw .malformed }
    if kind == .message { guard tags.text("v") == "1" else { throw .unknownVersion } }
    guard let a = tags.text("a"), let c = Optional(tags.text("c") ?? "simple/simple") else { throw .missingTag }
    guard let algorithm = Algorithm(rawValue: a.lowercased()) else { throw .unknownAlgorithm }
    guard let canonicalization = DKIMCanonicalization(tag: c) else { throw .unknownCanonicalization }
    (domain, selector) = try Self.signer(tags)
    identity = kind == .message ? tags.text("i") ?? "@\(domain)" : "@\(domain)"
    guard Self.isIdentity(identity, within: domain) else { throw .identityOutsideDomain }
    let names = (tags.solid("h") ?? []).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    headers = names.split(separator: UInt8(ascii: ":"), maxSplits: Self.mostHeaders).prefix(Self.mostHeaders).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard !headers.isEmpty else { throw .missingTag }
    guard headers.contains("from") else { throw .fromNotSigned }
    guard kind == .message || !headers.contains("arc-seal") else { throw .sealSigned }
    signature = try Self.base64(tags, "b")
    bodyHash = try Self.base64(tags, "bh")
    bodyLength = try Self.number(tags, "l").map { Int(clamping: $0) }
    signed = try Self.number(tags, "t")
    expires = try Self.number(tags, "x")
    if let q = tags.solid("q"),
      !q.split(separator: UInt8(ascii: ":")).contains(where: { $0.elementsEqual("dns/txt".utf8) })
    {
      throw .malformed
    }
    self.algorithm = algorithm
    self.canonicalization = canonicalization
  }

  /// An ARC-Seal (RFC 8617 section 4.1.3): signs neither named fields nor a body, and may not say that it does.
  init(seal tags: TagList) throws(Fault) {
    guard !tags.isMalformed, tags["h"] == nil, tags["bh"] == nil else { throw .malformed }
    guard let a = tags.text("a") else { throw .missingTag }
    guard let algorithm = Algorithm(rawValue: a.lowercased()) else { throw .unknownAlgorithm }
    (domain, selector) = try Self.signer(tags)
    identity = "@\(domain)"
    signature = try Self.base64(tags, "b")
    signed = try Self.number(tags, "t")
    canonicalization = DKIMCanonicalization(header: .relaxed, body: .relaxed)
    (headers, bodyHash, bodyLength, expires) = ([], [], nil, nil)
    self.algorithm = algorithm
  }

  /// `d=` and `s=`.
  static func signer(_ tags: TagList) throws(Fault) -> (DomainName, String) {
    guard let d = tags.text("d"), let s = tags.text("s") else { throw .missingTag }
    guard let domain = DomainName(d), domain.labels.count > 1, let name = DomainName("\(s)._domainkey.\(domain)") else {
      throw .badDomain
    }
    return (domain, String(name.ascii.dropLast(domain.ascii.utf8.count + "._domainkey.".utf8.count)))
  }

  static func base64(_ tags: TagList, _ name: String) throws(Fault) -> [UInt8] {
    guard let text = tags.solid(name), !text.isEmpty else { throw .missingTag }
    let (content, junk) = TransferEncoding.base64(text)
    guard junk == 0, content.count <= 2048 else { throw .malformed }
    return content
  }

  private static func number(_ tags: TagList, _ name: String) throws(Fault) -> Int64? {
    guard tags[name] != nil else { return nil }
    guard let value = tags.number(name) else { throw .malformed }
    return value
  }

  private static func isIdentity(_ identity: String, within domain: DomainName) -> Bool {
    guard let at = identity.lastIndex(of: "@"), let name = DomainName(identity[identity.index(after: at)...]) else {
      return false
    }
    return name.isWithin(domain)
  }
}
