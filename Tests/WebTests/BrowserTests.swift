import Foundation
import Operations
import Testing
import Web

/// The site in Debian's Chromium, by Tests/Browser/walk.py. Pictures of every page stand in `out/screens` afterwards.
@Suite struct BrowserTests {
  static let programs = ["/usr/bin/chromium", "/usr/bin/chromedriver", "/usr/bin/python3"]
  static let isThere = programs.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
  static let isNeeded = ProcessInfo.processInfo.environment["CANDOR_NEEDS_BROWSER"] == "1"

  @Test(.enabled(if: isThere || isNeeded, "chromium, chromium-driver or python3 is not installed"))
  func `a browser walks from set-up to sign-in`() async throws {
    try await Site.run { site in
      let root = URL(filePath: Site.data).deletingLastPathComponent()
      let link = try #require(try await Joining.setUpLink(site.accounts))
      let home = "http://127.0.0.1:\(site.port)"
      let (status, said) = try await Browser.blocking {
        let walk = Process()
        let out = Pipe()
        walk.executableURL = URL(filePath: "/usr/bin/python3")
        walk.arguments = [
          root.appending(path: "Tests/Browser/walk.py").path, home, home + "/set-up/" + link.text,
          root.appending(path: "out/screens").path,
        ]
        walk.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        walk.standardOutput = out
        walk.standardError = out
        try walk.run()
        let said = try out.fileHandleForReading.readToEnd() ?? Data()
        walk.waitUntilExit()
        return (walk.terminationStatus, String(decoding: said, as: UTF8.self))
      }
      #expect(status == 0, "\(said)")
    }
  }
}
