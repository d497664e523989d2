import Foundation
import Glibc
import Testing

/// From `candor init` to the answers in the customers' mailboxes, with a real Postfix, Dovecot and Chromium; by
/// Tests/Live/walk_live.py and walk_notices.py. Pictures of every page stand in `out/screens` afterwards.
@Suite struct LiveWalkTests {
  static let programs = [
    "/usr/sbin/postfix", "/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp", "/usr/bin/chromium", "/usr/bin/chromedriver",
    "/usr/bin/python3",
  ]
  static let isThere = geteuid() == 0 && programs.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
  static let isNeeded = ProcessInfo.processInfo.environment["CANDOR_NEEDS_BROWSER"] == "1" && geteuid() == 0

  @Test(
    .enabled(if: isThere || isNeeded, "needs root, and Debian's postfix, dovecot-imapd, dovecot-lmtpd and chromium"))
  func
    `two people warn, inform and close: every customer gets three letters in their language, and the public pages follow`()
    async throws
  {
    try await Self.walk("walk_notices.py")
  }

  @Test(
    .enabled(if: isThere || isNeeded, "needs root, and Debian's postfix, dovecot-imapd, dovecot-lmtpd and chromium"))
  func `the second report opens a case, each customer is answered in their language, and the source is shown`()
    async throws
  {
    try await Self.walk("walk_live.py")
  }

  private static func walk(_ script: String) async throws {
    let run = try await Program.shellApart(
      "export PYTHONDONTWRITEBYTECODE=1; exec /usr/bin/python3 \"$1\" \"$CANDOR\" \"$CANDOR_KNOWLEDGE\" \"$2\"",
      [
        Program.repository.appending(path: "Tests/Live/\(script)").path,
        Program.repository.appending(path: "out/screens").path,
      ])
    #expect(run.status == 0 && run.text.contains("walked"), "\(run.text) \(run.errors)")
  }
}
