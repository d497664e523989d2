import Vocabulary

/// A message as signatures see it: which fields a signature takes, what it hashes of them, and the body's digests,
/// each taken once.
struct SignedMessage {
  let header: HeaderBlock
  /// Fields that readers see or act on, that stand once in honest mail and several times in this one.
  let repeated: [(key: String, count: Int)]
  /// Indices into `header.fields` by key, topmost first; made when a key is at hand, since most often none is.
  private var positions: [String: [Int]]?
  private var bodies: [BodyForm: DKIMBodyHash] = [:]

  static let mostBodies = 10

  private struct BodyForm: Hashable {
    let form: DKIMCanonicalization.Form
    let limit: Int?
    let algorithm: RunningDigest.Algorithm
  }

  init(_ header: HeaderBlock) {
    self.header = header
    var counts: [String: Int] = [:]
    for key in header.fields.map(header.key(of:)) where Self.isSeen(key) { counts[key, default: 0] += 1 }
    repeated = counts.filter { $0.value > 1 }.map { ($0.key, $0.value) }
  }

  private static func isSeen(_ key: String) -> Bool {
    switch key.utf8.count {
    case 2: key == "to" || key == "cc"
    case 4: key == "from" || key == "date"
    case 6: key == "sender"
    case 7: key == "subject"
    case 8: key == "reply-to"
    case 10: key == "message-id"
    case 12: key == "content-type"
    default: false
    }
  }

  private mutating func allPositions() -> [String: [Int]] {
    if let positions { return positions }
    var made: [String: [Int]] = [:]
    for (index, field) in header.fields.enumerated() { made[header.key(of: field), default: []].append(index) }
    positions = made
    return made
  }

  /// nil once so many different forms of the body were asked for that nobody honest would.
  mutating func body(_ signature: DKIMSignature) -> DKIMBodyHash? {
    let key = BodyForm(
      form: signature.canonicalization.body, limit: signature.bodyLength,
      algorithm: signature.algorithm == .rsaSHA1 ? .sha1 : .sha256)
    if let known = bodies[key] { return known }
    guard bodies.count < Self.mostBodies else { return nil }
    let hash = header.bytes[header.bodyStart...].withUnsafeBufferPointer {
      DKIMBodyHash(of: $0, form: key.form, limit: key.limit, algorithm: key.algorithm)
    }
    bodies[key] = hash
    return hash
  }

  /// The digest that a signature signs (RFC 6376 sections 3.7 and 5.4.2): the fields named in `h=`, of several the
  /// lowest first, a missing one as nothing, then the signature's own field with an empty `b=`. The field itself is
  /// never among those named.
  mutating func headerDigest(of signature: DKIMSignature, in own: HeaderField) -> [UInt8]? {
    guard let b = Self.signatureRange(in: own, of: header.bytes) else { return nil }
    let form = signature.canonicalization.header
    let positions = allPositions()
    var canonical: [UInt8] = []
    canonical.reserveCapacity(4096)
    var taken: [String: Int] = [:]
    for name in signature.headers {
      let candidates = positions[name] ?? []
      var next = taken[name] ?? candidates.count - 1
      while next >= 0, header.fields[candidates[next]].range == own.range { next -= 1 }
      taken[name] = next - 1
      guard next >= 0 else { continue }
      DKIMCanonicalization.append(header.fields[candidates[next]], of: header.bytes, form: form, to: &canonical)
    }
    DKIMCanonicalization.append(own, of: header.bytes, form: form, without: b, to: &canonical)
    let digest = RunningDigest(.sha256)
    digest.update(canonical)
    return digest.result()
  }

  /// Where the value of `b=` stands in a signature field, with the white space around it.
  static func signatureRange(in field: HeaderField, of bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var start = field.valueRange.lowerBound
    while start < field.valueRange.upperBound {
      let rest = bytes[start..<field.valueRange.upperBound]
      let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
      if let equals = rest[..<end].firstIndex(of: UInt8(ascii: "=")),
        TagList.trimmed(rest[..<equals]).elementsEqual(CollectionOfOne(UInt8(ascii: "b")))
      {
        return equals + 1..<end
      }
      start = end + 1
    }
    return nil
  }
}
