import Foundation
import Testing

/// `candor notice` where there is little to tell; with a notice on its way: KilledNoticeTests.
@Suite struct NoticeCommandTests {
  @Test func `what cannot be sent is said, with what to do`() throws {
    let scratch = try Scratch.dataFolder(mails: 1)
    let data = ["--data", scratch.path + "/data"]
    let none = try Program.run(["notice", "list"] + data)
    #expect(
      none.status == 0 && none.text == "There is no notice yet; one is drafted with each case.\n", "\(none.errors)")
    let json = try Program.run(["notice", "list", "--format", "json"] + data)
    #expect(json.status == 0 && json.text.filter { !$0.isWhitespace } == "[]", "\(json.text)")
    let ledger = try Program.run(["notice", "ledger", "--notice", "1"] + data)
    #expect(ledger.status == 2 && ledger.text.isEmpty && ledger.errors.contains("there is no notice 1"))
    let unsent = try Program.run(["notice", "send", "--notice", "1"] + data)
    #expect(unsent.status == 2 && unsent.errors.contains("set \"submission\" under \"mail\""))
    let settings = scratch.path + "/data/candor.yaml"
    let text = try String(contentsOfFile: settings, encoding: .utf8)
    try Data((text + "mail:\n  submission: {host: 127.0.0.1, port: 9, security: none}\n").utf8).write(
      to: URL(filePath: settings))
    let unknown = try Program.run(["notice", "send", "--notice", "1"] + data)
    #expect(unknown.status == 2 && unknown.errors.contains("there is no notice 1"), "\(unknown.errors)")
    let state = try Program.run(["notice", "ledger", "--notice", "1", "--state", "lost"] + data)
    #expect(state.status == 64)
  }
}
