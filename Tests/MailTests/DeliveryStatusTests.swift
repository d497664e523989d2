import Testing
import Vocabulary

@testable import Mail

/// What comes back when a mail could not be delivered, as servers write it.
@Suite struct DeliveryStatusTests {
  static let id = "candor.0123456789abcdef0123456789abcdef@harborledger.com"

  static func report(
    _ status: String, type: String = "message/delivery-status",
    returned: String =
      "Content-Type: message/rfc822\r\n\r\nMessage-ID: <\(id)>\r\nTo: jane@customer.example\r\n\r\nHello\r\n"
  ) -> Message {
    Message(
      Array(
        """
        From: MAILER-DAEMON@mx.example\r
        To: support@harborledger.com\r
        Subject: Undelivered Mail Returned to Sender\r
        MIME-Version: 1.0\r
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
        \r
        --b\r
        Content-Type: text/plain\r
        \r
        It could not be delivered.\r
        --b\r
        Content-Type: \(type)\r
        \r
        \(status)\r
        --b\r
        \(returned)\r
        --b--\r

        """.utf8))
  }

  static let postfix = """
    Reporting-MTA: dns; mx.example\r
    X-Postfix-Queue-ID: 4ABC\r
    Arrival-Date: Fri, 14 Nov 2014 09:00:00 +0000 (UTC)\r
    \r
    Final-Recipient: rfc822; jane@customer.example\r
    Original-Recipient: rfc822;Jane@Customer.example\r
    Action: failed\r
    Status: 5.1.1\r
    Diagnostic-Code: smtp; 550 5.1.1 <jane@customer.example>: no such user\r
    """

  @Test func `a bounce names its recipient, why, and the letter`() throws {
    let status = try #require(DeliveryStatus(Self.report(Self.postfix)))
    let jane = try #require(EmailAddress("jane@customer.example"))
    #expect(
      status.recipients == [DeliveryStatus.Recipient(final: jane, original: jane, action: .failed, status: "5.1.1")])
    #expect(status.returned?.header.value("message-id") == "<\(Self.id)>" && status.returned?.to == [jane])
  }

  @Test func `where only the header comes back, the letter is named too`() throws {
    let returned = "Content-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: <\(Self.id)>\r\n"
    #expect(
      DeliveryStatus(Self.report(Self.postfix, returned: returned))?.returned?.header.value("message-id")
        == "<\(Self.id)>")
    let none = "Content-Type: text/plain\r\n\r\nMessage-ID: <\(Self.id)>\r\n"
    #expect(try #require(DeliveryStatus(Self.report(Self.postfix, returned: none))).returned == nil)
  }

  @Test(
    arguments: [
      ("rfc822;jane@customer.example", "jane@customer.example"),
      ("RFC822 ; <jane@customer.example>", "jane@customer.example"),
      ("rfc822;jane+2Bshop@customer.example", "jane+2bshop@customer.example"),
      ("rfc822; jane+40customer.example", "jane@customer.example"), ("utf-8;péter@példa.hu", "péter@példa.hu"),
      ("x400;/C=no/", nil), ("jane@customer.example", nil), ("rfc822;", nil), ("rfc822;jane", nil),
    ] as [(String, String?)])
  func `addresses are read with their type`(text: String, wanted: String?) {
    #expect(EmailAddress(typed: text)?.text == wanted)
  }

  @Test(
    arguments: [
      ("failed", "5.1.1", DeliveryStatus.Action.failed, "5.1.1"),
      ("Failed (unknown)", "5.7.1 (blocked)", .failed, "5.7.1"),
      ("delayed", "4.4.7", .delayed, "4.4.7"), ("relayed", "2.0.0", .relayed, "2.0.0"),
      ("delivered", "2", .delivered, nil),
      ("expanded", "nonsense", .expanded, nil), ("failed", "5.1.1.1", .failed, nil), ("failed", "6.1.1", .failed, nil),
    ] as [(String, String, DeliveryStatus.Action, String?)])
  func `what was done and why`(action: String, code: String, wanted: DeliveryStatus.Action, status: String?) throws {
    let text =
      "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822;a@b.example\r\nAction: \(action)\r\nStatus: \(code)\r\n"
    let recipient = try #require(DeliveryStatus(Self.report(text))?.recipients.first)
    #expect(recipient.action == wanted && recipient.status == status)
  }

  @Test(arguments: [
    "", "\r\n\r\n\r\n", "Reporting-MTA: dns; mx\r\n", "Action: failed\r\n", "Final-Recipient: rfc822;a@b.example\r\n",
    "Action: exploded\r\nFinal-Recipient: rfc822;a@b.example\r\n", "nonsense\r\n\u{0}\r\n\r\nmore",
  ])
  func `what says nothing of a recipient is no delivery report`(text: String) {
    #expect(DeliveryStatus(Self.report(text)) == nil)
  }

  @Test func `a report without end is read up to a bound`() throws {
    let many = (0..<500).map { "Final-Recipient: rfc822;c\($0)@x.example\r\nAction: failed\r\n\r\n" }.joined()
    let status = try #require(DeliveryStatus(Self.report("Reporting-MTA: dns; mx\r\n\r\n" + many)))
    #expect(status.recipients.count == DeliveryStatus.mostRecipients)
  }

  @Test func `an ordinary mail is none, nor is one that only holds such a part`() {
    #expect(DeliveryStatus(Message(Array("Subject: x\r\n\r\nAction: failed\r\n".utf8))) == nil)
    let forwarded = Message(
      Array(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\(Self.postfix)\r\n--b--\r\n"
          .utf8))
    #expect(DeliveryStatus(forwarded) == nil && ReturnedMail(in: forwarded) == nil)
  }

  @Test func `reports that were cut or damaged anywhere are survived`() {
    let whole = Array(Self.report(Self.postfix).bytes)
    for end in stride(from: 0, to: whole.count, by: 3) { _ = DeliveryStatus(Message(Array(whole[..<end]))) }
    for place in whole.indices {
      var bytes = whole
      bytes[place] ^= 0x2A
      _ = DeliveryStatus(Message(bytes))
    }
  }

  // MARK: complaints

  static func complaint(_ fields: String) -> Message {
    report(fields, type: "message/feedback-report")
  }

  @Test func `a complaint names its kind, whom the mail went to, and the letter`() throws {
    let fields = """
      Feedback-Type: abuse\r
      User-Agent: SomeGenerator/1.0\r
      Version: 1\r
      Original-Rcpt-To: <jane@customer.example>\r
      Original-Rcpt-To: bob@customer.example\r
      """
    let report = try #require(FeedbackReport(Self.complaint(fields)))
    #expect(report.type == "abuse" && report.isComplaint)
    #expect(report.recipients.map(\.text) == ["jane@customer.example", "bob@customer.example"])
    #expect(report.returned?.header.value("message-id") == "<\(Self.id)>")
  }

  @Test(arguments: [
    ("Feedback-Type: not-spam", false), ("Feedback-Type: FRAUD", true), ("Feedback-Type: opt-out", true),
  ])
  func `that a mail was no spam is no complaint`(fields: String, isComplaint: Bool) {
    #expect(FeedbackReport(Self.complaint(fields))?.isComplaint == isComplaint)
  }

  @Test(arguments: ["", "Version: 1\r\n", "Feedback-Type:\r\n", "nonsense"])
  func `what names no kind is no complaint`(fields: String) {
    #expect(FeedbackReport(Self.complaint(fields)) == nil)
    #expect(FeedbackReport(Self.report(Self.postfix)) == nil)
  }
}
