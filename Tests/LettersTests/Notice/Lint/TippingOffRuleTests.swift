import Casework
import Testing

@testable import Letters

/// Nothing tells the attacker what is known of him, before he is stopped and after.
@Suite struct TippingOffRuleTests {
  private static let guarded = NoticeLint.Guarded(
    services: ["SendGrid", "Amazon SES"], accounts: ["8812734", "boss@badmail.example", "J. Malo"],
    evidence: ["198.51.100.7", "s1._domainkey"])
  private static let before = InventedNotice.full([.serviceActed: nil])

  private static func words(_ text: String, _ facts: NoticeFacts, language: String = "en") throws -> [String] {
    try InventedNotice.findings(of: .tippingOff, in: text, language, facts: facts, guarded: guarded).flatMap(\.words)
  }

  @Test(arguments: [
    ("The fakes come through SendGrid.", ["SendGrid"]), ("They come through sendgrid's machines.", ["SendGrid"]),
    ("They used amazon  ses.", ["Amazon SES"]), ("His account is 8812734.", ["8812734"]),
    ("He writes from BOSS@badmail.example.", ["boss@badmail.example"]),
    ("It came from 198.51.100.7.", ["198.51.100.7"]), ("J. Malo did it.", ["J. Malo"]),
    ("He sent it through a grid.", []), ("Amazon sells books.", []),
  ])
  func `a name that is guarded is found`(text: String, words: [String]) throws {
    #expect(try Self.words(text, Self.before) == words)
  }

  @Test(arguments: [
    ("en", "We have the mail headers and log files.", ["mail headers", "log files"]),
    ("en", "We have identified the sender.", ["We have identified"]),
    ("en", "We know the man.", ["We know the man"]), ("es", "Conocemos su nombre.", ["Conocemos su nombre"]),
    ("hu", "Ismerjük a férfit.", ["Ismerjük a férfit"]),
    ("en", "The fakes look like ours.", []), ("es", "Conocemos la dirección IP.", ["dirección IP"]),
    ("es", "Sabemos quién es.", ["Sabemos quién"]),
    ("es", "Lo sabemos por las personas que figuran en ella.", []), ("hu", "Megvan az IP-címe.", ["IP-címe"]),
    ("hu", "Tudjuk, ki az.", ["Tudjuk, ki"]),
    ("hu", "Ezt abból tudjuk, hogy kik vannak rajta.", []),
    ("en", "We know who did it.", ["We know who"]), ("en", "We do not know who did it.", []),
    ("en", "We have not identified the sender.", []), ("es", "Sabemos quién lo hizo.", ["Sabemos quién"]),
    ("es", "Ya sabemos quién está detrás.", ["Ya sabemos quién"]), ("es", "No sabemos quién lo hizo.", []),
    ("es", "No sabemos quién está detrás.", []), ("es", "No hemos identificado al remitente.", []),
    ("hu", "Tudjuk, ki tette.", ["Tudjuk, ki"]), ("hu", "Tudjuk, hogy ki tette.", ["Tudjuk, hogy ki tette"]),
    ("hu", "Nem tudjuk, ki tette.", []), ("hu", "Nem tudjuk, ki áll mögötte.", []),
    ("hu", "Nem tudjuk, hogy ki tette.", []),
  ])
  func `words for evidence and pursuit are found`(language: String, text: String, words: [String]) throws {
    #expect(try Self.words(text, Self.before, language: language) == words)
  }

  @Test func `when the service has acted it may be named, the account never`() throws {
    #expect(try Self.words("It went through SendGrid.", InventedNotice.full) == [])
    #expect(try Self.words("His account is 8812734.", InventedNotice.full) == ["8812734"])
    let late = try InventedNotice.findings(of: .tippingOff, in: "We have log files.", facts: InventedNotice.full)
    #expect(late.map(\.severity) == [.warns])
    let early = try InventedNotice.findings(of: .tippingOff, in: "We have log files.", facts: Self.before)
    #expect(early.map(\.severity) == [.stops])
  }
}
