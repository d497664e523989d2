import Foundation
import Testing

/// A notice that is being sent, killed at any moment; by Tests/Live/kill_notice.py.
@Suite struct KilledNoticeTests {
  private func run(_ kills: Int, _ sink: String) async throws {
    let run = try await Program.shellApart(
      "export PYTHONDONTWRITEBYTECODE=1; exec \(KilledServerTests.python) \"$1\" \"$CANDOR\" \"$CANDOR_KNOWLEDGE\" \(kills) \(sink)",
      [Program.repository.appending(path: "Tests/Live/kill_notice.py").path])
    #expect(run.status == 0 && run.text.contains("nobody forgotten, nobody told twice"), "\(run.text) \(run.errors)")
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: KilledServerTests.python), "python3 is not installed"))
  func `killed sixty times while a notice leaves, nobody is forgotten and nobody told twice`() async throws {
    try await run(60, "own")
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/smtp-sink") && geteuid() == 0,
      "smtp-sink needs Debian's postfix package and root"))
  func `the same with Postfix's sink, which keeps every mail`() async throws { try await run(15, "smtp-sink") }
}
