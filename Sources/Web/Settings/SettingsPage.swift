import Casework
import Forensics
import Letters
import Operations
import Vocabulary

/// What `candor.yaml` says and what each of it means, to look at; and what is kept of people for how long.
struct SettingsPage: PageModel {
  static let template = "settings"

  /// One setting; secrets lie in files of their own, and of those only that there is one is said.
  struct Row: PagePart {
    /// As the file calls it.
    let key: String
    let value: String
    let meaning: String

    static let fields: Fields<Row> = [
      .text("setting_key") { $0.key }, .text("setting_value") { $0.value }, .text("setting_meaning") { $0.meaning },
    ]
  }

  struct Group: PagePart {
    let title: String
    let rows: [Row]

    static let fields: Fields<Group> = [.text("group_title") { $0.title }, .list("rows") { $0.rows }]
  }

  let settings: FolderSettings
  let retention: Retention
  let deleted: Int
  let words: InterfaceWords

  static let fields: Fields<SettingsPage> = [
    .list("groups") { $0.groups },
    .text("kept") { page in
      page.settings.keepMailDays.map { page.words("settings_kept_days", ["days": String($0)]) }
        ?? page.words["settings_kept_forever"]
    },
    .text("next_deletion") { $0.next },
    .text("gone") { $0.words("settings_gone", ["count": $0.words.number($0.deleted)]) },
    .flag("has_deletions") { !$0.retention.deletions.isEmpty },
    .list("deletions") { page in page.retention.deletions.compactMap { page.deletion($0) } },
  ]

  private var next: String {
    guard let oldest = retention.oldest else { return words["settings_nothing_kept"] }
    guard let next = retention.next(keepDays: settings.keepMailDays) else {
      return words("settings_oldest", ["oldest": words.moment(oldest)])
    }
    return words("settings_next", ["oldest": words.moment(oldest), "next": words.moment(next)])
  }

  private func deletion(_ line: RecordLine) -> TextLine? {
    let time = words.moment(line.time)
    switch line.event {
    case .contentDeleted(let reports, let reason):
      let shown = reports.prefix(20).map(String.init).joined(separator: ", ") + (reports.count > 20 ? ", …" : "")
      return TextLine(
        text: words(
          "settings_deletion_mail", ["time": time, "reports": shown, "reason": PlainText.clean(reason, width: 100)]))
    case .personErased(let rows, _, let reports, _):
      return TextLine(
        text: words(
          "settings_deletion_person", ["time": time, "rows": String(rows), "reports": String(reports.count)]))
    default: return nil
    }
  }

  private var groups: [Group] {
    let organization = settings.organization
    let (mail, web, dns) = (settings.mail, settings.web, settings.lookups)
    return [
      Group(
        title: words["settings_organization"],
        rows: [
          row("organization.name", organization.name, words["setting_name"]),
          row("organization.domains", organization.domains.map(\.ascii), words["setting_domains"]),
          row("organization.languages", organization.languages.map(\.tag), words["setting_languages"]),
          row("organization.intake", organization.intake.map(\.text), words["setting_intake"]),
          row("organization.senders", organization.senders, words["setting_senders"]),
          row(
            "organization.trusted_receivers", organization.trustedReceivers.map(\.ascii), words["setting_receivers"]),
        ]),
      Group(
        title: words["settings_doors"],
        rows: [
          row("mail.sender", mail.sender?.text, words["setting_sender"]),
          row("mail.submission", mail.submission.map(server), words["setting_submission"]),
          row("mail.mailbox", mail.mailbox.map { "\(server($0)), \(mail.folder)" }, words["setting_mailbox"]),
          row(
            "mail.listen", mail.listener.map { "\($0.isLMTP ? "lmtp" : "smtp") \($0.address)" },
            words["setting_listener"]),
          row("mail.maildir", mail.maildir, words["setting_maildir"]),
          row("mail.notices", pace(mail.pace), words["setting_notices"]),
          row("mail.notices.own_links", words[mail.noticesLinkHome ? "yes" : "no"], words["setting_own_links"]),
        ]),
      Group(
        title: words["settings_answers"],
        rows: [
          row("time_zone", settings.zone.name, words["setting_time_zone"]),
          row("escalation.people", String(settings.escalation.threshold), words["setting_people"]),
          row("escalation.memory_days", String(settings.escalation.memoryDays), words["setting_memory"]),
          row(
            "answers.without_approval", words[settings.answersByPlaybook ? "yes" : "no"],
            words["setting_without_approval"]),
          row("answers.fresh_days", String(settings.answersFreshDays), words["setting_fresh_days"]),
        ]),
      Group(
        title: words["settings_web"],
        rows: [
          row("web.listen", web.text, words["setting_listen"]),
          row("web.public", web.publicURL, words["setting_public"]),
          row("web.trusted_proxies", web.trustedProxies.map(\.description), words["setting_proxies"]),
          row("web.open_listen", web.open?.text, words["setting_open"]),
          row("web.open_name", web.openName?.ascii, words["setting_open_name"]),
        ]),
      Group(
        title: words["settings_dns"],
        rows: [
          row("dns", dns.scope.rawValue, words["setting_dns"]),
          row("dns_server", dns.server, words["setting_dns_server"]),
          row("dns_trust_anchor", dns.anchorFile.map { _ in words["settings_file"] }, words["setting_anchor"]),
        ]),
    ]
  }

  private func row(_ key: String, _ value: String?, _ meaning: String) -> Row {
    Row(key: key, value: value.map { PlainText.clean($0, width: 300) } ?? words["settings_none"], meaning: meaning)
  }

  private func row(_ key: String, _ values: [String], _ meaning: String) -> Row {
    row(key, values.isEmpty ? nil : values.joined(separator: ", "), meaning)
  }

  private func pace(_ pace: NoticePace) -> String {
    func limit(_ count: Int?) -> String { count.map { String($0) } ?? "none" }
    return
      "per_hour: \(limit(pace.perHour)), per_domain_and_hour: \(limit(pace.perDomainAndHour)), connections: \(pace.connections), slow_start: \(pace.startsSlowly)"
  }

  private func server(_ server: MailServerSettings) -> String {
    var parts = ["\(server.host):\(server.port)", server.security.rawValue]
    if let user = server.user { parts.append(user) }
    if server.passwordFile != nil || server.tokenFile != nil { parts.append(words["settings_file"]) }
    return parts.joined(separator: ", ")
  }
}

/// What is set, and what of people is kept.
enum SettingsRoutes {
  static let all: [Route] = [
    .get(.settings, for: .right(.look), SettingsPage.self) { request in
      let desk = request.ports.desk
      return .page(
        SettingsPage(
          settings: desk.settings, retention: try await desk.archive.retention(),
          deleted: try await desk.archive.tally().deleted, words: request.words))
    }
  ]
}
