import Forensics
import Mail
import Testing
import Vocabulary

/// The way of invented mail to invented receivers, and what a sender may forge below it.
@Suite struct DeliveryPathTests {
  static let date = "Tue, 11 Nov 2014 14:52:00 +0000"
  /// What mx.harbor.example writes when a stranger's host connects.
  static let stranger = """
    Received: from mail.mailer.example (mail.mailer.example [203.0.113.77]) by mx.harbor.example (Postfix) with ESMTPS id 4Qk7; \(date)

    """

  static func path(_ header: String, trusting trusted: [String] = []) -> DeliveryPath {
    DeliveryPath(
      HeaderBlock(Array(header.utf8)[...]), receivers: Shipped.catalog.receivers,
      trusted: trusted.compactMap { DomainName($0) })
  }

  @Test func `results above the receiver's line are believed`() {
    let path = Self.path(
      "Authentication-Results: mx.harbor.example; dkim=pass header.d=mailer.example; spf=pass smtp.mailfrom=b@mailer.example\n"
        + Self.stranger)
    #expect(path.verdict.dkimDomains == ["mailer.example"])
    #expect(path.verdict.spfPassed)
    #expect(path.verdict.envelopeDomain == "mailer.example")
    #expect(path.connectingHop?.received.address == IPAddress("203.0.113.77"))
    #expect(path.received?.rfc3339 == "2014-11-11T14:52:00Z")
  }

  @Test func `results below the receiver's line are the sender's word, its own name or not`() {
    for name in ["mx.harbor.example", "mailer.example", "mx.google.com"] {
      let path = Self.path(
        Self.stranger
          + "Authentication-Results: \(name); dkim=pass header.d=sendgrid.net; spf=pass smtp.mailfrom=sendgrid.net\n",
        trusting: ["mx.harbor.example"])
      #expect(path.verdict.statements == 0 && !path.verdict.anyPass)
      #expect(path.statements.map(\.isTrusted) == [false])
    }
  }

  @Test func `a line that a stranger forged in the receiver's name is not believed`() {
    let path = Self.path(
      Self.stranger + "Authentication-Results: mx.harbor.example; dkim=pass header.d=sendgrid.net\n"
        + "Received: from o1.sendgrid.net (o1.sendgrid.net [167.89.1.1]) by mx.harbor.example with ESMTPS; \(Self.date)\n"
    )
    #expect(path.trustedCount == 1)
    #expect(path.connectingHop?.received.helo == "mail.mailer.example")
    #expect(path.verdict.dkimDomains.isEmpty)
  }

  @Test func `a stranger who says HELO with the receiver's name stays a stranger`() {
    let path = Self.path(
      """
      Received: from mx2.harbor.example (unknown [203.0.113.77]) by mx.harbor.example (Postfix) with ESMTPS; \(Self.date)
      Authentication-Results: mx2.harbor.example; dkim=pass header.d=sendgrid.net
      Received: from o1.sendgrid.net (o1.sendgrid.net [167.89.1.1]) by mx2.harbor.example with ESMTPS; \(Self.date)

      """, trusting: ["mx2.harbor.example"])
    #expect(path.trustedCount == 1)
    #expect(path.connectingHop?.received.address == IPAddress("203.0.113.77"))
    #expect(path.verdict.statements == 0)
  }

  @Test func `the receiver's own inner lines are passed`() {
    let path = Self.path(
      """
      Received: from mx.harbor.example (mx.harbor.example [198.51.100.2]) by imap.harbor.example with LMTP; \(Self.date)
      Received: from localhost (localhost [127.0.0.1]) by mx.harbor.example with ESMTP; \(Self.date)
      Authentication-Results: mx.harbor.example; spf=pass smtp.mailfrom=mailer.example

      """ + Self.stranger)
    #expect(path.trustedCount == 3)
    #expect(path.connectingHop?.received.helo == "mail.mailer.example")
    #expect(path.verdict.spfPassed)
  }

  @Test func `results without a name stand alone, those with one go together`() {
    let outlook = Self.path(
      """
      Authentication-Results: spf=fail (sender IP is 203.0.113.77) smtp.mailfrom=a.example
      Authentication-Results: mx.harbor.example; dkim=pass header.d=sendgrid.net

      """ + Self.stranger)
    #expect(outlook.verdict.dkimDomains.isEmpty)
    #expect(outlook.verdict.spf == "fail")
    let named = Self.path(
      """
      Authentication-Results: mx.harbor.example; dkim=pass header.d=a.example
      Authentication-Results: MX.harbor.example; spf=pass smtp.mailfrom=b.example
      Authentication-Results: other.example; dkim=pass header.d=sendgrid.net

      """ + Self.stranger)
    #expect(named.verdict.dkimDomains == ["a.example"])
    #expect(named.verdict.envelopeDomain == "b.example")
    #expect(named.statements.map(\.isTrusted) == [true, true, false])
  }

  @Test func `Outlook's lines are inner up to the one that names the address of its results`() {
    let path = Self.path(
      """
      Received: from AA1.namprd19.prod.outlook.com (::1) by BB2.namprd19.prod.outlook.com with HTTPS; \(Self.date)
      Received: from CC3.eop-nam04.prod.protection.outlook.com (2603:10b6:a03:3a0::5b) by AA1.outlook.office365.com (2603:10b6:a03::2) with Microsoft SMTP Server id 15; \(Self.date)
      Authentication-Results: spf=pass (sender IP is 52.100.1.2) smtp.mailfrom=tenant.example; dkim=none
      Received: from NAM11-BN8-obe.outbound.protection.outlook.com (52.100.1.2) by CC3.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15; \(Self.date)
      Received: from DD4.namprd06.prod.outlook.com (2603:10b6:8:2a::28) by EE5.namprd19.prod.outlook.com (2603:10b6:a03::16) with Microsoft SMTP Server id 15; \(Self.date)

      """)
    #expect(path.trustedCount == 3)
    #expect(path.connectingHop?.received.helo == "nam11-bn8-obe.outbound.protection.outlook.com")
    #expect(path.verdict.client == IPAddress("52.100.1.2"))
  }

  @Test func `Google's results below its own line are believed, a copy further down is not`() {
    let line =
      "Received: from mail.mailer.example (mail.mailer.example. [203.0.113.77]) by mx.google.com with ESMTPS id 1; \(Self.date)\n"
    let top = "Received: by 2002:a05:6402:1::1 with SMTP id 9; \(Self.date)\n"
    let results =
      "Authentication-Results: mx.google.com; dkim=pass header.i=@mailer.example; spf=pass smtp.mailfrom=a@mailer.example\n"
    let forged = "Authentication-Results: mx.google.com; dkim=pass header.i=@sendgrid.net\n"
    let path = Self.path(top + line + "Received-SPF: pass (google.com: x) client-ip=203.0.113.77;\n" + results + forged)
    #expect(path.verdict.dkimDomains == ["mailer.example"])
    #expect(path.trustedCount == 2)
    #expect(Self.path(top + line + "X-Mine: 1\n" + forged).verdict.dkimDomains.isEmpty)
    // Another operator's line does not make Google's name believed.
    #expect(Self.path(Self.stranger + forged).verdict.dkimDomains.isEmpty)
  }

  @Test func `without results Received-SPF names who connected, and passes nothing`() {
    let path = Self.path(
      "Received-SPF: Pass (x: domain of sendgrid.net designates 203.0.113.77 as permitted sender) client-ip=203.0.113.77; helo=o1.sendgrid.net\n"
        + Self.stranger)
    #expect(path.verdict.client == IPAddress("203.0.113.77"))
    #expect(!path.verdict.spfPassed)
  }

  @Test func `a mail without Received lines has nothing to believe`() {
    let path = Self.path(
      "Authentication-Results: mx.harbor.example; dkim=pass header.d=sendgrid.net\nFrom: a@b.example\n")
    #expect(path.verdict.dkimDomains.isEmpty)
    #expect(path.connectingHop == nil)
    #expect(path.trustedCount == 0)
  }

  @Test func `a believed trusted receiver goes on where the operator looked its name up`() {
    let header = """
      Received: from mx.harbor.example (mx.harbor.example [198.51.100.2]) by mail.provider.example with ESMTPS; \(Self.date)
      Authentication-Results: mx.harbor.example; dkim=pass header.d=mailer.example

      """ + Self.stranger
    #expect(Self.path(header).trustedCount == 1)
    #expect(Self.path(header).verdict.dkimDomains.isEmpty)
    let trusting = Self.path(header, trusting: ["mx.harbor.example"])
    #expect(trusting.trustedCount == 2)
    #expect(trusting.verdict.dkimDomains == ["mailer.example"])
  }

  @Test func `ten thousand lines are cut off`() {
    let line = "Received: from a ([10.0.0.1]) by b.example; \(Self.date)\n"
    let path = Self.path(String(repeating: line, count: 1_500))
    #expect(path.hops.count == DeliveryPath.mostHops)
  }

  @Test func `behind a gateway of the receiver the line counts that names the address of its results`() {
    let path = Self.path(
      """
      Received: from gate.harbor.example (198.51.100.2) by mail.harbor.example with SMTP; \(Self.date)
      Authentication-Results: mail.harbor.example; spf=pass (sender IP is 203.0.113.77) smtp.mailfrom=mailer.example

      """.replacing("\n\n", with: "\n"))
    #expect(path.connectingHop?.received.helo == "gate.harbor.example")
    let gated = Self.path(
      """
      Authentication-Results: mail.harbor.example; spf=pass (sender IP is 203.0.113.77) smtp.mailfrom=mailer.example
      Received: from gate.harbor.example (198.51.100.2) by mail.harbor.example with SMTP; \(Self.date)
      Received: from mail.mailer.example (203.0.113.77) by gate.harbor.example with SMTP; \(Self.date)
      Received: from o1.sendgrid.net (203.0.113.77) by gate.harbor.example with SMTP; \(Self.date)

      """)
    #expect(gated.connectingHop?.received.helo == "mail.mailer.example")
    #expect(gated.trustedCount == 2)
  }

  /// The service's own examples, cut and changed at every 23rd byte: a value each time, and never a proof that was not there.
  @Test func `damaged headers are still read`() {
    for provider in Shipped.providers.prefix(6) {
      let bytes = Array(provider.counterExample.header.utf8)
      for index in stride(from: 0, to: bytes.count, by: 23) {
        _ = finding(String(decoding: bytes[..<index], as: UTF8.self))
        for byte: UInt8 in [0x00, 0x0A, 0x28, 0x3B, 0xFF] {
          var changed = bytes
          changed[index] = byte
          let block = HeaderBlock(changed[...])
          let path = DeliveryPath(block, receivers: Shipped.catalog.receivers)
          _ = Shipped.catalog.identify(block, path: path)
          #expect(path.trustedCount <= path.hops.count)
        }
      }
    }
  }
}
