import Mail
import Vocabulary

/// What the headers of a message claim of its sending service: hints for a person, agreement for a proof, never proof themselves.
extension SenderSearch {
  func collectClaims() {
    for index in header.fields.indices where catalog.markFilter.mayContain(header.fields[index].key) {
      let field = header.fields[index]
      if let marks = catalog.marks[field.key] {
        let value = marks.contains { $0.pattern != nil } ? header.unfolded(field) : []
        for mark in marks where mark.pattern?.matches(value) ?? true { claim(mark.provider, "header \(field.key)") }
      }
      switch field.key {
      case "feedback-id", "x-feedback-id":
        let value = header.unfolded(field)
        for (provider, pattern) in catalog.feedbackIDs where pattern.matches(value) {
          claim(provider, "form of Feedback-ID")
        }
      case "return-path" where envelope.isEmpty:
        envelope = header.unfolded(field).filter { $0 != 0x3C && $0 != 0x3E }
        for (provider, pattern) in catalog.envelopes where pattern.matches(envelope) {
          claim(provider, "form of the envelope sender")
        }
        domainClaims(Self.domain(of: envelope), in: catalog.bounces, "envelope domain")
      case "dkim-signature":
        domainClaims(Self.signingDomain(header.bytes[field.valueRange]), in: catalog.dkim, "signature of")
      case "message-id": messageIDClaim(header.unfolded(field))
      default: break
      }
    }
    for hop in path.untrustedHops {
      guard let by = hop.received.by else { continue }
      for provider in catalog.hosts.owners(of: by) { claim(provider, "passed \(by)") }
    }
  }

  func claim(_ provider: Int, _ why: String) {
    if claims[provider, default: []].count < 4, claims[provider]?.contains(why) != true {
      claims[provider, default: []].append(why)
    }
  }

  private func domainClaims(_ domain: String?, in index: DomainIndex<Int>, _ what: String) {
    guard let domain else { return }
    for provider in index.owners(of: domain) + index.seriesOwners(of: domain) { claim(provider, "\(what) \(domain)") }
  }

  /// A receiver gives a mail without Message-ID one of its own, so that its own name there says nothing.
  private func messageIDClaim(_ value: [UInt8]) {
    guard let domain = Self.domain(of: value) else { return }
    let owners = catalog.hosts.owners(of: domain)
    guard !owners.isEmpty else { return }
    let receivers = path.hops[..<path.trustedCount].compactMap(\.received.by).flatMap { catalog.hosts.owners(of: $0) }
    for provider in owners where !receivers.contains(provider) { claim(provider, "Message-ID of \(domain)") }
  }

  /// The lower-case domain after the last `@`.
  private static func domain(of value: [UInt8]) -> String? {
    guard let at = value.lastIndex(of: UInt8(ascii: "@")), value.count - at <= 256 else { return nil }
    let name = value[(at + 1)...].prefix { $0 > 0x20 && $0 != 0x3E }
    return DomainName(String(decoding: name, as: UTF8.self))?.ascii
  }

  /// The `d=` of a signature as it stands in the mail, within its first 2 KB.
  private static func signingDomain(_ value: ArraySlice<UInt8>) -> String? {
    let domain = value.prefix(2_048).withUnsafeBufferPointer { bytes -> String? in
      var start = 0
      while start < bytes.count {
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        if start + 1 < bytes.count, bytes[start] == UInt8(ascii: "d"), bytes[start + 1] == UInt8(ascii: "=") {
          var end = start + 2
          while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: ";") { end += 1 }
          return String(decoding: UnsafeBufferPointer(rebasing: bytes[(start + 2)..<end]), as: UTF8.self)
        }
        while start < bytes.count, bytes[start] != UInt8(ascii: ";") { start += 1 }
        start += 1
      }
      return nil
    }
    return domain.flatMap { DomainName($0) }?.ascii
  }
}
