import Vocabulary

/// Decides whether the domain in From stands behind a message (RFC 9989), one DNS question at a time as
/// `SPFEvaluation` does.
package struct DMARCEvaluation: Sendable {
  package let query: DMARCQuery
  /// Everything asked so far, to be stored with its time.
  package private(set) var answers: [DNSQuestion: DNSAnswer]

  package init(_ query: DMARCQuery, answers: [DNSQuestion: DNSAnswer] = [:]) {
    self.query = query
    self.answers = answers
  }

  package mutating func answer(_ question: DNSQuestion, with answer: DNSAnswer) { answers[question] = answer }

  package func step() -> DNSStep<DMARCOutcome> {
    guard let author = query.author else {
      return .done(DMARCOutcome(result: .none, why: "From does not name exactly one domain"))
    }
    do throws(DMARCInterruption) {
      return .done(try evaluate(author))
    } catch {
      switch error {
      case .ask(let question): return .ask(question)
      case .temporary(let domain):
        return .done(DMARCOutcome(result: .temperror, why: "the policy of \(domain) could not be looked up"))
      }
    }
  }

  private func evaluate(_ author: DomainName) throws(DMARCInterruption) -> DMARCOutcome {
    let (walk, policy) = try policy(of: author)
    guard let policy else {
      let why = walk?.conflicting.first.map { "\($0) publishes more than one policy" }
      return DMARCOutcome(result: .none, organizationalDomain: walk?.organizationalDomain, why: why)
    }
    let record = policy.record
    var unknown: DomainName?
    let spf = try aligned(query.spf.map { [$0] } ?? [], with: author, walk, record.spfAlignment, unknown: &unknown)
    let dkim = try aligned(query.dkim, with: author, walk, record.dkimAlignment, unknown: &unknown)
    let passed = !spf.isEmpty || !dkim.isEmpty
    if !passed, let unknown { throw .temporary(unknown) }
    return DMARCOutcome(
      result: passed ? .pass : .fail, organizationalDomain: walk?.organizationalDomain, policyDomain: policy.domain,
      record: record, requested: passed ? .none : try requested(record, of: policy.domain, for: author),
      alignedSPF: spf.first, alignedDKIM: dkim, why: nil)
  }

  /// The walk is nil where the DNS fails above a record of the author's own, which decides alone.
  private func policy(
    of author: DomainName
  ) throws(DMARCInterruption) -> (walk: DMARCTreeWalk?, DMARCTreeWalk.Found?) {
    do throws(DMARCInterruption) {
      let walk = try DMARCTreeWalk(from: author, answers: answers)
      return (walk, walk.applicable)
    } catch {
      guard case .temporary(let domain) = error, domain != author else { throw error }
      let own = (answers[DMARCTreeWalk.question(author)] ?? .empty).texts.filter(DMARCRecord.isPolicy)
      guard own.count == 1, let record = DMARCRecord(own[0]) else { throw error }
      return (nil, DMARCTreeWalk.Found(domain: author, record: record))
    }
  }

  /// Those of `identifiers` that are the author's domain, or, when relaxed, of the same organization (section 4.4).
  /// `unknown` becomes a name that could not be looked up.
  private func aligned(
    _ identifiers: [DomainName], with author: DomainName, _ walk: DMARCTreeWalk?, _ alignment: DMARCRecord.Alignment,
    unknown: inout DomainName?
  ) throws(DMARCInterruption) -> [DomainName] {
    var aligned: [DomainName] = []
    for identifier in identifiers where !aligned.contains(identifier) {
      if identifier == author {
        aligned.append(identifier)
      } else if alignment == .relaxed, let walk {
        // Names that share no organization by any walk are not worth a question: both would have to lie below it.
        let organization = walk.organizationalDomain
        guard identifier.isWithin(organization) else { continue }
        do throws(DMARCInterruption) {
          let other = try DMARCTreeWalk(from: identifier, answers: answers)
          if other.organizationalDomain == organization { aligned.append(identifier) }
        } catch {
          guard case .temporary(let domain) = error else { throw error }
          unknown = domain
        }
      }
    }
    return aligned
  }

  /// `p` where the record stands at the author's own name, `np` where that name does not exist, else `sp`; one step
  /// less under `t=y`.
  private func requested(
    _ record: DMARCRecord, of domain: DomainName, for author: DomainName
  ) throws(DMARCInterruption) -> DMARCRecord.Policy {
    var policy = record.policy
    if domain != author {
      policy = record.subdomains
      if record.nonexistent != record.subdomains {
        let question = DNSQuestion(author.ascii, .a)
        guard let answer = answers[question] else { throw .ask(question) }
        if answer == .nonexistent { policy = record.nonexistent }
      }
    }
    return record.isTest ? policy.lowered : policy
  }
}

package struct DMARCQuery: Sendable, Hashable {
  /// The one domain of From; nil where From names none or several.
  package let author: DomainName?
  /// The domain for which SPF passed.
  package let spf: DomainName?
  /// The `d=` of signatures that passed; the first ten count.
  package let dkim: [DomainName]

  package init(authors: [DomainName], spf: DomainName?, dkim: [DomainName]) {
    author = Set(authors).count == 1 ? authors.first : nil
    self.spf = spf
    self.dkim = Array(dkim.prefix(10))
  }
}

package enum DMARCResult: String, Sendable, Hashable, CaseIterable { case none, pass, fail, temperror }

package struct DMARCOutcome: Sendable, Hashable {
  package let result: DMARCResult
  package var organizationalDomain: DomainName?
  /// Where the policy was found: the author's domain, its organization, or a public suffix above.
  package var policyDomain: DomainName?
  package var record: DMARCRecord?
  /// What the owner wants done with this message; `none` where it passed.
  package var requested: DMARCRecord.Policy?
  package var alignedSPF: DomainName?
  package var alignedDKIM: [DomainName] = []
  /// Why there is no verdict.
  package var why: String?
}
