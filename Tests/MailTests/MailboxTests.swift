import Testing
import Vocabulary

@testable import Mail

@Suite struct MailboxTests {
  private func shown(_ text: String) -> [String] {
    Mailbox.list(text).map { "\($0.name ?? "-")|\($0.address?.text ?? "-")" }
  }

  @Test(arguments: [
    ("jane@example.org", ["-|jane@example.org"]),
    ("<jane@example.org>", ["-|jane@example.org"]),
    ("Jane Doe <Jane@Example.ORG>", ["Jane Doe|jane@example.org"]),
    ("\"Doe, Jane\" <jane@example.org>, bob@example.org", ["Doe, Jane|jane@example.org", "-|bob@example.org"]),
    ("Doe, Jane <jane@example.org>", ["Doe, Jane|jane@example.org"]),
    ("Gutschein,<shop@example.org>", ["Gutschein|shop@example.org"]),
    ("\"Giant; \\\"Big\\\" Box\" <box@example.net>", ["Giant; \"Big\" Box|box@example.net"]),
    ("jane@example.org (Jane (the \\) first) Doe)", ["Jane the ) first Doe|jane@example.org"]),
    ("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", ["Pete|-"]),
    ("A Group:Ed Jones <joe@where.test>,John <jdoe@one.test>;", ["Ed Jones|joe@where.test", "John|jdoe@one.test"]),
    ("undisclosed-recipients:;", []),
    ("<@a.example,@b.example:jane@example.org>", ["-|jane@example.org"]),
    ("mailto:jane@example.org", ["-|jane@example.org"]),
    ("<mailto:jane@example.org>", ["-|jane@example.org"]),
    ("Jane jane@example.org", ["Jane|jane@example.org"]),
    ("jane@example.org [mailto:x]", ["-|jane@example.org"]),
    ("jane @ example . org", ["-|jane@example.org"]),
    ("\"john smith\"@example.org", ["-|\"john smith\"@example.org"]),
    ("\"security@bank.example\" <mallory@evil.example>", ["security@bank.example|mallory@evil.example"]),
    ("security@bank.example <mallory@evil.example>", ["security@bank.example|mallory@evil.example"]),
    ("<security@bank.example> <mallory@evil.example>", ["-|security@bank.example"]),
    ("=?utf-8?B?SmFuZSBEb2U=?= <jane@example.org>", ["Jane Doe|jane@example.org"]),
    (
      "=?utf-8?Q?Doe=2C_Jane_=3Cbob=40example.org=3E?= <jane@example.org>",
      ["Doe, Jane <bob@example.org>|jane@example.org"]
    ),
    ("'Jane' <jane@example.org>", ["Jane|jane@example.org"]),
    ("\"'jane@example.org'\" <jane@example.org>", ["jane@example.org|jane@example.org"]),
    ("\"Jane <jane@example.org>", ["Jane|jane@example.org"]),
    ("Jane (never closed <jane@example.org>", ["Jane  never closed|jane@example.org"]),
    ("jane@example.org; bob@example.org", ["-|jane@example.org", "-|bob@example.org"]),
    ("Prize,(<jane@example.org>)", ["Prize|jane@example.org"]),
    ("Prize (<jane@example.org>)", ["Prize|jane@example.org"]),
    ("Jane <>", ["Jane|-"]), ("", []), (",,;;,", []), ("Jane Doe", ["Jane Doe|-"]),
    ("jane@[192.0.2.1]", ["-|jane@[192.0.2.1]"]),
    ("jane@b\u{FC}cher.example", ["-|jane@b\u{FC}cher.example"]),
  ])
  func `an address field is read as senders write it`(field: String, expected: [String]) {
    #expect(shown(field) == expected)
  }

  @Test func `nested comments hide no address`() {
    let field = String(repeating: "(", count: 20_000) + "x" + String(repeating: ")", count: 20_000) + "jane@example.org"
    #expect(Mailbox.list(field).map(\.address?.text) == ["jane@example.org"])
  }

  @Test func `addresses stop at their bound`() {
    #expect(Mailbox.list(String(repeating: "a@b.example,", count: 5000)).count == Bounds.addresses)
  }

  @Test(arguments: [
    "(", ")", "\"", "<", ">", ":", ";", ",", "@", "\\", "a@b:", "(\\", "\"\\", "<<", "(\"", "\"(", "'", "=?", " @ ",
    "a@b ", "<a@b", "x,", "[",
    "<\(String(repeating: "a", count: 900))<",
  ])
  func `an eighth of a megabyte of one mark is read to its end`(piece: String) {
    let flood = String(repeating: piece, count: (1 << 17) / piece.utf8.count)
    #expect(Mailbox.list(flood).count <= Bounds.addresses)
    #expect(Mailbox.list("jane@example.org, " + flood).first?.address?.text.isEmpty == false || piece == ")")
  }
}
