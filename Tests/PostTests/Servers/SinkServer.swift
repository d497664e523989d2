import Foundation
import Glibc
import Servers
import Testing

/// Postfix's smtp-sink on a loopback port: takes everything and writes each mail to a file, or misbehaves as its options say.
struct SinkServer: Sendable {
  static let command = "/usr/sbin/smtp-sink"
  static let canRun = FileManager.default.isExecutableFile(atPath: command)
  static let why: Comment = "smtp-sink needs Debian's postfix package"

  let port: Int
  private let daemon: Daemon

  static func running<Value: Sendable>(
    _ options: [String] = [], _ body: (SinkServer) async throws -> Value
  ) async throws -> Value {
    let server = try SinkServer(port: Wire.freePort(), daemon: Daemon("sink"))
    defer { server.daemon.remove() }
    try server.daemon.make("mail", owner: "nobody")
    let user = geteuid() == 0 ? ["-u", "nobody"] : []
    let child = try Child(
      command,
      user + ["-d", server.daemon.folder + "/mail/%s."] + options + ["127.0.0.1:\(server.port)", "100"])
    defer {
      kill(child.process, SIGKILL)
      _ = child.wait()
    }
    _ = await eventually { (try? await blocking { try Wire(port: server.port) }) != nil }
    return try await body(server)
  }

  /// Each mail as it came, smtp-sink's own header lines before it.
  func mails() throws -> [String] {
    let folder = daemon.folder + "/mail"
    return try FileManager.default.contentsOfDirectory(atPath: folder).map {
      try String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
  }
}
