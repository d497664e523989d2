import Vocabulary

/// One policy record of `_dmarc.` (RFC 9989 section 4.7): what a domain's owner wants done with mail that fails.
package struct DMARCRecord: Sendable, Hashable {
  package enum Policy: String, Sendable, Hashable, CaseIterable { case none, quarantine, reject }
  package enum Alignment: String, Sendable, Hashable { case relaxed = "r", strict = "s" }
  /// Whether the name is a public suffix: the owner says so, denies it, or says nothing.
  package enum PublicSuffix: String, Sendable, Hashable { case yes = "y", no = "n", unknown = "u" }

  /// What the record asks for. A record without a usable `p` that wants reports counts as `none` (section 4.7).
  package let policy: Policy
  /// `sp`, else `policy`.
  package let subdomains: Policy
  /// `np`, else `subdomains`.
  package let nonexistent: Policy
  package let dkimAlignment: Alignment
  package let spfAlignment: Alignment
  package let publicSuffix: PublicSuffix
  /// `t=y`: the owner asks for one step less than the policy says.
  package let isTest: Bool
  /// Where aggregate and failure reports go, as written, at most 20 each.
  package let aggregateReports: [String]
  package let failureReports: [String]

  /// Whether a TXT record is one at all: `v=DMARC1` first, the value in these capitals.
  package static func isPolicy(_ text: [UInt8]) -> Bool {
    let first = TagList.trimmed(text.prefix(64).prefix { $0 != UInt8(ascii: ";") })
    guard let equals = first.firstIndex(of: UInt8(ascii: "=")) else { return false }
    return [[UInt8(ascii: "v")], [UInt8(ascii: "V")]].contains(Array(TagList.trimmed(first[..<equals])))
      && TagList.trimmed(first[(equals + 1)...]).elementsEqual("DMARC1".utf8)
  }

  /// nil for text that is no policy record, and for one that section 4.7 says to act as if absent: `p` missing or
  /// unknown, or `sp` or `np` unknown, without a usable report address. Unknown tags, and those that RFC 7489 alone
  /// had (`pct`, `rf`, `ri`), mean nothing.
  package init?(_ text: [UInt8]) {
    guard Self.isPolicy(text) else { return nil }
    var values: [String: String] = [:]
    for tag in TagList(text).tags where values[tag.name.lowercased()] == nil {
      values[tag.name.lowercased()] = tag.text
    }
    func policy(_ name: String) -> (Policy?, isBad: Bool) {
      guard let word = values[name] else { return (nil, false) }
      let policy = Policy(rawValue: word.lowercased())
      return (policy, policy == nil)
    }
    let (p, sp, np) = (policy("p"), policy("sp"), policy("np"))
    aggregateReports = Self.addresses(values["rua"])
    failureReports = Self.addresses(values["ruf"])
    if p.0 == nil || sp.isBad || np.isBad {
      guard !aggregateReports.isEmpty else { return nil }
      (self.policy, subdomains, nonexistent) = (.none, .none, .none)
    } else {
      self.policy = p.0 ?? .none
      subdomains = sp.0 ?? self.policy
      nonexistent = np.0 ?? subdomains
    }
    dkimAlignment = Alignment(rawValue: values["adkim"]?.lowercased() ?? "") ?? .relaxed
    spfAlignment = Alignment(rawValue: values["aspf"]?.lowercased() ?? "") ?? .relaxed
    publicSuffix = PublicSuffix(rawValue: values["psd"]?.lowercased() ?? "") ?? .unknown
    isTest = values["t"]?.lowercased() == "y"
  }

  /// The URIs with a scheme among a comma-separated list.
  private static func addresses(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").prefix(20).compactMap { item in
      let bytes = TagList.trimmed(Array(item.utf8)[...])
      guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex, colon + 1 < bytes.endIndex,
        bytes[..<colon].allSatisfy({ SPFRecord.isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }),
        bytes.allSatisfy({ (0x21...0x7E).contains($0) })
      else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

extension DMARCRecord.Policy {
  /// One step less, as `t=y` asks.
  var lowered: Self { self == .reject ? .quarantine : .none }
}
