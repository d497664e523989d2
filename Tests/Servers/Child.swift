import Foundation
import Glibc

/// A program that a test started. Not Foundation's Process: that learns of an end by a socket which any program started at the
/// same moment inherits, and then waits for that one too, which may be a server that runs until the waiting test lets it go.
package struct Child: Sendable {
  package struct NotStarted: Error {
    let command: String
    let reason: String
  }

  /// Streams that are not named are /dev/null.
  package struct Streams: Sendable {
    package var input = "/dev/null"
    package var output = "/dev/null"
    package var errors = "/dev/null"

    package init() {}
  }

  package struct Said: Sendable {
    /// The exit status, or 128 and the signal that ended it.
    package let status: Int32
    package let output: [UInt8]
    package let errors: String
    package var text: String { String(decoding: output, as: UTF8.self) }
  }

  package let process: pid_t

  /// `command`: a full path; `environment` nil: ours.
  package init(
    _ command: String, _ arguments: [String], streams: Streams = Streams(), environment: [String: String]? = nil,
    in folder: String? = nil
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, streams.input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, streams.output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, streams.errors, O_WRONLY | O_CREAT, 0o600)
    // A program keeps the mask it is born with, and our threads block the signals that end it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let line = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + [command] + arguments
    let values = environment ?? ProcessInfo.processInfo.environment
    var words = line.map { strdup($0) } + [nil]
    var settings = values.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + settings { free(pointer) } }
    var process: pid_t = 0
    let spawned = posix_spawn(&process, line[0], &actions, &attributes, &words, &settings)
    guard spawned == 0 else { throw NotStarted(command: command, reason: String(cString: strerror(spawned))) }
    self.process = process
  }

  /// Blocks until it has ended; once only.
  package func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Blocks until it has ended, and has what it printed; `input` nil: standard input is empty.
  package static func run(
    _ command: String, _ arguments: [String], input: String? = nil, environment: [String: String]? = nil,
    in folder: String? = nil
  ) throws -> Said {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "candor-child-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    var streams = Streams()
    if let input {
      streams.input = scratch + "/in"
      try Data(input.utf8).write(to: URL(filePath: streams.input))
    }
    streams.output = scratch + "/out"
    streams.errors = scratch + "/err"
    let status = try Child(command, arguments, streams: streams, environment: environment, in: folder).wait()
    return Said(
      status: status, output: [UInt8](try Data(contentsOf: URL(filePath: streams.output))),
      errors: String(decoding: try Data(contentsOf: URL(filePath: streams.errors)), as: UTF8.self))
  }
}
