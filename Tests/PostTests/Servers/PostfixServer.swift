import Foundation
import Servers
import Testing

/// A Postfix of a test's own on a loopback port, which routes addresses as it is told.
struct PostfixServer: Sendable {
  static let command = "/usr/sbin/postfix"
  static let canRun = Daemon.canRun(command)
  static let why: Comment = "a Postfix of our own needs Debian's postfix package and root"

  let port = Wire.freePort()
  private let daemon: Daemon

  /// `routes`: address -> transport, as `lmtp:inet:[127.0.0.1]:2424`.
  /// `secured`: offers STARTTLS with a certificate that it signed itself.
  static func running<Value: Sendable>(
    routes: [String: String], secured: Bool = false, _ body: (PostfixServer) async throws -> Value
  ) async throws -> Value {
    let server = try PostfixServer(routes: routes, secured: secured)
    defer { server.daemon.remove() }
    if secured {
      try await Daemon.must(
        "/usr/bin/openssl",
        ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", server.daemon.folder + "/key.pem"]
          + ["-out", server.certificate, "-days", "2", "-subj", "/CN=localhost"]
          + ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
    }
    try await Daemon.must(command, ["-c", server.daemon.folder + "/etc", "start"])
    let result: Result<Value, any Error>
    do {
      _ = await Daemon.answers(at: server.port)
      result = .success(try await body(server))
    } catch { result = .failure(error) }
    _ = try await Daemon.run(command, ["-c", server.daemon.folder + "/etc", "stop"])
    return try result.get()
  }

  /// Lets it look at its queue at once: what it skipped once may otherwise wait for long.
  func flush() async throws { _ = try await Daemon.run(Self.command, ["-c", daemon.folder + "/etc", "flush"]) }

  var log: String { daemon.log("mail.log") }

  var certificate: String { daemon.folder + "/cert.pem" }

  private init(routes: [String: String], secured: Bool) throws {
    daemon = try Daemon("postfix")
    for name in ["etc", "spool"] { try daemon.make(name) }
    try daemon.make("data", owner: "postfix")
    let table = routes.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    try daemon.write(
      """
      compatibility_level = 3.6
      queue_directory = \(daemon.folder)/spool
      data_directory = \(daemon.folder)/data
      mail_owner = postfix
      setgid_group = postdrop
      maillog_file = \(daemon.folder)/mail.log
      maillog_file_prefixes = \(daemon.folder)
      myhostname = mx.harborledger.com
      mydestination =
      mynetworks = 127.0.0.0/8
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      relay_domains = harborledger.com
      transport_maps = inline:{ \(table) }
      lmtp_host_lookup = native
      smtp_host_lookup = native
      minimal_backoff_time = 1s
      maximal_backoff_time = 2s
      queue_run_delay = 3s
      fast_flush_domains =
      alias_maps =
      alias_database =
      smtpd_recipient_restrictions = permit_auth_destination, reject
      smtpd_tls_security_level = \(secured ? "encrypt" : "none")
      smtpd_tls_cert_file = \(daemon.folder)/cert.pem
      smtpd_tls_key_file = \(daemon.folder)/key.pem

      """, to: "etc/main.cf")
    let services = [
      ("\(port) inet n", "- - smtpd"), ("pickup unix n", "60 1 pickup"), ("cleanup unix n", "- 0 cleanup"),
      ("qmgr unix n", "300 1 qmgr"), ("rewrite unix -", "- - trivial-rewrite"), ("bounce unix -", "- 0 bounce"),
      ("defer unix -", "- 0 bounce"), ("trace unix -", "- 0 bounce"), ("smtp unix -", "- - smtp"),
      ("relay unix -", "- - smtp"), ("lmtp unix -", "- - lmtp"), ("error unix -", "- - error"),
      ("retry unix -", "- - error"), ("anvil unix -", "- 1 anvil"), ("scache unix -", "- 1 scache"),
      ("discard unix -", "- - discard"), ("tlsmgr unix -", "1000? 1 tlsmgr"),
      ("proxymap unix -", "- - proxymap"), ("postlog unix-dgram n", "- 1 postlogd"),
    ]
    let master = services.map { "\($0.0) - n \($0.1)\n" }.joined()
    try daemon.write(master, to: "etc/master.cf")
  }
}
