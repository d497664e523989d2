import Mail
import Operations
import Testing
import Vocabulary

@testable import Casework

/// What must never be answered, each with its reason; and what a person wrote, which must be.
@Suite struct AutomaticMailTests {
  static let words = ReporterData.knowledge?.automaticMail ?? AutomaticMail.Words(subjects: [], senders: [])
  static let intake = Set(["report@harborledger.com"].compactMap { EmailAddress($0) })

  static func reason(_ header: String, _ sender: AutomaticMail.EnvelopeSender? = nil) -> AutomaticMail? {
    let from = header.lowercased().contains("from:") ? "" : "From: Jane <jane@example.org>\n"
    return AutomaticMail(
      Message(Array((from + header + "\n\nHello").utf8)), sender: sender, intake: intake, words: words)
  }

  @Test(arguments: [
    ("Auto-Submitted: auto-replied", "auto-submitted"), ("Auto-Submitted: auto-generated; x=y", "auto-submitted"),
    ("auto-submitted: AUTO-NOTIFIED (rejected)", "auto-submitted"), ("Precedence: bulk", "bulk"),
    ("Precedence: List", "bulk"), ("Precedence: junk", "bulk"), ("Precedence: auto_reply", "bulk"),
    ("List-Id: <a.b>", "mailing-list"), ("List-Unsubscribe: <mailto:a@b>", "mailing-list"),
    ("X-Auto-Response-Suppress: All", "responder"), ("X-Auto-Response-Suppress: DR, OOF", "responder"),
    ("X-Autoreply: yes", "responder"), ("X-Autorespond: Gone", "responder"), ("X-Loop: a@b", "responder"),
    ("Return-Path: <>", "null-sender"), ("Return-Path: < >", "null-sender"),
    ("Content-Type: multipart/report; report-type=delivery-status; boundary=a", "delivery-report"),
    ("X-Candor-Loop: other.example", "our-own-mark"),
    ("Message-ID: <candor.0123456789abcdef0123456789abcdef@harborledger.com>", "our-own-mark"),
    ("From: report@harborledger.com", "our-own-address"),
    ("From: x@y.example\nSender: Report+a@HarborLedger.com", "our-own-address"),
    ("From: MAILER-DAEMON@example.org", "system-sender"), ("From: postmaster@example.org", "system-sender"),
    ("From: \"Shop\" <no-reply@shop.example>", "system-sender"), ("From: noreply+77@shop.example", "system-sender"),
    ("Reply-To: do-not-reply@shop.example", "system-sender"), ("From: list-bounces@example.org", "system-sender"),
    ("From: nobody there", "no-sender"), ("From: ", "no-sender"),
    ("Subject: Automatic reply: Fwd: invoice", "away-subject"), ("Subject: Out of Office", "away-subject"),
    ("Subject: Respuesta automática: RV: factura", "away-subject"), ("Subject: Fuera de la oficina", "away-subject"),
    ("Subject: Automatikus válasz: számla", "away-subject"), ("Subject: Abwesenheitsnotiz", "away-subject"),
    ("Subject: =?utf-8?Q?Respuesta_autom=C3=A1tica?=", "away-subject"), ("Subject: Undeliverable: x", "away-subject"),
  ])
  func `a program's mail is known`(header: String, code: String) {
    let reason = Self.reason(header)
    #expect(reason?.code == code)
    #expect(reason?.description.isEmpty == false)
  }

  @Test(arguments: [
    "Subject: Fwd: Your invoice", "Auto-Submitted: no", "Precedence: normal", "X-Auto-Response-Suppress: None",
    "Subject: Fwd: Automatic reply: x", "Return-Path: <jane@example.org>", "From: bouncer@example.org",
    "Message-ID: <candor.1@harborledger.com>", "Subject: RV: factura", "X-Mailer: Apple Mail (2.3)",
    "From: support@harborledger.com", "X-Autoreply: no", "Reply-To: jane@work.example", "Subject: Readiness",
  ])
  func `a person's mail is not`(header: String) {
    #expect(Self.reason(header) == nil)
  }

  @Test func `the envelope counts as well`() throws {
    #expect(Self.reason("Subject: x", .null) == .nullSender)
    let bounces = try #require(EmailAddress("bounces@example.org"))
    #expect(Self.reason("Subject: x", .address(bounces))?.code == "system-sender")
    #expect(Self.reason("Subject: x", .address(try #require(EmailAddress("jane@example.org")))) == nil)
    #expect(AutomaticMail(Message([]), intake: [], words: Self.words) == .noSender)
  }

  @Test func `our own letters' mark is what is looked for`() throws {
    let id = LoopMark.messageID(key: "ack/1", domain: try #require(DomainName("harborledger.com")))
    #expect(LoopMark.isOurs(id))
    let mark = Message(Array("Message-ID: <relay@x>\n\(LoopMark.field): <\(id)>\n\n".utf8)).header
    #expect(LoopMark.id(in: mark) == id)
    #expect(LoopMark.id(in: Message(Array("Message-ID: <\(id)>\n\n".utf8)).header) == id)
    #expect(LoopMark.id(in: Message(Array("Message-ID: <relay@x>\n\n".utf8)).header) == nil)
    #expect(!LoopMark.isOurs("candor.xyz@harborledger.com") && !LoopMark.isOurs("candor.") && !LoopMark.isOurs(""))
  }
}
