import Vocabulary

/// The walk up the DNS from a name to its organization (RFC 9989 section 4.10), which replaced the public suffix list.
struct DMARCTreeWalk: Sendable {
  struct Found: Sendable {
    let domain: DomainName
    let record: DMARCRecord
  }

  let start: DomainName
  /// Usable records from the longest name to the shortest.
  let found: [Found]
  /// Names where several records stood: all of them are void.
  let conflicting: [DomainName]

  /// The names asked, at most eight: the whole one, then from seven labels down to one.
  static func targets(of domain: DomainName) -> [DomainName] {
    let labels = domain.labels
    var targets = [domain]
    var kept = labels.count >= 8 ? 7 : labels.count - 1
    while kept > 0 {
      guard let parent = DomainName(labels.suffix(kept).joined(separator: ".")) else { break }
      targets.append(parent)
      kept -= 1
    }
    return targets
  }

  static func question(_ domain: DomainName) -> DNSQuestion { DNSQuestion("_dmarc.\(domain)", .txt) }

  /// Asks on until the top, or until a record says that its name is, or is not, a public suffix.
  init(from start: DomainName, answers: [DNSQuestion: DNSAnswer]) throws(DMARCInterruption) {
    var found: [Found] = []
    var conflicting: [DomainName] = []
    for target in Self.targets(of: start) {
      let question = Self.question(target)
      guard let answer = answers[question] else { throw .ask(question) }
      if case .failed = answer { throw .temporary(target) }
      let policies = answer.texts.filter(DMARCRecord.isPolicy)
      if policies.count > 1 { conflicting.append(target) }
      guard policies.count == 1, let record = DMARCRecord(policies[0]) else { continue }
      found.append(Found(domain: target, record: record))
      if record.publicSuffix != .unknown { break }
    }
    self.start = start
    self.found = found
    self.conflicting = conflicting
  }

  /// Section 4.10.2: where a record denies being a public suffix, or one label below a public suffix, else the
  /// shortest name with a record, else the name itself.
  var organizationalDomain: DomainName {
    for item in found {
      switch item.record.publicSuffix {
      case .no: return item.domain
      case .yes where item.domain != start:
        return DomainName(start.labels.suffix(item.domain.labels.count + 1).joined(separator: ".")) ?? start
      default: break
      }
    }
    return found.last?.domain ?? start
  }

  /// Section 4.10.1: the record of the name itself, else of its organization, else of the public suffix above.
  var applicable: Found? {
    let organization = organizationalDomain
    return found.first { $0.domain == start } ?? found.first { $0.domain == organization }
      ?? found.first { $0.record.publicSuffix == .yes }
  }
}

enum DMARCInterruption: Error {
  case ask(DNSQuestion)
  case temporary(DomainName)
}
