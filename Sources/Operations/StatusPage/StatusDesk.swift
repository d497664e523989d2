import Casework
import Domains
import Forensics
import Letters
import Mail
import Vocabulary

/// Puts the public status page together from what customers were told, and keeps what was published: nothing else is ever shown outside.
package actor StatusDesk {
  package nonisolated let book: StatusBook
  package nonisolated let archive: StatusArchive
  private let notices: NoticeDesk
  private let specimens: Specimens
  private var shown: StatusContent?

  package init(_ notices: NoticeDesk, book: StatusBook, archive: StatusArchive) {
    self.notices = notices
    self.book = book
    self.archive = archive
    specimens = Specimens(notices.desk)
  }

  private var settings: FolderSettings { notices.desk.settings }

  /// What was published last; where nothing was, that there is nothing to tell.
  package func published() async throws(StoreTrouble) -> StatusContent {
    if let shown { return shown }
    let content = try await archive.load() ?? quiet()
    // Somebody may have published while the archive was read: what is newer stays.
    if let shown { return shown }
    shown = content
    return content
  }

  /// What would be published now: of the newest case whose customers were told something.
  package func preview() async throws(StoreTrouble) -> StatusContent {
    let desk = notices.desk
    for id in try await desk.cases.ids().reversed() {
      let told = try await told(in: id)
      guard !told.isEmpty, let known = try await desk.cases.load(id),
        let assessment = try await desk.assessing.assessment(of: id)
      else { continue }
      return StatusContent(
        incident: id, organization: settings.organization.name, languages: languages, told: told,
        specimens: try await specimens.of(assessment),
        lookAlikes: Set(assessment.investigation.campaigns.flatMap(\.lookAlikes).map(\.accused)).sorted(),
        domains: settings.organization.domains.map(\.ascii), sender: notices.sender?.text ?? "",
        reportAddress: settings.organization.intake.first?.text ?? "",
        isOver: known.state == .closed || told.contains { $0.edition == .closing }, made: desk.now().seconds)
    }
    return quiet()
  }

  /// Newest first.
  private func told(in id: Int64) async throws(StoreTrouble) -> [StatusContent.Told] {
    var told: [StatusContent.Told] = []
    for notice in try await notices.notices(of: id) {
      guard let started = notice.started, let draft = try await notices.drafts.load(notice.id),
        try await notices.ledger.tally(notice.id).sent > 0
      else { continue }
      told.append(
        StatusContent.Told(
          edition: notice.edition, time: started.seconds, reference: draft.reference,
          letters: letters(draft, notice.edition)))
    }
    return told.sorted { $0.time > $1.time }
  }

  /// `digest` is of the preview that somebody looked at. False where another would be published by now, or where there is nothing to tell.
  package func publish(_ digest: String, by actor: String) async throws(StoreTrouble) -> Bool {
    let content = try await preview()
    guard let incident = content.incident, content.digest == digest else { return false }
    try await archive.save(content, incident, actor, notices.desk.now())
    shown = content
    await notices.desk.assessing.told()
    return true
  }

  package func withdraw(reason: String, by actor: String) async throws(StoreTrouble) {
    let published = try await published()
    guard !published.told.isEmpty else { return }
    // One of before the case was noted is of the newest.
    let newest = try await notices.desk.cases.ids().last ?? 0
    try await archive.withdraw(published.incident ?? newest, reason, actor, notices.desk.now())
    shown = nil
    await notices.desk.assessing.told()
  }

  private var languages: [String] { notices.languages.filter { book[$0] != nil }.map(\.tag) }

  private func quiet() -> StatusContent {
    .quiet(
      organization: settings.organization.name, languages: languages,
      domains: settings.organization.domains.map(\.ascii), sender: notices.sender?.text ?? "",
      reportAddress: settings.organization.intake.first?.text ?? "", made: notices.desk.now().seconds)
  }

  /// Without what is said to one segment alone, and without what is for the one who gets the letter.
  private func letters(_ draft: NoticeDraft, _ edition: Edition) -> [String: StatusContent.Letter] {
    var letters: [String: StatusContent.Letter] = [:]
    for version in draft.versions where letters[version.language] == nil {
      guard let language = Language(version.language), let told = notices.book[language]?[edition] else { continue }
      let all = Set(Segment.allCases)
      let personal = Set(
        told.parts.flatMap { part in
          ([part.lead].compactMap(\.self) + part.lines).filter { part.isPersonal || $0.segments != all }.map(\.id)
        })
      var paragraphs: [(part: Substring, text: String)] = []
      for sentence in version.sentences where !personal.contains(sentence.id) {
        let part = sentence.id.prefix { $0 != "." }
        if let last = paragraphs.last, last.part == part {
          paragraphs[paragraphs.count - 1].text += " " + sentence.text
        } else {
          paragraphs.append((part, sentence.text))
        }
      }
      letters[version.language] = StatusContent.Letter(
        subject: version.subject.text, paragraphs: paragraphs.map(\.text))
    }
    return letters
  }
}

/// Where the published page is kept.
package struct StatusArchive: Sendable {
  package let load: @Sendable () async throws(StoreTrouble) -> StatusContent?
  package let save:
    @Sendable (StatusContent, _ case: Int64, _ actor: String, _ now: Timestamp) async throws(StoreTrouble) -> Void
  package let withdraw:
    @Sendable (_ case: Int64, _ reason: String, _ actor: String, _ now: Timestamp) async throws(StoreTrouble) -> Void

  package init(
    load: @escaping @Sendable () async throws(StoreTrouble) -> StatusContent?,
    save: @escaping @Sendable (StatusContent, Int64, String, Timestamp) async throws(StoreTrouble) -> Void,
    withdraw: @escaping @Sendable (Int64, String, String, Timestamp) async throws(StoreTrouble) -> Void
  ) {
    self.load = load
    self.save = save
    self.withdraw = withdraw
  }
}
