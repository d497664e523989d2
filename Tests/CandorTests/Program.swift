import Foundation
import Servers
import Testing

/// The program as a user starts it, built beside these tests.
enum Program {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let demo = repository.appending(path: "Data/demo").path
  static let now = "2014-10-21T18:00:00Z"

  struct Run {
    let status: Int32
    let output: [UInt8]
    let errors: String
    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [Substring] { text.split(separator: "\n") }
  }

  /// Beside the test bundle or program that runs now.
  static func executable() throws -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    if let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      for place in [URL(filePath: own), repository.appending(path: ".build/debug/x")]
        + CommandLine.arguments.map({ URL(filePath: $0) })
      {
        let beside = place.deletingLastPathComponent()
        if FileManager.default.isExecutableFile(atPath: beside.appending(path: "candor").path) {
          folder = beside
          break
        }
      }
    }
    let found = folder.appending(path: "candor")
    try #require(FileManager.default.isExecutableFile(atPath: found.path), "no candor at \(found.path)")
    return found
  }

  /// `input` nil: standard input is closed.
  static func run(_ arguments: [String], input: String? = "", in folder: String? = nil) throws -> Run {
    try shell("exec \"$CANDOR\" \"$@\"" + (input == nil ? " <&-" : ""), arguments, input: input, in: folder)
  }

  /// The same for what takes long: no thread waits for it that other tests need, and only one at a time takes the processor from them.
  static func shellApart(_ line: String, _ arguments: [String] = []) async throws -> Run {
    try await turns.next {
      try await withCheckedThrowingContinuation { done in
        Thread.detachNewThread { done.resume(with: Result { try shell(line, arguments) }) }
      }
    }
  }

  private static let turns = Turns()

  private actor Turns {
    private var last: Task<Run, any Error>?

    func next(_ work: @escaping @Sendable () async throws -> Run) async throws -> Run {
      let before = last
      let task = Task {
        _ = await before?.result
        return try await work()
      }
      last = task
      return try await task.value
    }
  }

  /// A line for bash, in which `$CANDOR` is the program.
  static func shell(_ line: String, _ arguments: [String] = [], input: String? = "", in folder: String? = nil) throws
    -> Run
  {
    var environment = ProcessInfo.processInfo.environment
    environment["CANDOR"] = try executable().path
    environment["CANDOR_KNOWLEDGE"] = repository.appending(path: "Data").path
    // A test asks no name server but its own.
    environment["CANDOR_DNS"] = environment["CANDOR_DNS"] ?? "off"
    // A profile of this run belongs to the program, not to the tests.
    environment["LLVM_PROFILE_FILE"] = "/dev/null"
    let said = try Child.run(
      "/bin/bash", ["-c", line, "bash"] + arguments, input: input, environment: environment, in: folder)
    return Run(status: said.status, output: said.output, errors: said.errors)
  }
}

/// A folder of a test's own, gone with the value.
final class Scratch {
  let path = FileManager.default.temporaryDirectory.appending(path: "candor-\(UUID().uuidString)").path

  init(_ files: [String: String] = [:]) throws {
    try FileManager.default.createDirectory(atPath: path + "/reports", withIntermediateDirectories: true)
    for (name, text) in files {
      let file = path + "/" + name
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: file))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

  static let yaml = """
    organization:
      name: Harbor Ledger
      domains: [harborledger.com]
    stores:
      - {id: app, members: stores/app.csv, fields: [email], test_accounts: [canary@harborledger.com]}

    """
  static let members = "email\njane@customer.example\nnot an address\nbob@other.example\n"

  static func mail(to: String, tagged: Bool = false) -> String {
    "Received: from m.example (m.example [203.0.113.7]) by mx.c.example with ESMTPS; Tue, 11 Nov 2014 14:52:00 +0000\r\n"
      + "From: Harbor Ledger <billing@harb0rledger.com>\r\nTo: \(to)\r\nSubject: For \(to)\r\nDate: Tue, 11 Nov 2014 14:52:00 +0000\r\n\r\n"
      + "Dear \(to), pay at https://harb0rledger.com/pay?to=\(to) or https://harb0rledger.com/\(to)/x today, please do so now.\r\n"
  }
}
