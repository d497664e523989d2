import Attribution
import Casework
import Forensics
import Letters
import Vocabulary

/// The desk at which notices are prepared, looked at, approved and sent.
package actor NoticeDesk {
  package nonisolated let desk: CaseDesk
  package nonisolated let drafts: NoticeDrafts
  package nonisolated let ledger: NoticeLedger
  private nonisolated let words: NoticeShelf
  private var counted: (case: Int64, made: Timestamp, counts: [Audience.Count])?

  package init(_ desk: CaseDesk, drafts: NoticeDrafts, ledger: NoticeLedger, words: NoticeShelf) {
    self.desk = desk
    self.drafts = drafts
    self.ledger = ledger
    self.words = words
  }

  nonisolated var book: NoticeBook { words.content.book }
  package nonisolated var tone: ToneBook { words.content.tone }

  /// The languages that customers are written to in, the company's first one first; empty only where no letter can be read.
  package nonisolated var languages: [Language] {
    let offered = desk.settings.organization.languages.filter { book[$0] != nil }
    return offered.isEmpty ? Array(book.languages.prefix(1)) : offered
  }

  package nonisolated func particulars(_ draft: NoticeDraft) throws(StoreTrouble) -> NoticeParticulars {
    let organization = desk.settings.organization
    guard let sender = sender, let report = organization.intake.first else {
      throw StoreTrouble(
        .conflict, "nobody to send it from: set \"sender\" under \"mail\", and \"intake\", in candor.yaml")
    }
    return NoticeParticulars(
      organization: organization.name, domains: organization.domains, sender: sender, reportAddress: report,
      reference: draft.reference,
      next: draft.next.map { seconds in
        let (time, zone) = (Timestamp(seconds: seconds), desk.settings.zone)
        return NoticeMoment(time, offset: zone.offset(at: time), zone: zone.label(at: time))
      },
      isTooLate: draft.next.map { $0 < desk.now().seconds + 3600 } ?? false,
      statusDomain: desk.settings.statusDomain)
  }

  package nonisolated var sender: EmailAddress? {
    desk.settings.mail.sender ?? desk.settings.organization.intake.first
  }

  /// What the case knows for its customers now.
  package func facts(of id: Int64) async throws(StoreTrouble) -> NoticeFacts {
    let (known, assessment) = try await known(id)
    var facts = NoticeFacts.of(assessment.investigation, in: known)
    for notice in try await notices(of: id).reversed() {
      guard notice.hasFinished, let begun = notice.begun else { continue }
      facts[.warned] = NoticeFacts.Known(.plain, .entry(begun))
      break
    }
    return facts
  }

  private func known(_ id: Int64) async throws(StoreTrouble) -> (Case, Assessing.Assessment) {
    guard let known = try await desk.cases.load(id), let assessment = try await desk.assessing.assessment(of: id) else {
      throw StoreTrouble(.conflict, "there is no case \(id)")
    }
    return (known, assessment)
  }

  /// Everybody who is told, as all is known now.
  package func audience(of id: Int64) async throws(StoreTrouble) -> Audience {
    guard !languages.isEmpty else {
      throw StoreTrouble(.failed, "the letters to customers cannot be read: \(words.trouble ?? "there are none")")
    }
    let (_, assessment) = try await known(id)
    let members = try await desk.currentMembers()
    return Audience(
      members: members, suspicion: assessment.investigation.suspicion,
      speech: CustomerLanguage(
        offered: languages, signs: desk.knowledge.languageSigns, said: members.languages))
  }

  /// How many get which version, counted anew at most every ten seconds.
  package func counts(of id: Int64) async throws(StoreTrouble) -> [Audience.Count] {
    if let counted, counted.case == id, desk.now().seconds - counted.made.seconds < 10 { return counted.counts }
    let counts = try await audience(of: id).counts()
    counted = (id, desk.now(), counts)
    return counts
  }

  package func notice(_ id: Int64) async throws(StoreTrouble) -> Notice? {
    try await NoticeDrafts.notice(id, in: desk.ledger)
  }

  package func notices(of id: Int64?) async throws(StoreTrouble) -> [Notice] {
    try await drafts.notices(of: id, in: desk.ledger)
  }

  /// The first of the case that nobody was told yet, and can be: the warning before the editions that follow it.
  package func unsent(of incident: Int64) async throws(StoreTrouble) -> Notice? {
    try await notices(of: incident).first { $0.isOpen }
  }

  /// When the customers of a case were told that they hear from the company again; nil where nobody was told so, or the last edition left.
  package func promised(in incident: Int64) async throws(StoreTrouble) -> Timestamp? {
    guard let last = try await notices(of: incident).last(where: { $0.started != nil }) else { return nil }
    return try await drafts.load(last.id)?.next.map { Timestamp(seconds: $0) }
  }

  /// Letters that did go out, for whoever asks whether one is ours.
  package func sent() async throws(StoreTrouble) -> SentLetters {
    var letters: [SentLetters.Letter] = []
    var leaving: Set<String> = []
    for notice in try await notices(of: nil) {
      guard let started = notice.started, let reference = try await drafts.load(notice.id)?.reference else { continue }
      guard try await ledger.tally(notice.id).sent > 0 else {
        leaving.insert(reference)
        continue
      }
      for text in try await ledger.texts(notice.id) {
        letters.append(
          SentLetters.Letter(reference: reference, subject: text.subject, sender: text.sender, day: started.date))
      }
    }
    return SentLetters(letters, leaving: leaving, prefix: Self.initials(desk.settings.organization.name))
  }

  /// The texts that were fixed when the notice was started, held each time against all that is known of the adversary by then.
  package func text(of notice: Int64) async throws(StoreTrouble) -> NoticeSending.Text {
    let texts = try await ledger.texts(notice)
    return { [desk] language, segment throws(StoreTrouble) in
      guard let sent = SentText.choice(language, segment, among: texts, else: desk.settings.organization.languages)
      else {
        throw StoreTrouble(
          .conflict,
          "notice \(notice) has no text for the segment \(segment.rawValue), so that nobody in it can be told")
      }
      let context = Guardrails.Context(of: desk.settings.organization, adversary: try await desk.archive.adversary())
      return Guardrails.clear(sent.mail, context: context)
    }
  }

  /// A new notice with what is known now; nil where the case has one of this edition already.
  package func draft(_ edition: Edition, of id: Int64, by actor: String) async throws(StoreTrouble) -> Int64? {
    let facts = try await facts(of: id)
    let now = desk.now()
    let next = edition == .closing ? nil : nextTime(after: now)
    let writer = self
    let prefix = Self.initials(desk.settings.organization.name)
    let made = try await drafts.make(
      id, edition,
      { number in
        try writer.written(NoticeDraft(reference: "\(prefix)-\(id)-\(number)", next: next), edition, facts)
      }, actor, now)
    if made != nil { await desk.assessing.told() }
    return made
  }

  /// The text of every language and segment, with what is known.
  nonisolated func written(_ draft: NoticeDraft, _ edition: Edition, _ facts: NoticeFacts) throws(StoreTrouble)
    -> NoticeDraft
  {
    let particulars = try particulars(draft)
    var draft = draft
    draft.versions = languages.flatMap { language in
      Segment.allCases.compactMap { segment in
        letter(draft, edition, language, segment, facts, particulars).map { NoticeDraft.Version($0) }
      }
    }
    return draft
  }

  nonisolated func letter(
    _ draft: NoticeDraft, _ edition: Edition, _ language: Language, _ segment: Segment, _ facts: NoticeFacts,
    _ particulars: NoticeParticulars
  ) -> NoticeLetter? {
    book[language].flatMap {
      NoticeLetter(
        $0, edition: edition, segment: segment, facts: facts, particulars: particulars, without: draft.without,
        added: draft.added[language.tag] ?? [])
    }
  }

  /// Noon of the day after tomorrow: late enough to keep, soon enough to be waited for.
  private nonisolated func nextTime(after now: Timestamp) -> Int64 {
    let zone = desk.settings.zone
    let noon = (zone.shown(now).seconds / 86_400 + 2) * 86_400 + 12 * 3600
    return zone.time(shown: Timestamp(seconds: noon)).seconds
  }

  /// `Harbor Ledger` is `HL`, `Palomberry` is `PAL`.
  static func initials(_ name: String) -> String {
    let words = name.uppercased().split { !$0.isLetter && !$0.isNumber }.map { $0.filter(\.isASCII) }
      .filter { !$0.isEmpty }
    let short =
      words.count > 1 ? words.compactMap(\.first).map(String.init).joined() : words.first.map { String($0.prefix(3)) }
    return short.map { String($0.prefix(4)) } ?? "C"
  }
}
