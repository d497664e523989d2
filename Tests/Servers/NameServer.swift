import Foundation
import Glibc

/// An Unbound of a test's own on a loopback port: a whole DNS from one zone file, with a name that fails and one that is never answered.
package struct NameServer: Sendable {
  package static let command = "/usr/sbin/unbound"
  package static let canRun = FileManager.default.isExecutableFile(atPath: command)
  package static let why = "a DNS of our own needs Debian's unbound package"

  package struct Unheard: Error {}

  package let port = Wire.freePort()
  private let daemon: Daemon

  package var logFile: String { daemon.folder + "/log" }
  package var place: String { "127.0.0.1:\(port)" }

  /// `records` as in a zone file, with full names; `zones` are those that need one of their own, by name. Whatever is below `broken.com` fails, below `silent.com` is not answered.
  package static func running<Value: Sendable>(
    _ records: String, zones: [String: String] = [:], _ body: (NameServer) async throws -> Value
  ) async throws -> Value {
    var server = try NameServer(records, zones)
    defer { server.daemon.remove() }
    do { try await server.start() } catch {
      // The port that was free is somebody's by now.
      server.daemon.remove()
      server = try NameServer(records, zones)
      try await server.start()
    }
    let result: Result<Value, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    try await server.stop()
    return try result.get()
  }

  /// Every question that came, as `k1._domainkey.shop.com TXT`, in order.
  package var questions: [String] {
    daemon.log("log").split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let host = words.firstIndex(of: "127.0.0.1"), words.count > host + 3, words[host + 3] == "IN" else {
        return nil
      }
      // Whether signatures come through is asked of the root.
      guard words[host + 1] != "." else { return nil }
      return "\(words[host + 1].dropLast().lowercased()) \(words[host + 2])"
    }
  }

  package func publish(_ records: String) async throws {
    try await stop()
    try write(records)
    try await start()
  }

  package func start() async throws {
    try await Daemon.must(Self.command, ["-c", daemon.folder + "/unbound.conf"])
    guard await eventually({ (try? await blocking { try Wire(port: port) }) != nil }) else { throw Unheard() }
  }

  package func stop() async throws {
    guard let number = pid_t(daemon.log("pid").filter(\.isNumber)), number > 1 else { return }
    kill(number, SIGTERM)
    _ = await eventually { kill(number, 0) != 0 }
  }

  private init(_ records: String, _ zones: [String: String]) throws {
    daemon = try Daemon("unbound")
    try write(records)
    // A zone without its first record cannot answer.
    try daemon.write("", to: "none")
    try daemon.write(
      """
      server:
        directory: "\(daemon.folder)"
        interface: 127.0.0.1@\(port)
        port: \(port)
        chroot: ""
        username: ""
        pidfile: "\(daemon.folder)/pid"
        use-syslog: no
        logfile: "\(daemon.folder)/log"
        log-queries: yes
        num-threads: 1
        access-control: 127.0.0.0/8 allow
        module-config: "iterator"
        max-udp-size: 1232
        local-zone: "silent.com." always_deny
      remote-control:
        control-enable: no
      auth-zone:
        name: "."
        zonefile: "\(daemon.folder)/zone"
        for-downstream: no
        fallback-enabled: no
      auth-zone:
        name: "broken.com."
        zonefile: "\(daemon.folder)/none"
        for-downstream: no
        fallback-enabled: no
      \(zones.keys.map { "auth-zone:\n  name: \"\($0).\"\n  zonefile: \"\(daemon.folder)/zone-\($0)\"\n  for-downstream: no" }
        .joined(separator: "\n"))

      """, to: "unbound.conf")
    for (name, text) in zones { try daemon.write(text, to: "zone-\(name)") }
  }

  private func write(_ records: String) throws {
    try daemon.write(
      """
      . 3600 IN SOA ns.root. host.root. 1 3600 600 86400 60
      . 3600 IN NS ns.root.
      ns.root. 3600 IN A 127.0.0.1
      \(records)

      """, to: "zone")
  }
}
