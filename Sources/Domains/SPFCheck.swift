import Vocabulary

/// Why a check stopped before its end.
enum SPFInterruption: Error {
  case ask(DNSQuestion)
  case permanent(String)
  case temporary(String)
}

enum SPFPolicyLookup: Sendable {
  case none
  case record(SPFRecord)
  case bad(String)
}

/// One run of check_host() (RFC 7208 section 4) over the answers known so far.
struct SPFCheck {
  let query: SPFQuery
  let answers: [DNSQuestion: DNSAnswer]
  /// Records already read, by domain.
  var policies: [String: SPFPolicyLookup]
  var lookups = 0
  var voidLookups = 0

  static let mostLookups = 10
  static let mostVoidLookups = 2
  static let mostNames = 10

  init(query: SPFQuery, answers: [DNSQuestion: DNSAnswer], policies: [String: SPFPolicyLookup]) {
    self.query = query
    self.answers = answers
    self.policies = policies
  }

  /// A verdict on one domain with the domain whose record explains a fail.
  struct Verdict {
    var result: SPFResult
    var trail: [SPFOutcome.Link]
    var explanation: (SPFMacroString, domain: String)?
  }

  mutating func run() throws(SPFInterruption) -> SPFOutcome {
    guard let verdict = try check(query.domain) else { return outcome(.none) }
    let explanation = verdict.result == .fail ? try explanation(verdict.explanation) : nil
    return outcome(verdict.result, trail: verdict.trail, explanation: explanation)
  }

  func outcome(
    _ result: SPFResult, trail: [SPFOutcome.Link] = [], explanation: String? = nil, why: String? = nil
  ) -> SPFOutcome {
    SPFOutcome(
      result: result, trail: trail, explanation: explanation, why: why, lookups: lookups, voidLookups: voidLookups)
  }

  /// nil where the domain is none or publishes no policy (result `none`). Recursion is bounded by the lookup limit.
  private mutating func check(_ domain: String) throws(SPFInterruption) -> Verdict? {
    let record: SPFRecord
    switch try policy(of: domain) {
    case .none: return nil
    case .bad(let why): throw .permanent(why)
    case .record(let found): record = found
    }
    for directive in record.directives {
      let link = SPFOutcome.Link(domain: domain, term: directive.text)
      if case .include(let spec) = directive.mechanism {
        try countLookup()
        let target = try expandDomain(spec, domain: domain)
        guard let inner = try check(target) else { throw .permanent("\(target), included by \(domain), has no policy") }
        guard inner.result == .pass else { continue }
        return Verdict(
          result: directive.result, trail: [link] + inner.trail, explanation: record.explanation.map { ($0, domain) })
      }
      if try matches(directive.mechanism, domain: domain) {
        return Verdict(result: directive.result, trail: [link], explanation: record.explanation.map { ($0, domain) })
      }
    }
    guard let redirect = record.redirect else { return Verdict(result: .neutral, trail: [], explanation: nil) }
    try countLookup()
    let target = try expandDomain(redirect, domain: domain)
    guard var verdict = try check(target) else {
      throw .permanent("\(domain) redirects to \(target), which has no policy")
    }
    verdict.trail.insert(SPFOutcome.Link(domain: domain, term: "redirect=\(target)"), at: 0)
    return verdict
  }

  /// Sections 4.3 to 4.5.
  private mutating func policy(of domain: String) throws(SPFInterruption) -> SPFPolicyLookup {
    if let known = policies[domain] { return known }
    let labels = domain.utf8.split(separator: UInt8(ascii: "."))
    guard DNSQuestion.canAsk(domain), labels.count >= 2, let top = labels.last, SPFMacroString.isTopLabel(top) else {
      return .none
    }
    let answer = try ask(domain, .txt)
    if case .failed = answer { throw .temporary("the policy of \(domain) could not be looked up") }
    let found = answer.texts.filter(SPFRecord.isPolicy)
    let lookup: SPFPolicyLookup
    if found.count > 1 {
      lookup = .bad("\(domain) publishes \(found.count) policies")
    } else if let text = found.first {
      do throws(SPFSyntaxError) {
        lookup = .record(try SPFRecord(text))
      } catch {
        lookup = .bad("\(domain) publishes a policy with an error: \(error.term)")
      }
    } else {
      lookup = .none
    }
    policies[domain] = lookup
    return lookup
  }

  /// Section 6.2: whatever goes wrong here only loses the explanation.
  private mutating func explanation(
    _ source: (SPFMacroString, domain: String)?
  ) throws(SPFInterruption) -> String? {
    guard let (spec, domain) = source else { return nil }
    do throws(SPFInterruption) {
      let target = try expandDomain(spec, domain: domain)
      guard DNSQuestion.canAsk(target) else { return nil }
      let texts = try ask(target, .txt).texts
      guard texts.count == 1, let text = SPFMacroString(texts[0][...], as: .explanation) else { return nil }
      return String(decoding: try expand(text, domain: domain), as: UTF8.self)
    } catch {
      if case .ask = error { throw error }
      return nil
    }
  }

  mutating func countLookup() throws(SPFInterruption) {
    lookups += 1
    guard lookups <= Self.mostLookups else { throw .permanent("more than \(Self.mostLookups) lookups") }
  }

  func ask(_ name: String, _ kind: DNSQuestion.Kind) throws(SPFInterruption) -> DNSAnswer {
    let question = DNSQuestion(name, kind)
    guard let answer = answers[question] else { throw .ask(question) }
    return answer
  }
}
