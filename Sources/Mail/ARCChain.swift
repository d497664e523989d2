import Vocabulary

/// Whether the forwarders that a message names really passed it on (RFC 8617 section 5.2). Supporting evidence only:
/// a chain is as honest as its sealers, and anyone can seal.
package struct ARCChain: Sendable, Hashable {
  package enum Result: String, Sendable, Hashable {
    case none, pass, fail
    /// The structure is sound and nothing refutes it, but a key is not at hand.
    case unproven
  }

  package let result: Result
  /// From instance 1 up; empty where the structure is not sound.
  package let sets: [ARCSet]
  /// What each seal, and each message signature with its body, came to; beside `sets`.
  package let seals: [DKIMVerification.HeaderSignature]
  package let messages: [DKIMVerification]
  /// The lowest instance from which on every message signature holds: nothing that it covers has changed since. nil
  /// where the newest does not hold.
  package let oldestPass: Int?
  package let fault: ARCFault?

  package init(of header: HeaderBlock, keys: DKIMKeyArchive) {
    do throws(ARCFault) {
      let sets = try ARCSet.all(of: header)
      fault = nil
      self.sets = sets
      var message = SignedMessage(header)
      // A chain of fifty long sets is hashed fifty times over at most; a header is bounded (Bounds.headerBytes).
      seals = sets.indices.map { Self.seal(sets[...$0], header, keys) }
      // The newest first: its body hash decides.
      messages = sets.reversed().map {
        let field = $0.fields.messageSignature
        return DKIMVerification.judge(
          $0.messageSignature, field, in: &message, keys: keys, at: nil, bodies: .all)
      }.reversed()
    } catch {
      (sets, seals, messages, fault) = ([], [], [], error)
    }
    var oldest: Int?
    for (set, message) in zip(sets, messages).reversed() {
      guard message.headerSignature == .pass, message.bodyHash == .match else { break }
      oldest = set.instance
    }
    oldestPass = oldest
    result = Self.result(sets, seals, messages.last, fault)
  }

  /// The newest message signature and every seal have to hold; a sealer that saw a broken chain has the last word.
  private static func result(
    _ sets: [ARCSet], _ seals: [DKIMVerification.HeaderSignature], _ newest: DKIMVerification?, _ fault: ARCFault?
  ) -> Result {
    guard fault == nil else { return .fail }
    guard let newest else { return .none }
    guard !sets.contains(where: { $0.status == .fail }), newest.bodyHash == .match else { return .fail }
    let all = seals + [newest.headerSignature]
    if all.allSatisfy({ $0 == .pass }) { return .pass }
    return all.allSatisfy { $0 == .pass || $0 == .noKey } ? .unproven : .fail
  }

  /// Section 5.1.1: the fields of all sets so far, relaxed, each set as results, message signature, seal; the last
  /// seal with an empty `b=`.
  private static func seal(
    _ sets: ArraySlice<ARCSet>, _ header: HeaderBlock, _ keys: DKIMKeyArchive
  ) -> DKIMVerification.HeaderSignature {
    guard let own = sets.last else { return .malformed }
    return DKIMKeyDecision(own.seal, keys.records(selector: own.selector, domain: own.domain)) {
      guard let b = SignedMessage.signatureRange(in: own.fields.seal, of: header.bytes) else { return nil }
      var canonical: [UInt8] = []
      for set in sets {
        let last = set.instance == own.instance
        for field in [set.fields.results, set.fields.messageSignature, set.fields.seal] {
          let without = last && field.range == set.fields.seal.range ? b : nil
          DKIMCanonicalization.append(field, of: header.bytes, form: .relaxed, without: without, to: &canonical)
        }
      }
      let digest = RunningDigest(.sha256)
      digest.update(canonical)
      return digest.result()
    }.result
  }
}
