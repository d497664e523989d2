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
    try await blocking { try Child(command, arguments).wait() }
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
