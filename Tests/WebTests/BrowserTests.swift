import Foundation
import Operations
import Servers
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
      let walk = try await Browser.blocking {
        try Child.run(
          "/usr/bin/python3",
          [root.appending(path: "Tests/Browser/walk.py").path, home, home + "/set-up/" + link.text]
            + [root.appending(path: "out/screens").path],
          environment: ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 })
      }
      #expect(walk.status == 0, "\(walk.text) \(walk.errors)")
    }
  }
}
