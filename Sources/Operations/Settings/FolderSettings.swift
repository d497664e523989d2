import Casework
import Forensics
import Mail
import Vocabulary

/// What `candor.yaml` of a data folder says: who the company is, by which doors mail comes and goes, how long it is kept.
package struct FolderSettings: Sendable {
  package let organization: Organization
  package let mail: MailDoors
  package var web: WebAddress
  /// Days that reporters' mail is kept after it came; nil keeps it until somebody deletes it.
  package let keepMailDays: Int?
  package let escalation: Escalation
  /// Answers to reporters leave without an approver.
  package let answersByPlaybook: Bool
  /// Days that a mail may be old when it comes in and still be answered without an approver.
  package let answersFreshDays: Int
  package let lookups: LookupSettings
  /// Of the times in letters to customers and on the pages.
  package let zone: ClockZone

  package init(
    organization: Organization, mail: MailDoors = MailDoors(), web: WebAddress = WebAddress(),
    keepMailDays: Int? = Self.usualMailDays, escalation: Escalation = Escalation(), answersByPlaybook: Bool = true,
    answersFreshDays: Int = Self.usualFreshDays, lookups: LookupSettings = LookupSettings(), zone: ClockZone = .utc
  ) {
    self.zone = zone
    self.organization = organization
    self.mail = mail
    self.web = web
    self.keepMailDays = keepMailDays
    self.escalation = escalation
    self.answersByPlaybook = answersByPlaybook
    self.answersFreshDays = answersFreshDays
    self.lookups = lookups
  }

  /// How a report to this company is told from an original.
  func reading(_ lexicon: ForwardLexicon) -> Report.Context {
    Report.Context(intake: Set(organization.intake), ownDomains: organization.domains, lexicon: lexicon)
  }

  /// Where customers find the status page; nil where there is none, so that no letter sends anybody to look for it.
  package var statusDomain: DomainName? { web.openName ?? (web.open == nil ? nil : organization.domains.first) }

  /// Two years: long enough for a claim, short enough to be told to customers.
  package static let usualMailDays = 730

  /// Nobody expects the answer of a machine to a mail that is older.
  package static let usualFreshDays = 14
}

/// Where mail comes from and goes to.
package struct MailDoors: Sendable, Hashable {
  /// From whom answers come; the first intake address where it is not said.
  package var sender: EmailAddress?
  package var submission: MailServerSettings?
  package var mailbox: MailServerSettings?
  package var folder = "INBOX"
  package var listener: Listener?
  package var maildir: String?
  /// Of notices to customers.
  package var pace = NoticePace()
  /// Notices to customers may hold links to the company's own domains.
  package var noticesLinkHome = false

  package struct Listener: Sendable, Hashable {
    package let isLMTP: Bool
    /// `127.0.0.1:2424`, `[::1]:2424` or `/run/candor/lmtp`.
    package let address: String

    package init(isLMTP: Bool, address: String) {
      self.isLMTP = isLMTP
      self.address = address
    }
  }

  package init() {}
}

/// A mail server that Candor signs in to.
package struct MailServerSettings: Sendable, Hashable {
  package enum Security: String, Sendable, CaseIterable { case tls, starttls, none }

  package let host: String
  package let port: Int
  package let security: Security
  package let user: String?
  /// Files hold the secrets, so that the settings can be shown.
  package let passwordFile: String?
  package let tokenFile: String?
  package let caFile: String?

  package init(
    host: String, port: Int, security: Security, user: String? = nil, passwordFile: String? = nil,
    tokenFile: String? = nil, caFile: String? = nil
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.user = user
    self.passwordFile = passwordFile
    self.tokenFile = tokenFile
    self.caFile = caFile
  }
}

package struct WebAddress: Sendable, Hashable {
  package var host = "127.0.0.1"
  package var port = 8080
  /// As people reach it through the company's reverse proxy: `https://candor.harborledger.com`.
  package var publicURL: String?
  /// The same with no slash at its end, for a path to follow.
  package var publicHome: String? { publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } }
  package var trustedProxies: [IPAddress] = []
  /// Where the public pages alone are served; nil where they are only beside the others.
  package var open: Listen?
  /// What people type to find the public pages: `harborledger.com`, `status.harborledger.com`.
  package var openName: DomainName?

  package struct Listen: Sendable, Hashable {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
      self.host = host
      self.port = port
    }

    /// As it is written, an IPv6 address in brackets.
    package var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  }

  package var text: String { Listen(host: host, port: port).text }

  package init() {}

  /// nil for what is not `HOST:PORT`.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = port
  }
}
