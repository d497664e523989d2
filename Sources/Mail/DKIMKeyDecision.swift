import Vocabulary

/// What the keys at hand say of one header signature: of several records kept for a name, the first that verifies
/// decides.
struct DKIMKeyDecision {
  private(set) var result: DKIMVerification.HeaderSignature = .noKey
  private(set) var fetched: Timestamp?
  private(set) var isTest = false

  /// More records under one name are somebody's trick.
  static let mostRecords = 8

  /// `digest` is taken at most once, and only where a key could use it.
  init(_ signature: DKIMSignature, _ records: [DKIMKeyArchive.Entry], digest: () -> [UInt8]?) {
    guard signature.algorithm != .rsaSHA1 else {
      result = .unacceptableAlgorithm
      return
    }
    var known: [UInt8]??
    for record in records.prefix(Self.mostRecords) {
      let (key, refusal) = Self.read(record, for: signature)
      guard let key, let open = DKIMPublicKey(key) else {
        if result != .fail { (result, fetched) = (refusal ?? .badKey, record.fetched) }
        continue
      }
      guard open.kind == .ed25519 || (DKIMPublicKey.shortest...DKIMPublicKey.longest).contains(open.bits) else {
        if result != .fail {
          (result, fetched) = (open.bits < DKIMPublicKey.shortest ? .weakKey : .badKey, record.fetched)
        }
        continue
      }
      let digest = known ?? digest()
      known = .some(digest)
      (fetched, isTest) = (record.fetched, key.isTest)
      guard let digest, open.verifies(signature.signature, of: digest) else {
        result = .fail
        continue
      }
      result = .pass
      return
    }
  }

  /// The record, or why it can't serve for this signature.
  private static func read(
    _ entry: DKIMKeyArchive.Entry, for signature: DKIMSignature
  ) -> (DKIMKeyRecord?, DKIMVerification.HeaderSignature?) {
    let record: DKIMKeyRecord
    do throws(DKIMKeyRecord.Fault) {
      record = try DKIMKeyRecord(entry.text.utf8)
    } catch {
      switch error {
      case .revoked: return (nil, .revokedKey)
      case .notForMail: return (nil, .keyNotForThis)
      case .malformed, .unknownKind: return (nil, .badKey)
      }
    }
    guard record.kind == (signature.algorithm == .ed25519SHA256 ? .ed25519 : .rsa),
      record.hashes?.contains("sha256") ?? true
    else { return (nil, .keyNotForThis) }
    if record.isStrict {
      let domain = signature.identity.lastIndex(of: "@").map {
        signature.identity[signature.identity.index(after: $0)...]
      }
      guard domain.flatMap({ DomainName($0) }) == signature.domain else { return (nil, .keyNotForThis) }
    }
    return (record, nil)
  }
}
