import Forensics
import Testing
import Vocabulary

@Suite struct LinkShowsOwnDomainTests {
  private static func mail(_ href: String, _ shown: String, from: String = "Anna <a@mailer.example>") -> String {
    StagedMail(
      from: from, subject: "News of the week", html: "<p>Please log in at <a href=\"\(href)\">\(shown)</a> today.</p>"
    ).text
  }

  @Test(arguments: ["harborledger.com", "https://www.harborledger.com/login", "my.harborledger.com/pay"])
  func `an address that is shown and not led to is seen`(shown: String) throws {
    let finding = try Staged.finding(Self.mail("https://pay.mailer.example/x", shown))
    #expect(finding.detail("link-shows-own-domain")?.contains("pay[.]mailer[.]example") == true)
    #expect(finding.verdict == .impersonation)
  }

  @Test(arguments: [
    ("https://harborledger.com/login", "harborledger.com"), ("https://pay.mailer.example/x", "Log in"),
    ("https://pay.mailer.example/x", "pay.mailer.example"),
    ("https://my.harborledger.com/a", "https://www.harborledger.com/"),
    ("https://pay.mailer.example/x", "see harborledger.com here"),
  ])
  func `others are not`(href: String, shown: String) throws {
    #expect(!(try Staged.finding(Self.mail(href, shown)).saw("link-shows-own-domain")))
  }

  static let detour = "https://u4821.ct.sendgrid.net/ls/click?upn=abc"

  @Test func `a newsletter whose service counts clicks shows the address and leads there by a detour`() throws {
    let finding = try Staged.finding(
      Self.mail(Self.detour, "www.harborledger.com", from: "Trade News <news@tradenews.example>"))
    #expect(finding.verdict == .unrelated)
  }

  @Test func `in the company's own mail the detour of a service that it uses is its own`() throws {
    let mail = StagedMail(
      from: "Harbor Ledger <billing@harborledger.com>",
      html: "<p>Your invoice: <a href=\"\(Self.detour)\">www.harborledger.com</a></p>")
    #expect(try Staged.finding(mail.inline(), Staged.company(senders: ["sendgrid"])).verdict == .unproven)
    #expect(try Staged.finding(mail.inline()).verdict == .impersonation)
  }

  @Test func `a detour is no excuse where the mail asks for money`() throws {
    let mail = StagedMail(
      from: "Anna <a@mailer.example>", html: "<p>Your invoice: <a href=\"\(Self.detour)\">www.harborledger.com</a></p>")
    #expect(try Staged.finding(mail.text).verdict == .impersonation)
  }
}
