import Casework
import Forensics
import Operations
import Vocabulary

/// `candor.yaml` of a data folder, read strictly, and written once by `candor init`.
package enum SettingsFile {
  package static func load(_ path: String) throws(FileTrouble) -> FolderSettings {
    let top = try YAMLValue.document(try KnowledgeFolder.text(path), file: path)
      .mapping([
        "organization", "mail", "web", "keep", "escalation", "answers", "dns", "dns_server", "dns_trust_anchor",
        "time_zone",
      ])
    let organization = try IncidentDescription.organization(top.required("organization"))
    var web = WebAddress()
    if let map = try top["web"]?.mapping(["listen", "public", "trusted_proxies", "open_listen", "open_name"]) {
      if let listen = map["listen"] { web = try listen.parsed("address such as 127.0.0.1:8080") { WebAddress($0) } }
      web.open = try map["open_listen"]?.parsed("address such as 127.0.0.1:8081") { text in
        WebAddress(text).map { WebAddress.Listen(host: $0.host, port: $0.port) }
      }
      web.openName = try map["open_name"]?.parsed("name within the company's own domains, such as status.example.com") {
        text in
        DomainSpelling.ascii(text).flatMap { organization.owns($0.ascii) ? $0 : nil }
      }
      web.publicURL = try map["public"]?.parsed("address such as https://candor.example.com") { text in
        ["https://", "http://"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count } ? text : nil
      }
      web.trustedProxies = try map.each("trusted_proxies") { value throws(FileTrouble) in
        try value.parsed("IP address of one proxy (a network is not taken)") { IPAddress($0) }
      }
    }
    var days: Int? = FolderSettings.usualMailDays
    if let value = try top["keep"]?.mapping(["mail_days"])["mail_days"] {
      do throws(FileTrouble) { days = try value.string() == "none" ? nil : try value.int() } catch {
        throw value.trouble("a number of days, or none to keep mail until somebody deletes it")
      }
      if let days, !(1...36_500).contains(days) {
        throw value.trouble("at least 1 day and at most 36500, or none to keep mail until somebody deletes it")
      }
    }
    var lookups = LookupSettings()
    if let scope = try top["dns"]?.choice(LookupScope.self) { lookups.scope = scope }
    lookups.server = try top["dns_server"]?.string()
    lookups.anchorFile = try top["dns_trust_anchor"]?.string()
    let answers = try top["answers"]?.mapping(["without_approval", "fresh_days"])
    var fresh = FolderSettings.usualFreshDays
    if let value = answers?["fresh_days"] {
      fresh = try value.int()
      guard (0...3650).contains(fresh) else { throw value.trouble("a number of days from 0 to 3650") }
    }
    let escalation = try top["escalation"]?.mapping(["people", "memory_days"])
    func whole(_ key: String, _ usual: Int, _ range: ClosedRange<Int>) throws(FileTrouble) -> Int {
      guard let value = escalation?[key] else { return usual }
      let number = try value.int()
      guard range.contains(number) else {
        throw value.trouble("a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
    return FolderSettings(
      organization: organization,
      mail: try top["mail"].map { value throws(FileTrouble) in try doors(value, of: organization) } ?? MailDoors(),
      web: web,
      keepMailDays: days,
      escalation: Escalation(
        threshold: try whole("people", 2, 1...1000), memoryDays: try whole("memory_days", 180, 1...36_500)),
      answersByPlaybook: try answers?["without_approval"]?.bool() ?? true, answersFreshDays: fresh,
      lookups: lookups,
      zone: try top["time_zone"]?.parsed("time zone such as Europe/Madrid") { ClockZone.named($0) } ?? .utc)
  }

  private static func doors(_ value: YAMLValue, of organization: Organization) throws(FileTrouble) -> MailDoors {
    let map = try value.mapping(["sender", "submission", "mailbox", "folder", "listen", "maildir", "notices"])
    var doors = MailDoors()
    doors.sender = try map["sender"]?.parsed("e-mail address") { EmailAddress($0) }
    if let sender = doors.sender, !organization.owns(sender.domain) {
      throw value.trouble(
        "sender: \"\(sender.text)\" is at none of the company's own domains, and letters from elsewhere look like the fakes"
      )
    }
    doors.submission = try map["submission"].map { value throws(FileTrouble) in try server(value, standard: 587) }
    doors.mailbox = try map["mailbox"].map { value throws(FileTrouble) in try server(value, standard: 993) }
    doors.folder = try map["folder"]?.string() ?? "INBOX"
    doors.maildir = try map["maildir"]?.string()
    if let listen = try map["listen"]?.mapping(["protocol", "address"]) {
      doors.listener = MailDoors.Listener(
        isLMTP: try listen["protocol"]?.choice(DeliveryProtocol.self) ?? .lmtp == .lmtp,
        address: try listen.required("address").parsed(
          "port of this machine such as 127.0.0.1:2424, or path of a socket; other machines hand mail in by a mail server here"
        ) { text in
          guard !text.hasPrefix("/") else { return text }
          return WebAddress(text).flatMap { MailServer.isLoopback($0.host) ? text : nil }
        })
    }
    if let notices = map["notices"] {
      let keys = try notices.mapping(["per_hour", "per_domain_and_hour", "connections", "slow_start", "own_links"])
      doors.pace = try pace(keys)
      doors.noticesLinkHome = try keys["own_links"]?.bool() ?? false
    }
    return doors
  }

  /// `none` for a limit is no limit.
  private static func pace(_ map: YAMLMapping) throws(FileTrouble) -> NoticePace {
    var pace = NoticePace()
    func limit(_ key: String, _ usual: Int?) throws(FileTrouble) -> Int? {
      guard let value = map[key] else { return usual }
      if try value.string() == "none" { return nil }
      let count = try value.int()
      guard count > 0 else { throw value.trouble("at least 1, or none") }
      return count
    }
    pace.perHour = try limit("per_hour", pace.perHour)
    pace.perDomainAndHour = try limit("per_domain_and_hour", pace.perDomainAndHour)
    pace.startsSlowly = try map["slow_start"]?.bool() ?? pace.startsSlowly
    if let value = map["connections"] {
      pace.connections = try value.int()
      guard (1...NoticePace.mostConnections).contains(pace.connections) else {
        throw value.trouble("a number from 1 to \(NoticePace.mostConnections)")
      }
    }
    return pace
  }

  private enum DeliveryProtocol: String, CaseIterable { case lmtp, smtp }

  private static func server(_ value: YAMLValue, standard: Int) throws(FileTrouble) -> MailServerSettings {
    let map = try value.mapping(["host", "port", "security", "user", "password_file", "token_file", "ca_file"])
    let security = try map["security"]?.choice(MailServerSettings.Security.self) ?? (standard == 993 ? .tls : .starttls)
    let port = try map["port"]?.int() ?? (standard == 587 && security == .tls ? 465 : standard)
    guard (1...65535).contains(port) else { throw value.trouble("port: a number from 1 to 65535") }
    return MailServerSettings(
      host: try map.string("host"), port: port, security: security, user: try map["user"]?.string(),
      passwordFile: try map["password_file"]?.string(), tokenFile: try map["token_file"]?.string(),
      caFile: try map["ca_file"]?.string())
  }

  /// The file as `candor init` makes it, with the doors to be filled in as remarks.
  package static func write(_ organization: Organization, zone: ClockZone? = nil, to path: String) throws(FileTrouble) {
    func quoted(_ text: String) -> String {
      "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
    func list(_ items: [String]) -> String { "[\(items.map(quoted).joined(separator: ", "))]" }
    let text = """
      # What Candor knows of your company. docs/guides/mail-routing.md explains the doors for mail.
      organization:
        name: \(quoted(organization.name))
        domains: \(list(organization.domains.map(\.ascii)))
        \(organization.website.map { "website: \(quoted($0))" } ?? "# website: https://www.example.com")
        languages: \(list(organization.languages.map(\.tag)))
        intake: \(list(organization.intake.map(\.text)))
        senders: \(list(organization.senders))     # bulk services that you use yourself
        trusted_receivers: \(list(organization.trustedReceivers.map(\.ascii)))     # mail servers whose checks are believed
      keep:
        mail_days: \(FolderSettings.usualMailDays)     # reporters' mail is deleted after so many days; none: when somebody does it
      escalation:
        people: 2          # so many different people who report a fake open a case
      web:
        listen: "127.0.0.1:8080"
      \(zone.map { "time_zone: \($0.name)" } ?? "# time_zone: Europe/Madrid")     # of the times in letters to customers and on the pages; without it they are in UTC
      dns: providers       # off, providers or all: docs/security.md says who learns of a look-up
      # mail:
      #   submission: {host: smtp.example.com, user: report@example.com, password_file: /etc/candor/smtp-password}
      #   mailbox: {host: imap.example.com, user: report@example.com, password_file: /etc/candor/imap-password}
      #   listen: {protocol: lmtp, address: "127.0.0.1:2424"}
      #   maildir: /var/mail/report
      #   notices: {per_hour: 30000, per_domain_and_hour: 10000, connections: 4, slow_start: true}     # to customers

      """
    try OutputFile.write(Array(text.utf8), to: path)
  }
}
