import Attribution
import Evidence
import Hummingbird
import Letters
import Operations
import Vocabulary

/// What the pages are served with: everything outside of Web that a page may ask or do.
package struct WebPorts: Sendable {
  package let accounts: AccountPorts
  package let interface: Interface
  package let templates: Templates
  package let metrics: Measurements
  package let desk: CaseDesk
  package let checking: Checking
  package let notices: NoticePorts
  package let status: StatusDesk
  /// That the attribution starts from, and its page states.
  package let priors: Priors
  /// Where files go that a browser sends.
  package let spool: UploadSpool
  /// Puts a case together for somebody outside; nil where there is no such case.
  package let bundle: Bundling
  /// The newest signature on the record.
  package let checkpoint: @Sendable () async throws(StoreTrouble) -> KeptCheckpoint?
  /// Lists on their way in.
  package let importing: Importing
  /// Why the program cannot take reports or keep them just now; empty: all is well.
  package let ailments: @Sendable () async -> [String]

  package init(
    accounts: AccountPorts, interface: Interface, templates: Templates, metrics: Measurements, desk: CaseDesk,
    checking: Checking? = nil, notices: NoticePorts, status: StatusDesk, spool: UploadSpool, bundle: @escaping Bundling,
    checkpoint: @escaping @Sendable () async throws(StoreTrouble) -> KeptCheckpoint?,
    priors: Priors = Priors(), ailments: @escaping @Sendable () async -> [String]
  ) {
    self.accounts = accounts
    self.interface = interface
    self.templates = templates
    self.metrics = metrics
    self.desk = desk
    self.notices = notices
    self.status = status
    self.checking = checking ?? Checking(desk)
    self.spool = spool
    self.bundle = bundle
    self.checkpoint = checkpoint
    importing = Importing(desk)
    self.priors = priors
    self.ailments = ailments
  }
}

/// One archive with all that the level allows of a case, on disk for as long as it takes to send it.
package typealias Bundling =
  @Sendable (_ id: Int64, _ level: TrafficLight, _ actor: String) async throws(StoreTrouble)
  -> Upload?

/// Where the server listens and whom it believes.
package struct WebConfiguration: Sendable {
  package var host: String
  /// 0: any free one.
  package var port: Int
  /// Only from these is `X-Forwarded-For` and `X-Forwarded-Proto` believed.
  package var trustedProxies: [IPAddress]
  /// Names that a browser may ask for, besides addresses of this machine: `candor.example.org`.
  package var hosts: [String]
  /// For `/metrics` from elsewhere than this machine.
  package var metricsToken: String?
  /// Only what anybody may see: the status page and the check.
  package var isOpen = false
  package var idleSeconds: Int64
  /// How long a form may take to arrive.
  package var bodySeconds: Int64
  /// Requests that one address may make in ten seconds.
  package var requestsInTenSeconds: Int
  /// Forms that one address may send in five minutes without being signed in.
  package var strangersInFiveMinutes: Int
  /// Senders and subjects that one address may ask about in five minutes: a whole office may have got the same fake behind one address, and an
  /// answer costs next to nothing.
  package var questionsInFiveMinutes: Int
  package var connections: Int

  /// `127.0.0.1:8080`, `[::1]:8080`.
  package var place: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

  package init(
    host: String = "127.0.0.1", port: Int = 8080, trustedProxies: [IPAddress] = [], hosts: [String] = [],
    metricsToken: String? = nil
  ) {
    self.host = host
    self.port = port
    self.trustedProxies = trustedProxies
    self.hosts = hosts
    self.metricsToken = metricsToken
    idleSeconds = 30
    bodySeconds = 60
    requestsInTenSeconds = 5000
    strangersInFiveMinutes = 60
    questionsInFiveMinutes = 300
    connections = 1000
  }
}

extension WebPorts {
  /// Whose session the browser shows; nil where it shows none that holds.
  func visitor(of request: Request, secure: Bool) async throws -> Visitor? {
    guard let secret = Cookies.session(of: request, secure: secure),
      let (session, account) = try await accounts.register.sessions.find(secret.digest, accounts.now())
    else { return nil }
    let isFull = session.stage == .full
    return Visitor(
      account: isFull ? account : nil, half: isFull ? nil : account, session: session, secret: secret,
      formToken: secret.formToken)
  }
}
