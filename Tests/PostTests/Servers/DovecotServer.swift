import Foundation
import Glibc
import Servers
import Testing

/// A Dovecot of a test's own on loopback ports, with one Maildir and a certificate that it signed itself.
struct DovecotServer: Sendable {
  static let command = "/usr/sbin/dovecot"
  static let canRun = Daemon.canRun(command) && FileManager.default.isExecutableFile(atPath: "/usr/lib/dovecot/imap")
  static let why: Comment = "a Dovecot of our own needs Debian's dovecot-imapd package and root"

  let port = Wire.freePort()
  let tlsPort = Wire.freePort()
  private let daemon: Daemon
  var certificate: String { daemon.folder + "/cert.pem" }
  private var settings: String { daemon.folder + "/dovecot.conf" }

  /// `more` is put at the end of its settings.
  static func running<Value: Sendable>(
    _ more: String = "", _ body: (DovecotServer) async throws -> Value
  ) async throws -> Value {
    let server = try DovecotServer(more)
    defer { server.daemon.remove() }
    try await server.start()
    let result: Result<Value, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    try await server.stop()
    return try result.get()
  }

  /// Returns once the server and its workers are gone.
  func stop() async throws {
    guard let master = pid_t(daemon.log("run/master.pid").filter(\.isNumber)) else { return }
    kill(master, SIGTERM)
    if await !eventually({ kill(master, 0) != 0 }) { kill(master, SIGKILL) }
  }

  func start() async throws {
    if !FileManager.default.fileExists(atPath: certificate) {
      try await Daemon.must(
        "/usr/bin/openssl",
        ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", daemon.folder + "/key.pem", "-out", certificate]
          + ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
    }
    try await Daemon.must(Self.command, ["-c", settings])
    _ = await Daemon.answers(at: port)
  }

  /// Puts a mail into the mailbox as a delivery program would; `size` makes it longer with nothing.
  func deliver(_ text: String, size: Int? = nil) throws {
    let name = UUID().uuidString
    try daemon.write(text, to: "mail/tmp/\(name)")
    if let size { truncate("\(daemon.folder)/mail/tmp/\(name)", size) }
    try FileManager.default.setAttributes(
      [.ownerAccountName: "nobody"], ofItemAtPath: "\(daemon.folder)/mail/tmp/\(name)")
    try FileManager.default.moveItem(
      atPath: "\(daemon.folder)/mail/tmp/\(name)", toPath: "\(daemon.folder)/mail/new/\(name)")
  }

  /// Lets the server forget its numbers, as after a restore: UIDVALIDITY changes.
  func forgetNumbers() async throws {
    try await stop()
    let folder = daemon.folder + "/mail"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("dovecot") {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    try await start()
  }

  /// Where each mail lies, with its flags.
  func names() throws -> [String] {
    try ["new", "cur"].flatMap { try FileManager.default.contentsOfDirectory(atPath: "\(daemon.folder)/mail/\($0)") }
  }

  private init(_ more: String) throws {
    daemon = try Daemon("dovecot")
    let folder = daemon.folder
    for name in ["mail", "mail/tmp", "mail/new", "mail/cur"] { try daemon.make(name, owner: "nobody") }
    try daemon.write(
      """
      base_dir = \(folder)/run
      state_dir = \(folder)/state
      log_path = \(folder)/log
      protocols = imap
      listen = 127.0.0.1
      ssl = yes
      ssl_cert = <\(folder)/cert.pem
      ssl_key = <\(folder)/key.pem
      disable_plaintext_auth = no
      auth_failure_delay = 0
      mail_location = maildir:\(folder)/mail
      first_valid_uid = 1
      first_valid_gid = 1
      passdb {
        driver = static
        args = password=secret
      }
      userdb {
        driver = static
        args = uid=nobody gid=nogroup home=\(folder)/home
      }
      service imap-login {
        chroot =
        inet_listener imap {
          port = \(port)
        }
        inet_listener imaps {
          port = \(tlsPort)
          ssl = yes
        }
      }
      service anvil {
        chroot =
      }
      \(more)

      """, to: "dovecot.conf")
  }
}
