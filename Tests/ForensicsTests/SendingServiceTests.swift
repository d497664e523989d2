import Forensics
import Mail
import Testing
import Vocabulary

@Suite struct SendingServiceTests {
  static let date = "Tue, 11 Nov 2014 14:52:00 +0000"

  /// A mail that `host` at `address` handed to the receiver, which found `results`; `below` is the sender's.
  static func mail(
    _ results: String, host: String, name: String? = nil, address: String = "198.51.100.7", below: String = ""
  ) -> String {
    """
    Authentication-Results: mx.harbor.example; \(results)
    Received: from \(host) (\(name ?? host) [\(address)]) by mx.harbor.example (Postfix) with ESMTPS id 4Qk7; \(date)
    \(below)
    From: "Harbor" <news@client.example>
    Subject: Your invoice

    """
  }

  static let sendgridHeaders = """
    Return-Path: <bounces+482107-9f3a-jane=harbor.example@em.client.example>
    X-SG-EID: u001.opaque
    Received: from NDgyMTA3 (unknown) by geopod-ismtpd-12 (SG) with HTTP id 4t; \(date)
    """

  @Test func `a signature of the service is tier A`() {
    let found = finding(
      Self.mail("dkim=pass header.d=sendgrid.net", host: "x.client.example", below: Self.sendgridHeaders))
    #expect(found.service?.providerID == "sendgrid")
    #expect(found.service?.tier == .a)
    #expect(found.service?.account == "482107")
    #expect(found.claimed.isEmpty)
  }

  @Test func `a signature verified here is tier A too`() throws {
    let signature = VerifiedSignature(domain: try #require(DomainName("sendgrid.net")), selector: "smtpapi")
    let header = Self.mail("dkim=none; spf=none", host: "x.client.example", below: Self.sendgridHeaders)
    #expect(finding(header).service == nil)
    let found = finding(header, verified: [signature])
    #expect(found.service?.tier == .a)
    #expect(found.because == ["DKIM signature of sendgrid.net (smtpapi) verified here"])
  }

  @Test func `a sender policy of the bounce domain is tier B`() {
    let found = finding(Self.mail("spf=pass smtp.mailfrom=b1.sendgrid.net", host: "x.client.example"))
    #expect(found.service?.tier == .b)
  }

  @Test func `a failed signature and a failed policy prove nothing`() {
    #expect(
      finding(
        Self.mail("dkim=fail header.d=sendgrid.net; spf=softfail smtp.mailfrom=sendgrid.net", host: "x.client.example")
      ).service == nil)
  }

  @Test func `tier C wants host, pass and agreement together`() {
    let headers = "X-SES-Outgoing: 2014.11.11-198.51.100.7\nMessage-ID: <0100-000000@eu-west-1.amazonses.com>"
    let pass = "spf=pass smtp.mailfrom=client.example"
    let host = "a8-31.smtp-out.amazonses.com"
    #expect(finding(Self.mail(pass, host: host, below: headers)).service?.tier == .c)
    #expect(finding(Self.mail("spf=none smtp.mailfrom=client.example", host: host, below: headers)).service == nil)
    #expect(finding(Self.mail(pass, host: "mail.client.example", below: headers)).service == nil)
    #expect(finding(Self.mail(pass, host: host, below: "X-Mailer: none")).service == nil)
  }

  @Test func `an echo of another address refutes, one of the right address proves nothing`() {
    let pass = "spf=pass smtp.mailfrom=client.example"
    let copied = finding(
      Self.mail(pass, host: "a8-31.smtp-out.amazonses.com", below: "X-SES-Outgoing: 2014.11.11-192.0.2.99"))
    #expect(copied.service == nil)
    #expect(copied.claimed == ["amazonses"])
    #expect(copied.refuted["amazonses"] == "x-ses-outgoing names 192.0.2.99, but 198.51.100.7 connected")
    let alone = finding(Self.mail(pass, host: "mail.client.example", below: "X-SES-Outgoing: 2014.11.11-198.51.100.7"))
    #expect(alone.service == nil)
    #expect(alone.claimed == ["amazonses"])
    #expect(alone.refuted.isEmpty)
  }

  @Test func `a customer's own names want envelope, inner machine, pass and an address of the service`() {
    let pass = "spf=pass smtp.mailfrom=em.client.example"
    let found = finding(Self.mail(pass, host: "o1.client.example", address: "149.72.10.9", below: Self.sendgridHeaders))
    #expect(found.service?.tier == .c)
    #expect(found.service?.account == "482107")
    #expect(
      finding(Self.mail(pass, host: "o1.client.example", address: "198.51.100.7", below: Self.sendgridHeaders)).service
        == nil)
    #expect(
      finding(Self.mail("spf=none", host: "o1.client.example", address: "149.72.10.9", below: Self.sendgridHeaders))
        .service == nil)
  }

  @Test func `a HELO name alone does not make a host one of a service whose addresses are known`() {
    let pass = "spf=pass smtp.mailfrom=client.example"
    let host = "NAM11-BN8-obe.outbound.protection.outlook.com"
    #expect(
      finding(Self.mail(pass, host: host, name: "unknown", address: "203.0.113.9", below: Self.sendgridHeaders)).service
        == nil)
    #expect(
      finding(Self.mail("spf=none", host: host, name: "unknown", address: "52.100.3.4")).service?.providerID == "m365")
  }

  @Test(arguments: [
    "notsendgrid.net", "sendgrid.net.evil.example", "sendgrid.net-mail.example", "sendgrid-net.example",
  ])
  func `a look-alike of the service's domain is not the service's`(domain: String) {
    let found = finding(
      Self.mail(
        "dkim=pass header.d=\(domain); spf=pass smtp.mailfrom=\(domain)", host: "x." + domain,
        below: Self.sendgridHeaders))
    #expect(found.service == nil)
    #expect(found.claimed == ["sendgrid"])
  }

  @Test func `at equal tiers the child is named, its upstream beside it`() {
    let found = finding(
      Self.mail(
        "dkim=pass header.d=circle.so; dkim=pass header.d=mailgun.org", host: "x.client.example",
        below: "Return-Path: <bounce+31f89e.64c17d-jane=harbor.example@m.client.example>"))
    #expect(found.service?.providerID == "circle")
    #expect(found.service?.ridesOn == ["mailgun"])
    #expect(found.service?.account == "64c17d")
  }

  @Test func `the higher tier is named before the child`() {
    let found = finding(
      Self.mail(
        "dkim=pass header.d=gmail.com; spf=pass smtp.mailfrom=x.bounces.google.com", host: "mail-yw1-f200.google.com",
        below: "X-GoogleForms-FormId: e/1FAI"))
    #expect(found.service?.providerID == "gmail")
    #expect(found.because.last == "Google Forms receipts is also proven (tier C, account e/1FAI)")
  }

  @Test func `a mailbox is the account only where its domain passed`() {
    let header = Self.mail(
      "dkim=pass header.d=gmail.com", host: "mail-yw1-f200.google.com", below: "Return-Path: <jane.doe@gmail.com>")
    #expect(finding(header).service?.account == "jane.doe@gmail.com")
  }

  @Test func `the receiver's own tenant is never the account`() {
    let header = Self.mail(
      "dkim=pass header.d=harborfake.onmicrosoft.com", host: "mail.client.example",
      below: "X-MS-Exchange-CrossTenant-Id: 84df9e7f-e9f6-40af-b435-0123456789ab")
    #expect(finding(header).service?.account == "harborfake")
  }

  @Test func `a guess with a good signature is only claimed`() {
    let found = finding(Self.mail("dkim=pass header.d=dynect.net", host: "x.client.example"))
    #expect(found.service == nil)
    #expect(found.claimed == ["dyn"])
  }

  @Test func `a hostile account id is not taken over`() {
    let long = String(repeating: "9", count: 4_000)
    let found = finding(
      Self.mail("dkim=pass header.d=sendgrid.net", host: "x", below: "Return-Path: <bounces+\(long)-9f3a-x@y.example>"))
    #expect(found.service?.providerID == "sendgrid")
    #expect(found.service?.account == nil)
  }

  /// Everything that examples hold below the boundary, mixed at random under a stranger's line: claims, whatever is claimed.
  @Test(arguments: 1...40)
  func `headers alone never prove a service`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let lines = Shipped.providers.flatMap { $0.example.header.split(separator: "\n").map(String.init) }
    for _ in 0..<25 {
      let forged = (0..<(3 + random(120))).map { _ in lines[random(lines.count)] }.joined(separator: "\n")
      let results = [
        "spf=pass smtp.mailfrom=mailer.example; dkim=pass header.d=mailer.example",
        "spf=fail smtp.mailfrom=sendgrid.net; dkim=none",
      ]
      let found = finding(
        Self.mail(results[random(2)], host: "mail.mailer.example", address: "203.0.113.77", below: forged),
        trusting: random(2) == 0 ? ["mx.harbor.example"] : [])
      #expect(found.service == nil, "\(found.because) \(forged)")
    }
  }
}
