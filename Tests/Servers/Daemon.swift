import Foundation
import Glibc

/// A server's own folder below the temporary one, and commands run about it.
package struct Daemon: Sendable {
  package struct Failed: Error {
    let command: String
    let status: Int32
  }

  package let folder: String

  package init(_ name: String) throws {
    folder =
      FileManager.default.temporaryDirectory.appending(path: "candor-\(name)-\(UUID().uuidString.prefix(8))").path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  package func make(_ name: String, owner: String? = nil) throws {
    var attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
    if let owner { attributes[.ownerAccountName] = owner }
    try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
    try FileManager.default.setAttributes(attributes, ofItemAtPath: folder + "/" + name)
  }

  package func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
  }

  package func log(_ name: String) -> String {
    (try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)) ?? ""
  }

  package func remove() { try? FileManager.default.removeItem(atPath: folder) }

  @discardableResult
  package static func run(_ command: String, _ arguments: [String]) async throws -> Int32 {
    // Not Foundation's Process: it waits until a daemon has closed what it inherited.
    try await blocking {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      for output: Int32 in [1, 2] { posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0) }
      // A daemon keeps the mask it is born with, and our threads block the signals that end it.
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      var none = sigset_t()
      sigemptyset(&none)
      posix_spawnattr_setsigmask(&attributes, &none)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
      var pointers = ([command] + arguments).map { strdup($0) } + [nil]
      defer { for pointer in pointers { free(pointer) } }
      var process: pid_t = 0
      let spawned = posix_spawn(&process, command, &actions, &attributes, &pointers, nil)
      guard spawned == 0 else { throw Failed(command: command, status: spawned) }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      return (status >> 8) & 0xFF
    }
  }

  package static func must(_ command: String, _ arguments: [String]) async throws {
    let status = try await run(command, arguments)
    guard status == 0 else { throw Failed(command: command, status: status) }
  }

  /// Both servers drop their rights to users of their own, which only root can do.
  package static func canRun(_ command: String) -> Bool {
    geteuid() == 0 && FileManager.default.isExecutableFile(atPath: command)
  }

  /// Until something answers at the port.
  package static func answers(at port: Int) async -> Bool {
    await eventually { (try? await blocking { try Wire(port: port).read(until: "\n") })?.isEmpty == false }
  }
}
