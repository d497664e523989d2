import Domains
import Mail
import Testing
import Vocabulary

@testable import Forensics

/// What is passed over unread must be what a closer look would have found nothing in.
@Suite struct ShortcutTests {
  static let pieces = [
    "harbor", "ledger", "HARBOR", "har", "bor", "-", "/", ".", "%20", "é", "Ж", "h", "ledge", "r", "x", "мail", "漢",
    "1", "0", "rn", "login",
  ]

  /// Mixtures of the pieces, always the same ones.
  static func mixtures(_ count: Int) -> [String] {
    var state: UInt64 = 42
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    return (0..<count).map { _ in (0..<next(9)).map { _ in pieces[next(pieces.count)] }.joined() }
  }

  @Test func `a name is found in a path as in the folded path without its blanks`() {
    var found = 0
    for text in Self.mixtures(3_000) {
      for name in ["harborledger", "harbor", "h", "rh"] {
        let wanted = String(decoding: FoldedText(text).tight, as: UTF8.self).contains(name)
        let seen = Array(text.utf8).withUnsafeBufferPointer { FoldedText.holdsTight($0, Array(name.utf8)) }
        #expect(seen == wanted, "\(name) in \(text)")
        found += wanted ? 1 : 0
      }
    }
    #expect(found > 100)
  }

  @Test func `a host that is passed over is no look-alike`() {
    let domains = ["harborledger.com"].compactMap { DomainName($0) }
    let index = LookAlikeIndex(
      brands: [Brand(domains: domains, name: "Harbor Ledger")], suffixes: .builtIn, lureWords: LureWords(["login"]))
    var (passed, accused) = (0, 0)
    for text in Self.mixtures(3_000) {
      for host in [text + ".com", "www." + text + ".example.net", text] {
        let isLookAlike = index.classify(host, leeway: 4).isLookAlike
        #expect(index.mayImitate(host) || !isLookAlike, "\(host)")
        passed += index.mayImitate(host) ? 0 : 1
        accused += isLookAlike ? 1 : 0
      }
    }
    #expect(passed > 100 && accused > 10)
  }

  @Test func `words that lure are found wherever they stand in the text`() {
    let words = LureWordList(payment: ["pay", "bank details", "számla"], urgency: ["urgent", "at once"])
    for padding in 0..<20 {
      let start = String(repeating: "x", count: padding)
      #expect(LureText([FoldedText("\(start) Bank, details!")], words: words).payment == "bank details")
      #expect(LureText([FoldedText("\(start) SZÁMLA")], words: words).payment == "számla")
      #expect(LureText([FoldedText("\(start) payer atonce")], words: words) == LureText([], words: words))
      #expect(LureText([FoldedText("\(start) pay at\n\nonce")], words: words).urgency == "at once")
    }
    let long = String(repeating: "word ", count: 4 << 10)
    #expect(LureText([FoldedText(long + "pay")], words: words).payment == nil)
  }

  @Test func `every known field is found whatever the case of its name`() {
    let lines = KnownField.allCases.dropFirst().map { "\($0.name.uppercased()): <a@b.example>\n" }
    let header = HeaderBlock(Array((lines.joined() + "X-Mark: 1\nX-Other: 1\nReceive: 1\n").utf8)[...])
    let index = FieldIndex(header, FieldNames(marks: ["x-mark", "x-feedback-id"]))
    let fields = header.fields.indices.map { index[$0] }
    #expect(fields == Array(KnownField.allCases.dropFirst()) + [.other, .other, .other])
    #expect(
      header.fields.indices.filter { index.mark(of: $0) != nil }.map { header.key(of: header.fields[$0]) } == [
        "x-feedback-id", "x-mark",
      ])
    #expect(index.mailboxes(.replyTo, in: header).first?.address == EmailAddress("a@b.example"))
  }
}
