import Testing
import Vocabulary

@testable import Mail

/// A mail's source that somebody saved as a text file and sent on.
@Suite struct AttachedSourceTests {
  static let source = """
    Received: from mail.mailer.example (mail.mailer.example [203.0.113.7]) by mx.customer.example; Tue, 11 Nov 2014 14:52:00 +0000
    From: Harbor Ledger <billing@harb0rledger.example>
    To: jane@customer.example
    Subject: Last notice

    Pay today.
    """

  static func report(_ content: String, name: String) -> Report {
    let text = """
      From: jane@customer.example
      To: report@harborledger.example
      Subject: suspicious
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain

      See the file.
      --b
      Content-Type: text/plain; name="\(name)"
      Content-Disposition: attachment; filename="\(name)"

      \(content)
      --b--

      """
    return Report(
      Array(text.utf8),
      context: Report.Context(intake: [], ownDomains: [], testAccounts: [], lexicon: ForwardData.lexicon))
  }

  @Test func `a text file that is a mail with its way is the original`() {
    let report = Self.report(Self.source, name: "message.txt")
    #expect(report.carrier == .attachment)
    #expect(report.originals.map { $0.from?.address?.text } == ["billing@harb0rledger.example"])
    #expect(report.originals.first?.to.map(\.address?.text) == ["jane@customer.example"])
  }

  @Test(arguments: ["From: the start\n\nof a story", "Received: by us\n\nwith thanks", "no header at all"])
  func `another text file is not`(content: String) {
    #expect(Self.report(content, name: "notes.txt").originals.isEmpty)
  }
}
