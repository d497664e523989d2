import Testing
import Vocabulary

@testable import Mail

struct ARCChainTests {
  static func chain(_ bytes: [UInt8], keys: DKIMKeyArchive? = nil) throws -> ARCChain {
    ARCChain(of: HeaderBlock(bytes[...]), keys: try keys ?? TestSigner.keys())
  }

  static func chain(_ text: String) throws -> ARCChain { try chain(Array(text.utf8)) }

  /// `message` with one more set on top, sealed with the test key.
  static func sealed(
    _ message: String, _ instance: Int, cv: String? = nil, h: String = "from:to:subject:date", more: String = ""
  ) -> String {
    let (headers, body) = TestSigner.split(message)
    let bh = TestSigner.digest(Array(TestSigner.canonicalBody(body, relaxed: true).utf8))
    let results = "ARC-Authentication-Results: i=\(instance); mx\(instance).test; spf=pass smtp.mailfrom=a@b.test"
    let signature = TestSigner.complete(
      "ARC-Message-Signature: i=\(instance); a=ed25519-sha256; c=relaxed/relaxed; d=harborledger.test; s=curve;\r\n h=\(h); bh=\(base64(bh)); b=",
      headers: headers, names: h, relaxed: true)
    let own =
      "ARC-Seal: i=\(instance); a=ed25519-sha256; cv=\(cv ?? (instance == 1 ? "none" : "pass")); d=harborledger.test; s=curve; \(more)b="
    // Old sets stand newest on top, each as seal, signature, results: from the bottom up they are in the order of the
    // seal.
    let before = headers.filter { TestSigner.key($0).hasPrefix("arc-") }.reversed()
    let text = (before + [results, signature]).map { TestSigner.canonicalField($0, relaxed: true) + "\r\n" }.joined()
    let seal =
      own
      + base64(
        TestSigner.ed25519(TestSigner.digest(Array((text + TestSigner.canonicalField(own, relaxed: true)).utf8))))
    return [seal, signature, results, message].joined(separator: "\r\n")
  }

  private static func base64(_ bytes: [UInt8]) -> String { TestSigner.base64(bytes) }

  /// Sealed by dkimpy 1.1.8; the second forwarder changed the subject.
  @Test(arguments: [("arc-one.eml", 1, 1), ("arc-two.eml", 2, 2)])
  func `what another program sealed holds`(_ name: String, _ count: Int, _ oldest: Int) throws {
    let chain = try Self.chain(try TestSigner.fixture(name))
    #expect(chain.result == .pass, "\(chain)")
    #expect(chain.sets.count == count && chain.oldestPass == oldest)
    #expect(chain.sets.first?.results.first("dmarc")?.result == "pass")
    #expect(chain.sets.first?.results.authservID == "list.example.test")
  }

  @Test func `five forwarders in a row hold, with either line end`() throws {
    var message = DKIMVerificationTests.message
    for instance in 1...5 { message = Self.sealed(message, instance) }
    #expect(try Self.chain(message).result == .pass)
    #expect(try Self.chain(Array(message.utf8).filter { $0 != 0x0D }).result == .pass)
    #expect(try Self.chain(message).oldestPass == 1)
    #expect(try Self.chain(message.replacing("mx3.test", with: "mx9.test")).result == .fail)
    #expect(try Self.chain(message.replacing("pay  here", with: "pay there")).result == .fail)
    #expect(try Self.chain(message.replacing("Your   plan", with: "Your debt")).result == .fail)
  }

  @Test func `a message without a set has no chain, one without keys no proof`() throws {
    #expect(try Self.chain(DKIMVerificationTests.message).result == .none)
    let sealed = Self.sealed(DKIMVerificationTests.message, 1)
    #expect(try Self.chain(Array(sealed.utf8), keys: DKIMKeyArchive()).result == .unproven)
    #expect(
      try Self.chain(Array(sealed.replacing("pay  here", with: "pay there").utf8), keys: DKIMKeyArchive()).result
        == .fail)
  }

  @Test(arguments: [
    ("i=2; mx2.test", "i=3; mx2.test", ARCFault.missingField), ("ARC-Seal: i=1;", "ARC-Seal: i=0;", .badInstance),
    ("ARC-Seal: i=1;", "ARC-Seal: i=51;", .badInstance), ("ARC-Seal: i=1;", "ARC-Seal: i=2;", .duplicateField),
    ("cv=none", "cv=pass", .badStatus),
    ("cv=pass", "cv=none", .badStatus), ("cv=pass", "cv=maybe", .badStatus), ("cv=pass;", "", .badStatus),
    ("cv=pass;", "cv=pass; h=from;", .badSeal),
    ("h=from:to", "h=arc-seal:from:to", .badMessageSignature), ("h=from:to", "h=to", .badMessageSignature),
    ("ARC-Message-Signature: i=1", "X-Message-Signature: i=1", .missingField),
    ("i=1; mx1.test", "mx1.test", .badInstance),
  ])
  func `sets that are no chain fail with their fault`(_ part: String, _ bad: String, _ fault: ARCFault) throws {
    let message = Self.sealed(Self.sealed(DKIMVerificationTests.message, 1), 2)
    let chain = try Self.chain(message.replacing(part, with: bad, maxReplacements: 1))
    #expect(chain.result == .fail && chain.fault == fault, "\(chain)")
    #expect(chain.sets.isEmpty)
  }

  @Test func `a chain without its first set fails`() throws {
    let one = Self.sealed(DKIMVerificationTests.message, 2)
    #expect(try Self.chain(one).fault == .missingInstance)
  }

  @Test func `a sealer that saw a broken chain has the last word`() throws {
    let message = Self.sealed(Self.sealed(DKIMVerificationTests.message, 1), 2, cv: "fail")
    let chain = try Self.chain(message)
    #expect(chain.result == .fail && chain.fault == nil)
  }

  @Test func `more sets than fifty are no chain`() throws {
    let seals = (1...160).map { "ARC-Seal: i=\($0 % 50 + 1); a=rsa-sha256\r\n" }.joined()
    #expect(try Self.chain(seals + DKIMVerificationTests.message).fault == .duplicateField)
    var message = DKIMVerificationTests.message
    for instance in 1...50 { message = Self.sealed(message, instance) }
    #expect(try Self.chain(message).result == .pass)
    #expect(try Self.chain(Self.sealed(message, 51)).fault == .badInstance)
  }
}
