import Vocabulary

/// What the DNS answered at one moment, kept for good: records are changed and withdrawn, and what they said then is evidence.
package struct DNSObservation: Hashable, Sendable, Codable {
  package enum Outcome: String, Sendable, Codable, CaseIterable {
    case records
    /// The name does not exist (RCODE 3).
    case nonexistent
    /// The name exists, without a record of that kind.
    case empty
    /// No answer that says anything: `detail` says why.
    case failed
    /// More than `DNSObservation.longest` bytes or `mostRecords` records: none is kept.
    case oversized
  }

  /// What DNSSEC (RFC 4033 section 5) says of the answer.
  package enum Security: String, Sendable, Codable, CaseIterable {
    /// Signed up to a trusted key.
    case secure
    /// Proven to be unsigned, as most names are.
    case insecure
    /// The signatures that there must be do not hold: somebody may have altered it. It proves nothing.
    case bogus
    /// The resolver passes no signatures on, or there is no trusted key here.
    case unchecked
  }

  package let question: DNSQuestion
  /// When it was asked, in seconds since 1970.
  package let asked: Int64
  package let outcome: Outcome
  /// In the text form of zone files: an address, `10 mx.example`, a name; a TXT record's strings joined, with `\DDD` for
  /// bytes that are no printable ASCII, and for the backslash. Sorted.
  package let records: [String]
  package let security: Security
  /// Seconds.
  package let ttl: Int
  /// The name that aliases led to, where there were any.
  package let alias: String?
  package let detail: String?

  package static let longest = 16_384
  package static let mostRecords = 64

  package init(
    _ question: DNSQuestion, asked: Timestamp, outcome: Outcome, records: [DNSRecord] = [], security: Security,
    ttl: Int = 0, alias: String? = nil, detail: String? = nil
  ) {
    let texts = records.map(Self.text).sorted()
    let fits =
      records.count <= Self.mostRecords && texts.reduce(0) { $0 + $1.utf8.count } <= Self.longest
    self.question = question
    self.asked = asked.seconds
    self.outcome = fits ? outcome : .oversized
    self.records = fits ? texts : []
    self.security = security
    self.ttl = ttl
    self.alias = alias
    self.detail = detail
  }

  package var time: Timestamp { Timestamp(seconds: asked) }

  /// Whether the records say something: a bogus answer never does.
  package var isUsable: Bool { outcome == .records && security != .bogus }

  /// As the evaluations take it.
  package var answer: DNSAnswer {
    guard security != .bogus else { return .failed }
    switch outcome {
    case .records: return .records(records.compactMap { Self.record($0, question.kind) })
    case .nonexistent: return .nonexistent
    case .empty: return .empty
    case .failed, .oversized: return .failed
    }
  }

  private static func text(_ record: DNSRecord) -> String {
    switch record {
    case .address(let address): address.description
    case .exchange(let preference, let host): "\(preference) \(host)"
    case .pointer(let host), .server(let host): host
    case .text(let bytes): escaped(bytes)
    }
  }

  private static func record(_ text: String, _ kind: DNSQuestion.Kind) -> DNSRecord? {
    switch kind {
    case .a, .aaaa: return IPAddress(text).map { .address($0) }
    case .mx:
      let parts = text.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let preference = UInt16(parts[0]) else { return nil }
      return .exchange(preference: preference, host: String(parts[1]))
    case .ns: return .server(text)
    case .ptr: return .pointer(text)
    case .txt: return .text(unescaped(text))
    }
  }

  package static func escaped(_ bytes: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    for byte in bytes {
      if (0x20...0x7E).contains(byte), byte != UInt8(ascii: "\\") {
        out.append(byte)
      } else {
        out.append(UInt8(ascii: "\\"))
        out += [byte / 100, byte / 10 % 10, byte % 10].map { $0 + UInt8(ascii: "0") }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func unescaped(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3).map { Int($0) - 0x30 }
      guard byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy((0...9).contains),
        let value = UInt8(exactly: digits[0] * 100 + digits[1] * 10 + digits[2])
      else {
        out.append(byte)
        continue
      }
      out.append(value)
      rest = rest.dropFirst(3)
    }
    return out
  }
}
