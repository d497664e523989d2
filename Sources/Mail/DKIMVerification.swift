import Vocabulary

/// One signature judged in two halves (RFC 6376 section 6): the header signature proves the listed fields and what
/// the body's digest was; the digest then says whether the body is still that one. An export often breaks the second
/// half alone.
package struct DKIMVerification: Sendable, Hashable {
  package enum HeaderSignature: String, Sendable, Hashable, CaseIterable {
    case pass, fail
    case noKey = "no-key"
    case badKey = "bad-key"
    case revokedKey = "revoked-key"
    /// RSA under 1024 bits: whoever wants to can sign with it.
    case weakKey = "weak-key"
    /// The key's record does not allow this use.
    case keyNotForThis = "key-not-for-this"
    /// rsa-sha1 (RFC 8301 section 3.1).
    case unacceptableAlgorithm = "unacceptable-algorithm"
    /// `fault` says why.
    case malformed
  }

  package enum BodyHash: String, Sendable, Hashable, CaseIterable {
    case match, differs
    case notChecked = "not-checked"
  }

  package enum Problem: String, Sendable, Hashable, CaseIterable {
    /// `x=` was past at the time of the check.
    case expired
    case signedInTheFuture = "signed-in-the-future"
    /// `l=` is set: whatever follows those bytes can be anybody's. Never take such a body as signed.
    case bodyLengthTag = "body-length-tag"
    /// The body goes on behind what `l=` covers.
    case unsignedBodyTail = "unsigned-body-tail"
    /// A field that readers see stands more often than it is signed; the copy may be anybody's.
    case unsignedCopy = "unsigned-copy"
    case testKey = "test-key"
  }

  /// nil where the field names none that the DNS could hold.
  package let domain: DomainName?
  package let selector: String?
  package let headerSignature: HeaderSignature
  package let bodyHash: BodyHash
  package let problems: [Problem]
  /// The field read, where it could be.
  package let signature: DKIMSignature?
  package let fault: DKIMSignature.Fault?
  /// When the key that decided was looked up, where that is known.
  package let keyFetched: Timestamp?

  /// The header half holds and had not expired. It says who signed; what a reader sees in From is theirs only where
  /// `covers("from", of:)` holds as well.
  package var provesHeader: Bool { headerSignature == .pass && !problems.contains(.expired) }

  /// Both halves hold, over the whole body.
  package var provesMessage: Bool {
    provesHeader && bodyHash == .match && !problems.contains(.bodyLengthTag) && !problems.contains(.unsignedCopy)
  }

  /// Whether every field of that name in `message` is under the header signature; `key` in lower case.
  package func covers(_ key: String, of message: HeaderBlock) -> Bool {
    let present = message.fields.count { message.isNamed($0, key) }
    return present > 0 && headerSignature == .pass && (signature?.headers.count { $0 == key } ?? 0) >= present
  }

  package static let mostSignatures = 10

  /// Which bodies are hashed: that costs more than all else here.
  package enum Bodies: Sendable { case all, withKey }

  /// Every DKIM-Signature from the top, at most ten. `time` is when the message arrived, for `x=` and `t=`; without
  /// it neither is judged.
  package static func all(
    of header: HeaderBlock, keys: DKIMKeyArchive, at time: Timestamp?, bodies: Bodies = .all
  ) -> [DKIMVerification] {
    let own = header.fields.lazy.filter { header.isNamed($0, "dkim-signature") }.prefix(mostSignatures)
    guard !own.isEmpty else { return [] }
    var message = SignedMessage(header)
    return own.map { verify($0, in: &message, keys: keys, at: time, bodies: bodies) }
  }

  private static func verify(
    _ field: HeaderField, in message: inout SignedMessage, keys: DKIMKeyArchive, at time: Timestamp?,
    bodies: Bodies
  ) -> DKIMVerification {
    let tags = TagList(message.header.bytes[field.valueRange])
    do throws(DKIMSignature.Fault) {
      let signature = try DKIMSignature(tags, kind: .message)
      return judge(signature, field, in: &message, keys: keys, at: time, bodies: bodies)
    } catch {
      return DKIMVerification(
        domain: tags.text("d").flatMap { DomainName($0) }, selector: tags.text("s").map { String($0.prefix(255)) },
        headerSignature: .malformed, bodyHash: .notChecked, problems: [], signature: nil, fault: error, keyFetched: nil)
    }
  }

  /// The judgement of a signature already read; ARC's message signatures take the same way.
  static func judge(
    _ signature: DKIMSignature, _ field: HeaderField, in message: inout SignedMessage, keys: DKIMKeyArchive,
    at time: Timestamp?, bodies: Bodies
  ) -> DKIMVerification {
    let decision = DKIMKeyDecision(
      signature, keys.records(selector: signature.selector, domain: signature.domain, at: time)
    ) {
      message.headerDigest(of: signature, in: field)
    }
    var problems: [Problem] = []
    if let time {
      if let expires = signature.expires, expires < time.seconds { problems.append(.expired) }
      // A day for clocks that go wrong.
      if let signed = signature.signed, signed > time.seconds + 86_400 { problems.append(.signedInTheFuture) }
    }
    if signature.bodyLength != nil { problems.append(.bodyLengthTag) }
    var bodyHash = BodyHash.notChecked
    if bodies == .all || decision.result != .noKey, let body = message.body(signature) {
      let limit = signature.bodyLength ?? body.length
      bodyHash = body.digest == signature.bodyHash && limit <= body.length ? .match : .differs
      if limit < body.length { problems.append(.unsignedBodyTail) }
    }
    let hasCopy = message.repeated.contains { field in
      let signed = signature.headers.count { $0 == field.key }
      return signed > 0 && field.count > signed
    }
    if hasCopy { problems.append(.unsignedCopy) }
    if decision.isTest { problems.append(.testKey) }
    return DKIMVerification(
      domain: signature.domain, selector: signature.selector, headerSignature: decision.result, bodyHash: bodyHash,
      problems: problems, signature: signature, fault: nil, keyFetched: decision.fetched)
  }
}
