import Attribution
import Casework
import Domains
import Forensics
import Mail
import Vocabulary

extension FindingSheet {
  func headline(_ situation: Situation) -> Words {
    let name: KeyValuePairs = ["organization": organization]
    if investigation.findings.isEmpty { return words("headline_nothing") }
    if situation.fakes.isEmpty {
      if situation.unproven > 0 { return words.count("headline_unproven", situation.unproven, name) }
      return situation.pictures > 0
        ? words.count("headline_pictures", situation.pictures, name) : words("headline_none", name)
    }
    return words(situation.fakes.count == 1 ? "headline_once" : "headline_many", name)
  }

  func tone(_ situation: Situation) -> Sheet.Tone {
    if !situation.fakes.isEmpty { return .alarm }
    let isOpen = situation.unproven > 0 || situation.pictures > 0 || investigation.findings.isEmpty
    return isOpen ? .caution : .calm
  }

  /// What the verdict means, for somebody who has never had one.
  func meaning(_ situation: Situation) -> [Words] {
    if investigation.findings.isEmpty { return [words("lead_nothing", ["folder": "\(literal: "reports")"])] }
    if situation.fakes.isEmpty {
      guard situation.unproven > 0 else { return [words(situation.pictures > 0 ? "lead_pictures" : "lead_none")] }
      return [words.count("lead_unproven", situation.unproven)]
        + (situation.unprovenTexts > 0 ? [words("lead_unproven_text")] : [])
        + [words.count("lead_unproven_look", situation.unproven)]
    }
    // Whoever passes on what somebody else got was not reached.
    let count = situation.recipients > 0 ? situation.recipients : situation.reporters
    if situation.fakes.count == 1 || count == 1 { return [words("lead_single"), words("lead_single_tell")] }
    return [words("lead_many", ["people": people(count).shown(by: .reports(campaign: nil))])]
  }

  private func people(_ count: Int) -> Words { "\(strong: words.count("people", count).text)" }

  func facts(_ situation: Situation) -> [Sheet.Fact] {
    guard !situation.fakes.isEmpty else { return [] }
    func fact(_ id: Sheet.Question, _ answer: Words) -> Sheet.Fact {
      Sheet.Fact(id: id, question: words("question_\(id.rawValue)").text, answer: answer)
    }
    var facts = [
      fact(.origin, origin(situation)), fact(.sender, words.list(serviceSummaries())),
      fact(.source, sourceSummary(situation.source, shownBy: .section("source"))),
    ]
    if let window = investigation.suspicion.leakWindow, case .stores = situation.source {
      facts.append(fact(.window, windowSummary(window).shown(by: .section("source"))))
    }
    if let exposure = investigation.suspicion.exposure, case .stores = situation.source {
      facts.append(
        fact(
          .exposure,
          exposureSummary(exposure, of: situation.source).shown(by: .section("exposure")) + "." + heldFields(exposure)))
    }
    if let first = investigation.actions.first {
      let title: Words = "\(strong: words.said(first.title))"
      facts.append(fact(.first, title.shown(by: .section(Self.nextSteps))))
    }
    return facts
  }

  private func origin(_ situation: Situation) -> Words {
    let lookAlikes = lookAlikeDomains()
    let ours = situation.fakes.filter { $0.original?.from.map { investigation.organization.owns($0.domain) } ?? false }
    let exact = ours.count
    let refuted = ours.count { finding in finding.judgement.signals.contains { $0.id == Signal.ownDomainRefuted.id } }
    var own: Words = ""
    for (key, count) in [("origin_own_domain", refuted), ("origin_own_elsewhere", exact - refuted)] where count > 0 {
      own = own + " " + words.count(key, count)
    }
    guard !lookAlikes.isEmpty else {
      return exact > 0 ? words("origin_no") + own : words("origin_nothing", ["organization": organization])
    }
    let shown = lookAlikes.prefix(3).map { lookAlike in
      let domain: Words = "\(literal: HostileURL.defang(lookAlike.accused))"
      return domain.shown(by: evidence(of: lookAlike))
    }
    let domains = andMore(words.list(shown), lookAlikes.count - shown.count)
    return words(lookAlikes.count == 1 ? "origin_look_alike" : "origin_look_alikes", ["domains": domains]) + own
  }

  /// What is known and what is not, in two lists.
  func knowledge(_ situation: Situation) -> Sheet.Section? {
    guard !investigation.findings.isEmpty else { return nil }
    return section(
      "known", "heading_knowledge",
      [
        .subheading(words("heading_known")), .list(known(situation)), .subheading(words("heading_unknown")),
        .list(unknown(situation)),
      ])
  }

  private func known(_ situation: Situation) -> [Words] {
    var known: [Words] = []
    let total = investigation.findings.count
    if situation.fakes.isEmpty {
      // Nobody has read a picture yet.
      let read = total - situation.pictures
      if read > 0 { known.append(words.count(situation.unproven > 0 ? "known_unproven" : "known_no_fake", read)) }
    } else if total == 1 {
      known.append(words("known_single"))
    } else {
      known.append(
        words.count("known_fakes", situation.fakes.count, ["total": words.number(total)])
          .shown(by: .reports(campaign: nil)))
    }
    if investigation.campaigns.count > 1 {
      known.append(
        words("known_campaigns", ["count": words.number(investigation.campaigns.count)])
          .shown(by: .section("fake-mails")))
    }
    let times = investigation.campaigns.compactMap(\.firstSeen) + investigation.campaigns.compactMap(\.lastSeen)
    if let first = times.min(), let last = times.max() {
      known.append(
        first.date == last.date
          ? words("known_seen_once", ["first": words.moment(first).shown(by: evidence(seen: first))])
          : words(
            "known_seen",
            [
              "first": words.moment(first).shown(by: evidence(seen: first)),
              "last": words.day(last.date).shown(by: evidence(seen: last)),
            ]))
    }
    if situation.testAccountsHit > 0 {
      known.append(
        words.count("known_test_accounts", situation.testAccountsHit).shown(by: evidenceOfTestAccount()))
    }
    let others = [
      ("known_forged", situation.forged), ("known_genuine", situation.genuine),
      ("known_unrelated", situation.unrelated), ("known_no_mail", situation.noMessage),
    ]
    for (key, count) in others where count > 0 { known.append(words.count(key, count)) }
    return known.isEmpty ? [words("known_nothing")] : known
  }

  private func unknown(_ situation: Situation) -> [Words] {
    var unknown: [Words] = []
    if !situation.fakes.isEmpty {
      unknown += [words("unknown_who"), words("unknown_reach"), words("unknown_harm")]
      if investigation.campaigns.contains(where: { $0.service?.proven != true }) {
        unknown.append(words(investigation.campaigns.count == 1 ? "unknown_service" : "unknown_some_service"))
      }
      if case .unknown = situation.source { unknown.append(words("unknown_source")) }
    }
    if situation.unproven > 0 { unknown.append(words.count("unknown_unproven", situation.unproven)) }
    if situation.unreadable > 0 { unknown.append(words.count("unknown_unreadable", situation.unreadable)) }
    if situation.pictures > 0 { unknown.append(words.count("unknown_pictures", situation.pictures)) }
    return unknown.isEmpty ? [words("unknown_nothing")] : unknown
  }
}
