import Testing
import Vocabulary

@testable import Domains

struct DMARCEvaluationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let zone: String
    var author = "shop.test"
    var spf: String?
    var dkim: [String] = []
    let result: DMARCResult
    var requested: DMARCRecord.Policy?
    var policyDomain: String?
    var organization: String?
    var testDescription: String { name }
  }

  static func run(_ test: Case) -> (outcome: DMARCOutcome?, asked: [String]) {
    let zone = Zone(test.zone)
    let query = DMARCQuery(
      authors: DomainName(test.author).map { [$0] } ?? [], spf: test.spf.flatMap { DomainName($0) },
      dkim: test.dkim.compactMap { DomainName($0) })
    var evaluation = DMARCEvaluation(query)
    var asked: [String] = []
    while asked.count < 100 {
      switch evaluation.step() {
      case .done(let outcome): return (outcome, asked)
      case .ask(let question):
        asked.append(question.description)
        evaluation.answer(question, with: zone.answer(question))
      }
    }
    return (nil, asked)
  }

  @Test(arguments: cases)
  func `a policy is found, aligned and applied`(_ test: Case) throws {
    let outcome = try #require(Self.run(test).outcome)
    #expect(outcome.result == test.result, "\(outcome)")
    #expect(outcome.requested == test.requested)
    #expect(outcome.policyDomain?.ascii == test.policyDomain)
    if let organization = test.organization { #expect(outcome.organizationalDomain?.ascii == organization) }
  }

  static let cases: [Case] = [
    Case(
      name: "no record anywhere: the name is its own organization", zone: "", author: "a.b.shop.test", result: .none,
      organization: "a.b.shop.test"),
    Case(
      name: "nothing passed", zone: "_dmarc.shop.test TXT v=DMARC1; p=reject", result: .fail, requested: .reject,
      policyDomain: "shop.test",
      organization: "shop.test"),
    Case(
      name: "relaxed DKIM below the organization", zone: "_dmarc.shop.test TXT v=DMARC1; p=reject",
      dkim: ["em.shop.test"], result: .pass,
      requested: DMARCRecord.Policy.none, policyDomain: "shop.test"),
    Case(
      name: "strict DKIM", zone: "_dmarc.shop.test TXT v=DMARC1; p=reject; adkim=s", dkim: ["em.shop.test"],
      result: .fail, requested: .reject,
      policyDomain: "shop.test"),
    Case(
      name: "strict SPF with relaxed DKIM", zone: "_dmarc.shop.test TXT v=DMARC1; p=reject; aspf=s", spf: "b.shop.test",
      dkim: ["em.shop.test"],
      result: .pass, requested: DMARCRecord.Policy.none, policyDomain: "shop.test"),
    Case(
      name: "somebody else's pass", zone: "_dmarc.shop.test TXT v=DMARC1; p=quarantine", spf: "eshop.test",
      dkim: ["bulk.test"], result: .fail,
      requested: .quarantine, policyDomain: "shop.test"),
    Case(
      name: "sp for a name below",
      zone: "_dmarc.shop.test TXT v=DMARC1; p=reject; sp=quarantine\nnews.shop.test A 192.0.2.1",
      author: "news.shop.test", result: .fail, requested: .quarantine, policyDomain: "shop.test",
      organization: "shop.test"),
    Case(
      name: "np for a name that does not exist", zone: "_dmarc.shop.test TXT v=DMARC1; p=none; sp=none; np=reject",
      author: "pay.shop.test",
      result: .fail, requested: .reject, policyDomain: "shop.test"),
    Case(
      name: "np says nothing of a name that exists",
      zone: "_dmarc.shop.test TXT v=DMARC1; p=none; np=reject\npay.shop.test TXT x",
      author: "pay.shop.test", result: .fail, requested: DMARCRecord.Policy.none, policyDomain: "shop.test"),
    Case(
      name: "test mode asks one step less", zone: "_dmarc.shop.test TXT v=DMARC1; p=reject; t=y", result: .fail,
      requested: .quarantine,
      policyDomain: "shop.test"),
    Case(
      name: "pct means nothing any more", zone: "_dmarc.shop.test TXT v=DMARC1; p=reject; pct=0", result: .fail,
      requested: .reject,
      policyDomain: "shop.test"),
    Case(
      name: "the highest record is the organization's",
      zone: "_dmarc.a.b.shop.test TXT v=DMARC1; p=none\n_dmarc.shop.test TXT v=DMARC1; p=reject",
      author: "a.b.shop.test", dkim: ["shop.test"], result: .pass, requested: DMARCRecord.Policy.none,
      policyDomain: "a.b.shop.test",
      organization: "shop.test"),
    Case(
      name: "psd=n cuts a part off",
      zone: "_dmarc.b.shop.test TXT v=DMARC1; p=reject; psd=n\n_dmarc.shop.test TXT v=DMARC1; p=none",
      author: "a.b.shop.test", dkim: ["shop.test"], result: .fail, requested: .reject, policyDomain: "b.shop.test",
      organization: "b.shop.test"),
    Case(
      name: "psd=y above: organization one label below, policy the suffix's",
      zone: "_dmarc.bank.test TXT v=DMARC1; p=reject; psd=y",
      author: "x.shop.bank.test", spf: "bank.test", result: .fail, requested: .reject, policyDomain: "bank.test",
      organization: "shop.bank.test"),
    Case(
      name: "psd=y above: an own record goes first",
      zone: "_dmarc.bank.test TXT v=DMARC1; p=reject; psd=y\n_dmarc.shop.bank.test TXT v=DMARC1; p=quarantine",
      author: "x.shop.bank.test", spf: "other.bank.test", result: .fail, requested: .quarantine,
      policyDomain: "shop.bank.test",
      organization: "shop.bank.test"),
    Case(
      name: "relaxed across two names below a psd=y",
      zone: "_dmarc.bank.test TXT v=DMARC1; p=reject; psd=y\n_dmarc.shop.bank.test TXT v=DMARC1; p=quarantine",
      author: "x.shop.bank.test", spf: "y.shop.bank.test", result: .pass, requested: DMARCRecord.Policy.none,
      policyDomain: "shop.bank.test"),
    Case(
      name: "two records at one name are void, the walk goes on",
      zone:
        "_dmarc.b.shop.test TXT v=DMARC1; p=none\n_dmarc.b.shop.test TXT v=DMARC1; p=none\n_dmarc.shop.test TXT v=DMARC1; p=reject",
      author: "b.shop.test", result: .fail, requested: .reject, policyDomain: "shop.test"),
    Case(
      name: "no p, but reports wanted", zone: "_dmarc.shop.test TXT v=DMARC1; rua=mailto:d@shop.test", result: .fail,
      requested: DMARCRecord.Policy.none, policyDomain: "shop.test"),
    Case(name: "no p and no reports: as if absent", zone: "_dmarc.shop.test TXT v=DMARC1; rua=nowhere", result: .none),
    Case(
      name: "bad sp and no reports: as if absent", zone: "_dmarc.shop.test TXT v=DMARC1; p=reject; sp=refuse",
      result: .none),
    Case(name: "version in small letters", zone: "_dmarc.shop.test TXT v=dmarc1; p=reject", result: .none),
    Case(name: "version not first", zone: "_dmarc.shop.test TXT p=reject; v=DMARC1", result: .none),
    Case(
      name: "the author's own lookup fails", zone: "_dmarc.shop.test TXT FAIL", dkim: ["shop.test"], result: .temperror),
    Case(
      name: "an unknown identifier leaves the verdict open, unless another passes",
      zone: "_dmarc.shop.test TXT v=DMARC1; p=reject\n_dmarc.a.shop.test TXT FAIL", spf: "a.shop.test",
      dkim: ["bulk.test"], result: .temperror),
    Case(
      name: "another identifier passes beside an unknown one",
      zone: "_dmarc.shop.test TXT v=DMARC1; p=reject\n_dmarc.a.shop.test TXT FAIL", spf: "a.shop.test",
      dkim: ["shop.test"], result: .pass, requested: DMARCRecord.Policy.none, policyDomain: "shop.test"),
    Case(
      name: "a failure above does not undo the own record",
      zone: "_dmarc.shop.test TXT v=DMARC1; p=reject\n_dmarc.test TXT FAIL",
      dkim: ["shop.test"], result: .pass, requested: DMARCRecord.Policy.none, policyDomain: "shop.test"),
  ]

  @Test func `a long name costs eight questions`() {
    let asked = Self.run(Case(name: "", zone: "", author: "a.b.c.d.e.f.g.h.i.shop.test", result: .none)).asked
    #expect(
      asked == [
        "_dmarc.a.b.c.d.e.f.g.h.i.shop.test TXT", "_dmarc.e.f.g.h.i.shop.test TXT", "_dmarc.f.g.h.i.shop.test TXT",
        "_dmarc.g.h.i.shop.test TXT", "_dmarc.h.i.shop.test TXT", "_dmarc.i.shop.test TXT", "_dmarc.shop.test TXT",
        "_dmarc.test TXT",
      ])
  }

  @Test func `From with two domains has no policy`() throws {
    let names = try ["shop.test", "bank.test"].map { try #require(DomainName($0)) }
    guard case .done(let outcome) = DMARCEvaluation(DMARCQuery(authors: names, spf: nil, dkim: names)).step() else {
      Issue.record("nothing is to be asked")
      return
    }
    #expect(outcome.result == .none)
  }

  @Test func `a record is read as its owner wrote it`() throws {
    let text = " v = DMARC1 ; P=Quarantine; adkim=S; psd=u; rua=mailto:a@x.test, mailto:b@x.test!10m ;x=y; ruf=bad"
    let record = try #require(DMARCRecord(Array(text.utf8)))
    #expect(record.policy == .quarantine && record.nonexistent == .quarantine)
    #expect(record.dkimAlignment == .strict && record.spfAlignment == .relaxed)
    #expect(record.aggregateReports == ["mailto:a@x.test", "mailto:b@x.test!10m"])
    #expect(record.failureReports.isEmpty)
  }
}
