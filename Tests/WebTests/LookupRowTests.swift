import Domains
import Operations
import Testing
import Vocabulary

/// What the DNS said, on the page of the report that needed it.
@Suite struct LookupRowTests {
  @Test func `archived answers stand on the report's page, each once, as text`() async throws {
    try await Site.run { site in
      let mail =
        "Received: from a by b; Mon, 1 Sep 2014 10:00:00 +0000\r\nFrom: Acme <x@palomberry.com>\r\nTo: j@c.example\r\nSubject: Pay\r\n\r\nHello\r\n"
      _ = await site.desk.receive(Delivery(bytes: Array(mail.utf8), door: .file))
      _ = try await site.desk.examineWaiting()
      let browser = try await site.admin()
      #expect(try await !browser.get("/reports/1").body.contains("Looked up in the DNS"))
      var transaction = LedgerTransaction(now: Timestamp(seconds: 1_415_800_000))
      transaction.answers = [0, 60].map { later in
        DNSObservation(
          DNSQuestion("palomberry.com", .txt), asked: Timestamp(seconds: 1_415_800_000 + later), outcome: .records,
          records: [.text(Array("<script>alert(1)</script> https://evil.example/".utf8))], security: .bogus)
      }
      transaction.answers.append(
        DNSObservation(
          DNSQuestion("_dmarc.palomberry.com", .txt), asked: Timestamp(seconds: 1_415_800_120), outcome: .nonexistent,
          security: .secure))
      _ = try await site.desk.ledger.append(transaction)
      let page = try await browser.get("/reports/1").body
      #expect(page.contains("Looked up in the DNS, and kept"))
      #expect(page.contains("found in the DNS on 2014-11-12 13:47 UTC"))
      #expect(!page.contains("found in the DNS on 2014-11-12 13:46 UTC"))
      #expect(page.contains("its signature does not hold"))
      #expect(page.contains("there was no such name on 2014-11-12 13:48 UTC"))
      #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert"))
      #expect(page.split(separator: "palomberry[.]com</bdi> TXT").count == 3)
    }
  }
}
