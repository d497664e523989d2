import Testing
import Vocabulary

@testable import Mail

struct AuthenticationResultsTests {
  @Test func `Outlook names no authserv-id`() throws {
    let line = AuthenticationResults(
      "spf=pass (sender IP is 192.0.2.44) smtp.mailfrom=b.shop.test; dkim=fail (no key for signature) header.d=bulk.test;dmarc=none action=none header.from=shop.test;compauth=pass reason=100"
    )
    #expect(line.authservID == nil)
    #expect(
      line.results.map { "\($0.method)=\($0.result)" } == ["spf=pass", "dkim=fail", "dmarc=none", "compauth=pass"])
    let spf = try #require(line.first("spf"))
    #expect(spf.comment == "sender IP is 192.0.2.44")
    #expect(spf.client == IPAddress("192.0.2.44"))
    #expect(spf.value("smtp", "mailfrom") == "b.shop.test")
    #expect(line.first("dkim")?.value("header", "d") == "bulk.test")
    #expect(line.first("dmarc")?.value("", "action") == "none")
    #expect(line.first("compauth")?.reason == "100")
  }

  @Test func `several signatures, each with its own properties`() throws {
    let line = AuthenticationResults(
      "mx.example.net; dkim=pass header.i=@shop.test header.s=s1 header.b=\"ab/c=\"; dkim=neutral (body hash did not verify) header.i=@bulk.test header.s=s2; spf=pass (example.net: domain of x@b.shop.test designates 2001:db8::5 as permitted sender) smtp.mailfrom=\"x y\"@b.shop.test"
    )
    #expect(line.authservID == "mx.example.net")
    #expect(line.all("dkim").map { $0.value("header", "s") } == ["s1", "s2"])
    #expect(line.all("dkim")[0].value("header", "b") == "ab/c=")
    #expect(line.first("spf")?.value("smtp", "mailfrom") == "x y@b.shop.test")
    #expect(line.first("spf")?.client == IPAddress("2001:db8::5"))
  }

  @Test func `ARC has an instance before the authserv-id`() {
    let line = AuthenticationResults(
      "i=2; mx.example.net 1; arc=pass (0 oda=1 spf=[1,2]); dmarc/1 = Pass header.from=shop.test")
    #expect(line.instance == 2)
    #expect(line.authservID == "mx.example.net")
    #expect(line.first("dmarc")?.result == "pass")
    #expect(line.first("arc")?.comment == "0 oda=1 spf=[1,2]")
    #expect(line.first("arc")?.properties.isEmpty == true)
  }

  @Test(arguments: [
    ("spf=pass smtp.mailfrom=a@b.shop.test", "a@b.shop.test", "b.shop.test"),
    ("spf=pass smtp.mailfrom=<a@B.shop.test>", "a@B.shop.test", "b.shop.test"),
    ("spf=none smtp.helo=mx.shop.test", "mx.shop.test", "mx.shop.test"),
    ("dkim=pass header.i=@em.shop.test header.s=x", "@em.shop.test", "em.shop.test"),
    ("dkim=pass header.i=a@em.shop.test header.d=shop.test", "shop.test", "shop.test"),
    ("dmarc=fail action=none header.from=shop.test", "shop.test", "shop.test"),
    ("dkim=none (message not signed) header.d=none", nil, nil), ("dmarc=none header.from=", nil, nil),
    ("spf=none smtp.mailfrom=<>", nil, nil), ("compauth=pass reason=100", nil, nil),
  ])
  func `a result says whom it is about`(_ text: String, _ identity: String?, _ domain: String?) throws {
    let result = try #require(AuthenticationResults(text).results.first)
    #expect(result.identity == identity)
    #expect(result.domain?.ascii == domain)
  }

  @Test(arguments: [
    ("mx.example.net; none", 0), ("mx.example.net 1; none", 0), ("", 0), (";;;", 0), ("=", 0), ("mx.example.net;", 0),
    ("(a", 0),
    ("mx.example.net (see (the (manual))) ; spf = fail ( x ; dkim=pass ) smtp.mailfrom=a", 1),
    ("mx.example.net; spf=fail reason=\"a; dkim=pass\"", 1), ("spf=none; hotmail.test; dkim=none header.d=none", 2),
    ("x; spf=pass ((((((", 1), ("x; dkim=pass = = ; spf=pass", 2),
  ])
  func `a result counts only where it is one`(_ text: String, _ count: Int) {
    #expect(AuthenticationResults(text).results.count == count, "\(AuthenticationResults(text))")
  }

  @Test func `what an attacker nests or repeats is bounded`() {
    let nested = AuthenticationResults(
      "x; spf=pass " + String(repeating: "(", count: 60_000) + String(repeating: ")", count: 60_000))
    #expect(nested.results.count == 1)
    let many = AuthenticationResults("x" + String(repeating: "; dkim=pass a.b=c", count: 5_000))
    #expect(many.results.count == AuthenticationResults.mostResults)
    let wide = AuthenticationResults("x; dkim=pass" + String(repeating: " a.b=c", count: 5_000))
    #expect(wide.results.first?.properties.count == AuthenticationResults.mostProperties)
  }

  @Test func `every cut of a line is read without a trap`() {
    let text = Array("i=1; mx.test 1; spf=pass (a \\( b) smtp.mailfrom=\"j \\\" d\"@x; dkim=pass header.d=y (z)".utf8)
    for end in text.indices {
      for byte: UInt8 in [0, 0x22, 0x28, 0x29, 0x3B, 0x3D, 0x5C, 0xFF] {
        let line = AuthenticationResults(Array(text[..<end]) + [byte] + text[end...])
        #expect(line.results.count <= 5)
        #expect(ReceivedSPF(Array(text[..<end]) + [byte]).result.utf8.count <= text.count + 1)
      }
    }
  }

  @Test func `Received-SPF is read from its pairs, else from its sentence`() {
    let pairs = ReceivedSPF(
      "Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.4; helo=mx.shop.test; envelope-from=\"jane doe@b.shop.test\"; receiver=<UNKNOWN>"
    )
    #expect(pairs.result == "pass" && pairs.client == IPAddress("192.0.2.4") && pairs.helo == "mx.shop.test")
    #expect(
      pairs.envelopeFrom == "jane doe@b.shop.test" && pairs.domain == "b.shop.test" && pairs.receiver == "<UNKNOWN>")
    let sentence = ReceivedSPF(
      "softfail (mx.test: domain of transitioning a@shop.test discourages use of 2001:db8::9 as permitted sender)")
    #expect(
      sentence.client == IPAddress("2001:db8::9") && sentence.domain == "shop.test" && sentence.envelopeFrom == nil)
    #expect(ReceivedSPF("None (mx.test: shop.test does not designate permitted sender hosts)").client == nil)
    #expect(ReceivedSPF("").result == "")
  }
}
