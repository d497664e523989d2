import Foundation
import Glibc
import Servers
import Testing

/// The running server on a file system that fills up; by Tests/Live/full_disk.py.
@Suite struct FullDiskTests {
  /// Whether this process may mount a file system of its own; CI runs as root in a container that lets it.
  static let mayMount: Bool = {
    guard geteuid() == 0 else { return false }
    let mount = ["-m", "/bin/mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return (try? Child("/usr/bin/unshare", mount).wait()) == 0
  }()

  @Test(.enabled(if: mayMount, "needs root and leave to mount a tmpfs (unshare -m)"))
  func `on a full disk mail is refused for now, reads go on, the pages say so, and nothing accepted is lost`()
    async throws
  {
    let run = try await Program.shellApart(
      "export PYTHONDONTWRITEBYTECODE=1; exec unshare -m /usr/bin/python3 \"$1\" \"$CANDOR\" \"$CANDOR_KNOWLEDGE\"",
      [Program.repository.appending(path: "Tests/Live/full_disk.py").path])
    #expect(run.status == 0 && run.text.contains("full, and whole again"), "\(run.text) \(run.errors)")
  }
}
