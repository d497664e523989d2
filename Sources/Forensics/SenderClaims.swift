import Mail
import Vocabulary

/// Why the headers of a message point to a service; a phrase only where somebody asks.
enum ClaimReason: Equatable {
  case header(String)
  case feedbackForm
  case envelopeForm
  case envelopeDomain(String)
  case signature(String)
  case passed(String)
  case messageID(String)
  /// What would be a proof, had anybody seen it.
  case guessed(Phrase)

  var phrase: Phrase {
    switch self {
    case .header(let name): Phrase("claim_header", ["name": .text(name)])
    case .feedbackForm: Phrase("claim_feedback_form")
    case .envelopeForm: Phrase("claim_envelope_form")
    case .envelopeDomain(let domain): Phrase("claim_envelope_domain", ["domain": .text(domain)])
    case .signature(let domain): Phrase("claim_signature", ["domain": .text(domain)])
    case .passed(let host): Phrase("claim_passed", ["host": .text(host)])
    case .messageID(let domain): Phrase("claim_message_id", ["domain": .text(domain)])
    case .guessed(let phrase): phrase
    }
  }
}

/// What the headers of a message claim of its sending service: hints for a person, agreement for a proof, never proof themselves.
extension SenderSearch {
  mutating func collectClaims() {
    for index in fields.codes.indices where fields.codes[index] != 0 {
      if let mark = fields.mark(of: index) { markClaims(mark, index) }
      switch fields[index] {
      case .feedbackID, .otherFeedbackID:
        for provider in owners(catalog.feedbackIDs, index) { claim(provider, .feedbackForm) }
      case .returnPath where envelope.isEmpty: envelopeClaims(index)
      case .signature:
        guard let domain = Self.signingDomain(header.bytes[header.fields[index].valueRange]) else {
          continue
        }
        claim(catalog.dkim, domain) { .signature($0) }
      case .messageID:
        var domain: String?
        header.readUnfolded(header.fields[index]) { domain = Self.domain(of: $0) }
        messageIDClaim(domain)
      default: break
      }
    }
    for hop in path.hops.indices.dropFirst(path.trustedCount) {
      let owners = catalog.hosts.owners(of: path.hops[hop].received)
      guard !owners.isEmpty, let by = path.hops[hop].received.by else { continue }
      for provider in owners { claim(provider, .passed(by)) }
    }
  }

  private mutating func markClaims(_ mark: Int, _ index: Int) {
    let name = catalog.marks[mark].name
    for provider in catalog.marks[mark].byName { claim(provider, .header(name)) }
    guard !catalog.marks[mark].byValue.isEmpty else { return }
    for provider in owners(catalog.marks[mark].byValue, index) { claim(provider, .header(name)) }
  }

  /// Whose patterns a field's value matches.
  private func owners(_ patterns: FieldPatternSet, _ index: Int) -> [Int] {
    var owners: [Int] = []
    header.readUnfolded(header.fields[index]) { owners = patterns.owners(of: $0) }
    return owners
  }

  private mutating func envelopeClaims(_ index: Int) {
    envelope = header.unfolded(header.fields[index])
    envelope.removeAll { $0 == 0x3C || $0 == 0x3E }
    envelopeOwners = envelope.withUnsafeBufferPointer { catalog.envelopes.owners(of: $0) }
    for provider in envelopeOwners { claim(provider, .envelopeForm) }
    if let domain = envelope.withUnsafeBufferPointer({ Self.domain(of: $0) }) {
      claim(catalog.bounces, domain) { .envelopeDomain($0) }
    }
  }

  /// At most four reasons a service.
  mutating func claim(_ provider: Int, _ why: ClaimReason) {
    var known = 0
    for index in claims.indices where claims[index].provider == provider {
      if claims[index].why == why { return }
      known += 1
    }
    if known < 4 { claims.append((provider, why)) }
  }

  func isClaimed(_ provider: Int) -> Bool { claims.contains { $0.provider == provider } }

  /// The reasons of a claim; nil where there is none.
  func claimed(_ provider: Int) -> [Phrase]? {
    let reasons = claims.filter { $0.provider == provider }.map(\.why.phrase)
    return reasons.isEmpty ? nil : reasons
  }

  private mutating func claim(_ index: DomainIndex<Int>, _ domain: String, why: (String) -> ClaimReason) {
    for provider in index.owners(of: domain) { claim(provider, why(domain)) }
    for provider in index.seriesOwners(of: domain) { claim(provider, why(domain)) }
  }

  /// A receiver gives a mail without Message-ID one of its own, so that its own name there says nothing.
  private mutating func messageIDClaim(_ domain: String?) {
    guard let domain else { return }
    let owners = catalog.hosts.owners(of: domain)
    guard !owners.isEmpty else { return }
    var receivers: [Int] = []
    for hop in 0..<path.trustedCount {
      receivers += catalog.hosts.owners(of: path.hops[hop].received)
    }
    for provider in owners where !receivers.contains(provider) {
      claim(provider, .messageID(domain))
    }
  }

  /// The lower-case domain after the last `@`.
  private static func domain(of value: UnsafeBufferPointer<UInt8>) -> String? {
    guard let at = value.lastIndex(of: UInt8(ascii: "@")), value.count - at <= 256 else {
      return nil
    }
    var end = at + 1
    while end < value.count, value[end] > 0x20, value[end] != 0x3E { end += 1 }
    return DomainName(utf8: UnsafeBufferPointer(rebasing: value[(at + 1)..<end]))?.ascii
  }

  /// The `d=` of a signature as it stands in the mail, within its first 2 KB.
  private static func signingDomain(_ value: ArraySlice<UInt8>) -> String? {
    value.prefix(2_048).withUnsafeBufferPointer { bytes -> String? in
      var start = 0
      while start < bytes.count {
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        if start + 1 < bytes.count, bytes[start] == UInt8(ascii: "d"),
          bytes[start + 1] == UInt8(ascii: "=")
        {
          var end = start + 2
          while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: ";") { end += 1 }
          return DomainName(utf8: UnsafeBufferPointer(rebasing: bytes[(start + 2)..<end]))?.ascii
        }
        while start < bytes.count, bytes[start] != UInt8(ascii: ";") { start += 1 }
        start += 1
      }
      return nil
    }
  }
}
