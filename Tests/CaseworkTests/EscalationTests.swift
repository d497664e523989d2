import Casework
import Testing
import Vocabulary

@Suite struct EscalationTests {
  private let now = Timestamp(seconds: 1_400_000_000)

  private func loose(_ people: [String?], daysAgo: Int64 = 0) -> [Escalation.LooseReport] {
    people.enumerated().map {
      Escalation.LooseReport(
        number: Int64($0 + 1), person: $1, received: now.adding(seconds: -daysAgo * 86_400))
    }
  }

  @Test(
    arguments: [
      (["ann@a.example"], 1), (["ann@a.example", "ann@a.example", "ann@a.example"], 1), ([nil, nil], 0),
      (["ann@a.example", nil], 1),
    ] as [([String?], Int)])
  func `one person, however often, opens nothing`(people: [String?], count: Int) {
    #expect(Escalation().decide(loose: loose(people), openCase: nil, now: now) == .wait(people: count))
  }

  @Test func `a second different person opens a case with all that was loose`() {
    let reports = loose(["ann@a.example", nil, "bob@b.example"])
    #expect(Escalation().decide(loose: reports, openCase: nil, now: now) == .start(reports: [1, 2, 3], people: 2))
  }

  @Test func `the playbook says how many people`() {
    let reports = loose(["ann@a.example", "bob@b.example"])
    #expect(Escalation(threshold: 3).decide(loose: reports, openCase: nil, now: now) == .wait(people: 2))
  }

  @Test func `an old report no longer counts with a new one`() {
    let reports = loose(["ann@a.example"], daysAgo: 200) + loose(["bob@b.example"])
    #expect(Escalation().decide(loose: reports, openCase: nil, now: now) == .wait(people: 1))
  }

  @Test func `an open case takes every further fake in`() {
    #expect(Escalation().decide(loose: loose([nil]), openCase: 4, now: now) == .file(case: 4))
  }

  @Test func `the odds of a single address fall as hours pass without a second report of many, and end with one`() {
    let early = SoleAddress.probability(people: 1, hours: 1, customers: 10_000)
    let late = SoleAddress.probability(people: 1, hours: 96, customers: 10_000)
    // Soon after the first report silence says little; after days it says that there are few others.
    #expect(early < late)
    #expect((0.01...0.99).contains(early) && (0.01...0.99).contains(late))
    #expect(SoleAddress.probability(people: 2, hours: 1, customers: 10_000) == 0)
    #expect(SoleAddress.probability(people: 0, hours: 1, customers: 10_000) == SoleAddress.prior)
  }

  @Test func `a case is what its entries say, and nothing of another's`() {
    var folded = Case(id: 1, opened: now)
    func line(_ number: Int64, _ event: RecordEvent, _ personal: PersonalDetail? = nil) -> RecordLine {
      RecordLine(
        number: number, time: now.adding(seconds: number), actor: "account:1", event: event, personal: personal)
    }
    folded.apply(line(1, .caseOpened(case: 1, title: "Fake mail", reports: [3, 4], people: 2, threshold: 2)))
    folded.apply(line(2, .reportFiled(case: 1, report: 5)))
    folded.apply(line(3, .reportFiled(case: 2, report: 6)))
    folded.apply(line(4, .stepSettled(case: 1, step: "warn-customers", note: "told them")))
    folded.apply(
      line(5, .answerRecorded(case: 1, gotIt: true), PersonalDetail(person: "ann@a.example", fields: [:])))
    folded.apply(line(6, .caseClosed(case: 1, reason: "over")))
    #expect(folded.title == "Fake mail" && folded.reports == [3, 4, 5] && folded.state == .closed)
    #expect(folded.settled["warn-customers"]?.note == "told them")
    #expect(folded.answers.values.map(\.gotIt) == [true])
    folded.apply(line(7, .stepReopened(case: 1, step: "warn-customers")))
    folded.apply(line(8, .caseReopened(case: 1, reason: "again")))
    #expect(folded.state == .open && folded.settled.isEmpty && folded.revision == 8)
  }
}
