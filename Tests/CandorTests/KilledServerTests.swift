import Foundation
import Testing

/// The running server, killed at any moment; by Tests/Live/kill_serve.py.
@Suite struct KilledServerTests {
  static let python = "/usr/bin/python3"

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "python3 is not installed"))
  func `killed more than a hundred times under load, the server loses no accepted report and sends nothing twice`()
    throws
  {
    let script = Program.repository.appending(path: "Tests/Live/kill_serve.py").path
    let data = Program.repository.appending(path: "Data").path
    let run = try Program.shell(
      "export PYTHONDONTWRITEBYTECODE=1; exec \(Self.python) \"$1\" \"$CANDOR\" \"$2\" 105", [script, data])
    #expect(run.status == 0 && run.text.contains("nothing lost, nothing sent twice"), "\(run.text) \(run.errors)")
    print(run.text)
  }
}
