import Vocabulary

/// Decides whether a sender policy allows a connection (RFC 7208), one DNS question at a time: the caller asks, so
/// the decision can be made from answers that were stored when the mail came in.
///
///     var evaluation = SPFEvaluation(query)
///     while case .ask(let question) = evaluation.step() { evaluation.answer(question, with: …) }
///
/// Each step runs the check again over the answers so far. The limits of section 4.6.4 keep that below 150 questions.
package struct SPFEvaluation: Sendable {
  package let query: SPFQuery
  /// Everything asked so far, to be stored with its time.
  package private(set) var answers: [DNSQuestion: DNSAnswer] = [:]
  private var policies: [String: SPFPolicyLookup] = [:]

  package init(_ query: SPFQuery, answers: [DNSQuestion: DNSAnswer] = [:]) {
    self.query = query
    self.answers = answers
  }

  package mutating func answer(_ question: DNSQuestion, with answer: DNSAnswer) { answers[question] = answer }

  package mutating func step() -> DNSStep<SPFOutcome> {
    var check = SPFCheck(query: query, answers: answers, policies: policies)
    defer { policies = check.policies }
    do throws(SPFInterruption) {
      return .done(try check.run())
    } catch {
      switch error {
      case .ask(let question): return .ask(question)
      case .permanent(let why): return .done(check.outcome(.permerror, why: why))
      case .temporary(let why): return .done(check.outcome(.temperror, why: why))
      }
    }
  }
}

/// Who connected and what they said of themselves.
package struct SPFQuery: Sendable, Hashable {
  package let client: IPAddress
  /// The name of the HELO or EHLO command.
  package let helo: String
  /// The part before the `@` of the envelope sender, `postmaster` where there is none (section 4.3).
  package let local: String
  /// What policy is looked up: the domain of the envelope sender, for a bounce the HELO name (section 2.4).
  package let domain: String
  /// The host that asks, for the explanation's `%{r}`.
  package let receiver: String
  /// Seconds since 1970, for the explanation's `%{t}`.
  package let seconds: Int64

  package init(client: IPAddress, helo: String, mailFrom: String, receiver: String = "unknown", seconds: Int64 = 0) {
    self.client = client.unmapped
    self.helo = helo
    self.receiver = receiver
    self.seconds = seconds
    let at = mailFrom.lastIndex(of: "@")
    let local = at.map { mailFrom[..<$0] } ?? ""
    self.local = local.isEmpty ? "postmaster" : String(local)
    domain = mailFrom.isEmpty ? helo : String(at.map { mailFrom[mailFrom.index(after: $0)...] } ?? mailFrom[...])
  }

  var sender: String { "\(local)@\(domain)" }
}

/// Section 2.6, in the words of Authentication-Results.
package enum SPFResult: String, Sendable, Hashable, CaseIterable {
  case none, neutral, pass, fail, softfail, temperror, permerror
}

package struct SPFOutcome: Sendable, Hashable {
  package struct Link: Sendable, Hashable {
    /// Whose record it stands in.
    package let domain: String
    /// As the record has it: `include:sendgrid.net`, `redirect=_spf.example.com`, `ip4:192.0.2.0/24`.
    package let term: String
  }

  package let result: SPFResult
  /// How the result was reached, outermost first: includes and redirects, then the mechanism that matched; empty
  /// where none did.
  package let trail: [Link]
  /// What the domain's owner says of a fail. Somebody else's text: never show it as the program's own.
  package let explanation: String?
  /// Why it is an error; nil otherwise.
  package let why: String?
  /// Terms that cost a lookup, of the 10 allowed, and lookups that found nothing, of the 2 allowed.
  package let lookups: Int
  package let voidLookups: Int
}
