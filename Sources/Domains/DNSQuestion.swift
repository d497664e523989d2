import Vocabulary

/// One question to the DNS. The floors decide what to ask and what the answer means; somebody else asks.
package struct DNSQuestion: Hashable, Sendable, Codable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case a = "A", aaaa = "AAAA", mx = "MX", ns = "NS", ptr = "PTR", txt = "TXT"
  }

  /// Lower case, without a final dot. SPF may ask for names that are no host names (spaces, percent signs).
  package let name: String
  package let kind: Kind

  package init(_ name: String, _ kind: Kind) {
    let name = name.lowercased()
    self.name = name.utf8.last == UInt8(ascii: ".") ? String(name.dropLast()) : name
    self.kind = kind
  }

  package var description: String { "\(name) \(kind.rawValue)" }

  /// Whether the DNS can hold `name` (RFC 1035 section 2.3.4): no empty label, labels of at most 63 bytes, 253 in
  /// all; one final dot is allowed.
  package static func canAsk(_ name: some StringProtocol) -> Bool {
    var name = Substring(name)
    if name.utf8.last == UInt8(ascii: ".") { name.removeLast() }
    guard (1...253).contains(name.utf8.count) else { return false }
    return name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      (1...63).contains($0.count)
    }
  }
}

/// One record of an answer; of a kind that was not asked for it is passed over.
package enum DNSRecord: Hashable, Sendable {
  /// A or AAAA.
  case address(IPAddress)
  case exchange(preference: UInt16, host: String)
  case pointer(String)
  case server(String)
  /// The character strings of one TXT record, joined without anything between (RFC 7208 section 3.3).
  case text([UInt8])
}

/// What the DNS said, aliases already followed.
package enum DNSAnswer: Hashable, Sendable {
  case records([DNSRecord])
  /// The name does not exist (RCODE 3).
  case nonexistent
  /// The name exists, without a record of that kind.
  case empty
  /// Timeout, SERVFAIL, refusal: asking later may help.
  case failed

  package var records: [DNSRecord] {
    if case .records(let records) = self { return records }
    return []
  }

  package var texts: [[UInt8]] {
    records.compactMap {
      if case .text(let bytes) = $0 { return bytes }
      return nil
    }
  }
}

/// What a stepwise evaluation wants next.
package enum DNSStep<Outcome: Sendable>: Sendable {
  case ask(DNSQuestion)
  case done(Outcome)
}
