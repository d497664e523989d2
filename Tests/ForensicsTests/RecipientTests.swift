import Forensics
import Mail
import Testing
import Vocabulary

/// The address that the fake mail was sent to, who often is not the one who forwards it.
@Suite struct RecipientTests {
  private static func recipient(_ report: String, customers: Set<String> = []) throws -> (
    address: String?, assumed: Bool
  ) {
    let original = try Staged.finding(report, customers: customers).original
    return (original?.recipient?.text, original?.recipientAssumed ?? false)
  }

  @Test func `a colleague who forwards is not the recipient`() throws {
    let mail = StagedMail(to: "Jane <jane@customer.example>")
    for report in [
      mail.attached(by: "boss@customer.example"),
      mail.with { $0.to = "jane@customer.example" }.inline(by: "boss@customer.example"),
    ] {
      #expect(try Self.recipient(report) == ("jane@customer.example", false))
      #expect(try Staged.finding(report).reporter?.text == "boss@customer.example")
    }
  }

  @Test func `an alias stays an alias`() throws {
    let mail = StagedMail(to: "info@customer.example", above: "Delivered-To: jane@customer.example\r\n")
    #expect(try Self.recipient(mail.attached()) == ("info@customer.example", false))
    #expect(
      try Self.recipient(mail.attached(), customers: ["jane@customer.example"]) == ("jane@customer.example", false))
    #expect(
      try Self.recipient(mail.attached(), customers: ["jane@customer.example", "info@customer.example"])
        == ("info@customer.example", false))
  }

  @Test(arguments: ["customers@harborledger.com", "customers@harb0rledger.com"])
  func `an address of the company or of its look-alike is shown in the place of those that it went to`(to: String)
    throws
  {
    for report in [StagedMail(to: to).attached(), StagedMail(to: to).with { $0.to = to }.inline()] {
      #expect(try Self.recipient(report) == ("jane@customer.example", true))
    }
    // The company's own people may well be whom it was sent to; an attacker's address never is.
    let passedOn = try Self.recipient(StagedMail(to: to).attached(by: "boss@harborledger.com")).address
    #expect(passedOn == (to.hasSuffix("@harborledger.com") ? to : nil))
  }

  @Test func `an address that strangers report mails to is none of theirs`() throws {
    func findings(_ reporters: [String], to: String) throws -> [Finding] {
      try reporters.map { try Staged.finding(StagedMail(to: to).attached(by: $0)) }
    }
    func settled(_ reporters: [String], known: Set<String> = []) throws -> [String?] {
      ShownRecipients.settled(
        try findings(reporters, to: "info@other.example"), organization: Staged.company()
      ) { known.contains($0.text) }
      .map { $0.original?.recipient?.text }
    }
    let people = ["a@one.example", "b@two.example"]
    #expect(try settled(people) == people)
    #expect(try settled(["a@one.example"]) == ["info@other.example"])
    let staff = ["a@harborledger.com", "b@harborledger.com"]
    #expect(try settled(staff) == ["info@other.example", "info@other.example"])
    #expect(try settled(people, known: ["info@other.example"]) == ["info@other.example", "info@other.example"])
    let three = people + ["c@three.example"]
    #expect(try settled(three, known: ["info@other.example"]) == three)
    #expect(try settled(three + ["info@other.example"]) == three + ["info@other.example"])
    #expect(try settled(["a@other.example", "b@other.example"]) == ["info@other.example", "info@other.example"])
  }

  @Test func `of several the reporter, else a known customer, else the first`() throws {
    let to = "first@a.example, known@b.example, jane@customer.example"
    #expect(try Self.recipient(StagedMail(to: to).attached()).address == "jane@customer.example")
    #expect(
      try Self.recipient(StagedMail(to: to).attached(by: "x@y.example"), customers: ["known@b.example"]).address
        == "known@b.example")
    #expect(try Self.recipient(StagedMail(to: to).attached(by: "x@y.example")).address == "first@a.example")
  }

  @Test(arguments: [
    nil, "undisclosed-recipients:;", "billing@harb0rledger.com", "customers@harb0rledger.com", "\"Recipients\" <>",
  ])
  func `where To says nothing, the receiver's lines do`(to: String?) throws {
    let delivered = StagedMail(to: to, above: "Delivered-To: jane@customer.example\r\n")
    #expect(try Self.recipient(delivered.attached(by: "boss@customer.example")) == ("jane@customer.example", false))
    let received = StagedMail(to: to).text.replacing(
      "with ESMTPS id 4Qk7;", with: "with ESMTPS id 4Qk7 for <jane@customer.example>;")
    #expect(try Self.recipient(received).address == "jane@customer.example")
  }

  @Test func `a line that the sender wrote names no recipient`() throws {
    let below =
      "Received: from a (b [192.0.2.1]) by c.mailer.example for <framed@customer.example>; Tue, 11 Nov 2014 14:00:00 +0000\r\n"
    #expect(try Self.recipient(StagedMail(to: nil, below: below).attached()) == ("jane@customer.example", true))
  }

  @Test func `where nothing says so it is taken to be the reporter, and marked`() throws {
    #expect(try Self.recipient(StagedMail(to: nil).attached()) == ("jane@customer.example", true))
    #expect(try Self.recipient(StagedMail(to: nil).inline()) == ("jane@customer.example", true))
    #expect(try Self.recipient(StagedMail(to: nil).text) == (nil, false))
  }

  @Test func `of a chain of forwards it is that of the innermost`() throws {
    let first = StagedMail(to: "jane@customer.example").inline().replacing(
      "To: report@harborledger.com", with: "To: boss@customer.example")
    let head =
      "From: boss@customer.example\r\nTo: report@harborledger.com\r\nSubject: Fwd: Fwd: Your renewal\r\nMIME-Version: 1.0\r\n"
      + "Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\n"
    let finding = try Staged.finding(head + first + "\r\n--b1--\r\n")
    #expect(finding.original?.recipient?.text == "jane@customer.example")
    #expect(finding.original?.from?.text == "billing@harb0rledger.com")
    #expect(finding.reporter?.text == "boss@customer.example")
  }

  @Test func `a tag stays on the address, since it names a store`() throws {
    #expect(
      try Self.recipient(StagedMail(to: "jane+webinars@customer.example").attached()).address
        == "jane+webinars@customer.example")
    let inline = StagedMail(to: "jane+webinars@customer.example").inline()
    #expect(try Self.recipient(inline).address == "jane+webinars@customer.example")
  }

  @Test func `the address that reports go to is never the recipient`() throws {
    let mail = StagedMail(to: "report@harborledger.com", above: "Delivered-To: jane@customer.example\r\n")
    #expect(try Self.recipient(mail.attached()).address == "jane@customer.example")
  }

  @Test func `a known customer at the same mailbox provider as the fake is kept`() throws {
    let mail = StagedMail(
      from: "Harbor Ledger <hl.billing@gmail.com>", to: "jane@gmail.com", below: "Cc: other@b.example\r\n")
    #expect(try Self.recipient(mail.attached(by: "boss@c.example")).address == "jane@gmail.com")
  }
}
