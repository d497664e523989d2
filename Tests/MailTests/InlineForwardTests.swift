import Testing
import Vocabulary

@testable import Mail

/// A forward as one program prints it in one language.
struct PrintedForward: Sendable, CustomTestStringConvertible {
  let client: String
  let language: String
  let subject: String
  let text: String
  let date: String
  var hasRecipients = true

  var testDescription: String { "\(client) \(language)" }

  static let body = "Dear customer,\n\nyour plan ends on Friday. Renew at https://pay.example/renew\n\nThe billing team"
  static let from = "Harbor Ledger <billing@harbor-1edger.example>"
  static let ccs = "Ann Poe <ann@client.example>, Ned <ned@client.example>"

  /// Labels in the order: from, date, subject, to, cc.
  static func gmail(_ language: String, _ from: String, _ date: String, _ stamp: String) -> PrintedForward {
    PrintedForward(
      client: "Gmail", language: language, subject: "Fwd: Last notice",
      text: """
        ---------- Forwarded message ---------
        \(from): \(Self.from)
        Date: \(date)
        Subject: Last notice
        To: <jane@client.example>
        Cc: \(ccs)

        \(body)

        """, date: stamp)
  }

  static func apple(
    _ language: String, _ banner: String, _ labels: [String], _ date: String, _ stamp: String, quoted: Bool = true
  ) -> PrintedForward {
    let lines = """
      \(banner)

      \(labels[0]): \(from)
      \(labels[2]): Last notice
      \(labels[1]): \(date)
      \(labels[3]): jane@client.example
      \(labels[4]): \(ccs)

      \(body)

      """
    let text =
      quoted
      ? lines.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? ">" : "> " + $0 }.joined(
        separator: "\n") : lines
    return PrintedForward(
      client: "Apple Mail", language: language, subject: "Fwd: Last notice", text: text, date: stamp)
  }

  static func thunderbird(_ language: String, _ banner: String, _ labels: [String], colon: String = ":")
    -> PrintedForward
  {
    PrintedForward(
      client: "Thunderbird", language: language, subject: "Fwd: Last notice",
      text: """
        \(banner)
        \(labels[2])\(colon) \tLast notice
        \(labels[1])\(colon) \tTue, 11 Nov 2014 14:04:30 +0100
        \(labels[0])\(colon) \t\(from)
        \(labels[3])\(colon) \tjane@client.example
        \(labels[4])\(colon) \t\(ccs)



        \(body)
        """, date: "2014-11-11T13:04:30Z")
  }

  static func newOutlook(_ language: String, _ prefix: String, _ labels: [String], _ date: String, colon: String = ":")
    -> PrintedForward
  {
    PrintedForward(
      client: "New Outlook", language: language, subject: "\(prefix) Last notice",
      text: """
        \(labels[0])\(colon) \(from)
        \(labels[1])\(colon) \(date)
        \(labels[3])\(colon) "jane@client.example" <jane@client.example>
        \(labels[4])\(colon) \(ccs)
        \(labels[2])\(colon) Last notice
        \(body)

        """, date: "2014-11-11T14:04:00Z")
  }

  static func yahoo(
    _ language: String, _ banner: String, _ labels: [String], _ date: String, _ stamp: String, colon: String = ":"
  ) -> PrintedForward {
    PrintedForward(
      client: "Yahoo", language: language, subject: "Fw: Last notice",
      text:
        "   ----- \(banner) ----- \(labels[0])\(colon) \(from)\(labels[3])\(colon) \"jane@client.example\" <jane@client.example>"
        + "\(labels[4])\(labels[4] == "Dw" ? "" : colon) \(ccs.replacing(",", with: ";"))\(labels[1])\(colon) \(date)\(labels[2])\(colon) Last notice\n \(body)",
      date: stamp)
  }

  static func outlookMac(_ language: String, _ line: String) -> PrintedForward {
    let indented = body.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }
      .joined(separator: "\n")
    return PrintedForward(
      client: "Outlook for Mac", language: language, subject: "FW: Last notice", text: "\(line)\n\n\(indented)\n",
      date: "2014-11-28T12:46:00Z",
      hasRecipients: false)
  }
}

@Suite struct InlineForwardTests {
  static func check(_ printed: PrintedForward, note: String) {
    let text = note.isEmpty ? printed.text : note + "\n\n" + printed.text
    guard let forward = ForwardData.parse(text, subject: printed.subject) else {
      Issue.record("no forward found in \(text)")
      return
    }
    let original = forward.original
    #expect(forward.chain.count == 1)
    #expect(forward.note == note)
    #expect(original.from == Mailbox(name: "Harbor Ledger", address: EmailAddress("billing@harbor-1edger.example")))
    #expect(original.subject == "Last notice")
    #expect(original.date?.rfc3339 == printed.date, "\(original.dateText ?? "no date")")
    #expect(forward.text == PrintedForward.body)
    guard printed.hasRecipients else { return }
    #expect(original.to == [Mailbox(name: nil, address: EmailAddress("jane@client.example"))])
    #expect(
      original.cc == [
        Mailbox(name: "Ann Poe", address: EmailAddress("ann@client.example")),
        Mailbox(name: "Ned", address: EmailAddress("ned@client.example")),
      ])
  }

  @Test(arguments: PrintedForward.all) func `each program's forward is read in each language`(printed: PrintedForward) {
    Self.check(printed, note: "")
  }

  @Test(arguments: PrintedForward.all) func `what the reporter wrote above is the note`(printed: PrintedForward) {
    Self.check(printed, note: "Is this yours?\n\nIt came today: please look.\n\n-- \nJane Roe\nClient Ltd")
  }

  @Test(arguments: PrintedForward.all) func `lines that end in CRLF read the same`(printed: PrintedForward) throws {
    let plain = try #require(ForwardData.parse(printed.text, subject: printed.subject))
    let forward = try #require(ForwardData.parse(printed.text.replacing("\n", with: "\r\n"), subject: printed.subject))
    #expect(forward.original.from == plain.original.from)
    #expect(forward.original.date == plain.original.date)
    #expect(forward.original.to == plain.original.to)
    #expect(forward.text == PrintedForward.body.replacing("\n", with: "\r\n") || forward.text == PrintedForward.body)
  }
}
