import Casework
import Testing
import Vocabulary

/// A notice is the fold of its events, and nobody lets out his own alone.
@Suite struct NoticeTests {
  private static func lines(_ events: [(String, Int64, RecordEvent)]) -> [RecordLine] {
    events.enumerated().map {
      RecordLine(
        number: Int64($0 + 1), time: Timestamp(seconds: $1.1), actor: $1.0, event: $1.2, personal: nil)
    }
  }

  private static let drafted: [(String, Int64, RecordEvent)] = [
    ("account:1", 100, .noticeDrafted(notice: 7, case: 3, edition: "update")),
    ("account:1", 110, .noticeChanged(notice: 7, digest: "aa")),
    ("account:1", 120, .noticeTested(notice: 7, digest: "aa")),
  ]

  private static func notice(_ more: [(String, Int64, RecordEvent)] = []) -> Notice? {
    Notice(id: 7, lines: lines(drafted + more))
  }

  private static func hindrances(
    _ notice: Notice, by actor: String, others: Int = 1, stops: Int = 0, withdrawn: Int = 0,
    checked: Set<NoticeApproval.Check> = [], at now: Int64 = 130
  ) -> [NoticeApproval.Hindrance] {
    NoticeApproval(
      notice, by: actor, others: others, stops: stops, withdrawn: withdrawn, checked: checked,
      now: Timestamp(seconds: now)
    ).hindrances
  }

  @Test func `lines that are not a notice's make none`() {
    #expect(Notice(id: 7, lines: []) == nil)
    #expect(Notice(id: 7, lines: Self.lines([("a", 1, .noticeTested(notice: 7, digest: "aa"))])) == nil)
  }

  @Test func `a second person may approve what was tested`() throws {
    let notice = try #require(Self.notice())
    #expect(notice.incident == 3 && notice.edition == .update && notice.state == .draft)
    #expect(Self.hindrances(notice, by: "account:2").isEmpty)
  }

  @Test func `nobody approves his own text while somebody else could`() throws {
    let notice = try #require(Self.notice())
    #expect(Self.hindrances(notice, by: "account:1") == [.ownText])
    let both = try #require(Self.notice([("account:2", 125, .noticeChanged(notice: 7, digest: "bb"))]))
    #expect(Self.hindrances(both, by: "account:2") == [.notTested, .ownText])
  }

  @Test func `a lone founder waits ten minutes after the last change and ticks every check`() throws {
    let notice = try #require(Self.notice())
    let all = Set(NoticeApproval.Check.allCases)
    #expect(Self.hindrances(notice, by: "account:1", others: 0, checked: all, at: 709) == [.wait(seconds: 1)])
    #expect(Self.hindrances(notice, by: "account:1", others: 0, checked: all, at: 710).isEmpty)
    #expect(
      Self.hindrances(notice, by: "account:1", others: 0, checked: all.subtracting([.readWhole]), at: 710)
        == [.unchecked([.readWhole])])
  }

  @Test func `withdrawn facts, open findings and an untested text hold it back, whoever approves`() throws {
    let notice = try #require(Self.notice())
    #expect(
      Self.hindrances(notice, by: "account:2", stops: 2, withdrawn: 1) == [.withdrawnFacts(1), .lint(2)])
  }

  @Test func `a change after the approval takes it back, with its test and its overrides`() throws {
    let approved: [(String, Int64, RecordEvent)] = [
      ("account:1", 121, .noticeOverridden(notice: 7, rule: "hedge", place: "own-1", reason: "a lawyer asks for it")),
      ("account:2", 130, .noticeApproved(notice: 7, digest: "aa", alone: false)),
    ]
    let notice = try #require(Self.notice(approved))
    #expect(notice.state == .approved && notice.approvedBy == "account:2" && notice.overrides.count == 1)
    let changed = try #require(Self.notice(approved + [("account:1", 140, .noticeChanged(notice: 7, digest: "bb"))]))
    #expect(changed.state == .draft && changed.approvedBy == nil && changed.tested == nil && changed.overrides.isEmpty)
  }

  @Test func `an approval of another text than the newest approves nothing`() throws {
    let notice = try #require(
      Self.notice([("account:2", 130, .noticeApproved(notice: 7, digest: "old", alone: false))]))
    #expect(notice.state == .draft)
  }

  @Test func `it is paused, goes on, stops and ends as its events say`() throws {
    var events: [(String, Int64, RecordEvent)] = [
      ("account:2", 130, .noticeApproved(notice: 7, digest: "aa", alone: false)),
      ("account:2", 131, .noticeStarted(notice: 7, recipients: 1200)),
    ]
    for (event, state): (RecordEvent, Notice.State) in [
      (.noticePaused(notice: 7), .paused), (.noticeResumed(notice: 7), .sending),
      (.noticeFinished(notice: 7, sent: 1190, failed: 8, skipped: 2), .finished), (.noticeResumed(notice: 7), .sending),
      (.noticeStopped(notice: 7, reason: "a mistake in it"), .stopped),
    ] {
      events.append(("account:2", 140, event))
      #expect(try #require(Self.notice(events)).state == state)
    }
    let stopped = try #require(Self.notice(events))
    #expect(stopped.lines.contains { $0.event == .noticeStarted(notice: 7, recipients: 1200) })
    #expect(Self.hindrances(stopped, by: "account:3").contains(.alreadyLeft))
  }

  @Test(arguments: [
    (0, RecordEvent.noticeStarted(notice: 7, recipients: 5)), (0, .noticePaused(notice: 7)),
    (0, .noticeResumed(notice: 7)), (0, .noticeStopped(notice: 7, reason: "")),
    (0, .noticeFinished(notice: 7, sent: 1, failed: 0, skipped: 0)),
    (0, .noticeTested(notice: 7, digest: "of an older text")),
    (0, .noticeApproved(notice: 7, digest: "of an older text", alone: false)), (1, .noticePaused(notice: 7)),
    (1, .noticeApproved(notice: 7, digest: "aa", alone: true)), (2, .noticeChanged(notice: 7, digest: "bb")),
    (2, .noticeStarted(notice: 7, recipients: 5)), (2, .noticeResumed(notice: 7)),
    (3, .noticeResumed(notice: 7)), (3, .noticeStarted(notice: 7, recipients: 5)),
    (3, .noticeChanged(notice: 7, digest: "bb")), (3, .noticeStopped(notice: 7, reason: "again")),
  ])
  func `what may not happen to it as it is changes nothing`(_ happened: Int, _ event: RecordEvent) throws {
    let life: [(String, Int64, RecordEvent)] = [
      ("account:2", 130, .noticeApproved(notice: 7, digest: "aa", alone: false)),
      ("account:2", 131, .noticeStarted(notice: 7, recipients: 1200)),
      ("account:2", 132, .noticeStopped(notice: 7, reason: "a mistake in it")),
    ]
    let before = try #require(Self.notice(Array(life.prefix(happened))))
    #expect(!before.admits(event))
    #expect(Self.notice(life.prefix(happened) + [("account:3", 140, event)]) == before)
  }

  @Test func `what was stopped stays stopped when its sending has ended`() throws {
    let notice = try #require(
      Self.notice([
        ("account:2", 130, .noticeApproved(notice: 7, digest: "aa", alone: false)),
        ("account:2", 131, .noticeStarted(notice: 7, recipients: 3)),
        ("account:2", 132, .noticeStopped(notice: 7, reason: "a mistake in it")),
        ("candor", 133, .noticeFinished(notice: 7, sent: 1, failed: 0, skipped: 2)),
      ]))
    #expect(notice.state == .stopped && notice.lines.count == 7)
  }

  @Test func `of what the program drafted, whoever tests it first stands behind it, and another approves`() throws {
    let events: [(String, Int64, RecordEvent)] = [
      ("candor", 100, .noticeDrafted(notice: 7, case: 3, edition: "warning")),
      ("candor", 100, .noticeChanged(notice: 7, digest: "aa")),
      ("account:1", 120, .noticeTested(notice: 7, digest: "aa")),
      ("account:2", 125, .noticeTested(notice: 7, digest: "aa")),
    ]
    let notice = try #require(Notice(id: 7, lines: Self.lines(events)))
    #expect(notice.authors == ["candor", "account:1"])
    #expect(Self.hindrances(notice, by: "account:1") == [.ownText])
    #expect(Self.hindrances(notice, by: "account:2").isEmpty)
  }
}
