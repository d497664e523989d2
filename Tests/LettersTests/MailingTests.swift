import Mail
import Testing
import Vocabulary

@testable import Letters

/// What is written is what our own reader reads.
@Suite struct MailingTests {
  static func letter(_ draft: LetterDraft) throws -> ClearedLetter {
    try Guardrails.clear(draft, context: GuardrailsTests.context, now: GuardrailsTests.now).get()
  }

  /// As a mail program puts flowed text together (RFC 3676 section 4.1).
  static func unflowed(_ text: String) -> String {
    var out = ""
    for line in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
      let plain = line.hasPrefix(" ") ? line.dropFirst() : line
      out += plain.hasSuffix(" ") ? String(plain) : plain + "\n"
    }
    return String(out.dropLast())
  }

  static func check(_ draft: LetterDraft) throws {
    let letter = try letter(draft)
    #expect(letter.bytes.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0D || $0 == 0x0A) })
    let lines = String(decoding: letter.bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(!lines.contains { $0.contains("\n") || $0.contains("\r") })
    #expect(lines.allSatisfy { $0.utf8.count <= 76 || $0.hasPrefix(" <") || $0.hasPrefix("To: <") })
    let message = Message(letter.bytes)
    #expect(message.defects.isEmpty)
    #expect(message.header.fields.map(message.header.key(of:)) == expectedFields(draft))
    #expect(message.from == [Mailbox(name: draft.sender.name, address: draft.sender.address)])
    #expect(message.to == [Mailbox(name: nil, address: draft.recipient)])
    #expect(message.subject == draft.subject)
    #expect(message.date == GuardrailsTests.now)
    #expect(message.messageID == letter.messageID)
    #expect(unflowed(message.root.text().text) == draft.body + "\n" || unflowed(message.root.text().text) == draft.body)
  }

  private static func expectedFields(_ draft: LetterDraft) -> [String] {
    ["from", "to"] + (draft.replyTo == nil ? [] : ["reply-to"]) + ["subject", "date", "message-id", "x-candor-loop"]
      + (draft.thread.inReplyTo == nil ? [] : ["in-reply-to", "references"])
      + [
        "auto-submitted", "x-auto-response-suppress", "mime-version", "content-type",
        "content-transfer-encoding", "content-language",
      ]
  }

  @Test(arguments: [
    "Harbor Ledger", "Könyvelő Kft.", "A \"quoted\" \\ name", "Smith, Jones; & Co. <x@y>", "株式会社 港", "=?utf-8?Q?a?=",
    "Ünnepi árvíztűrő tükörfúrógép és a többi, hosszú, hosszú név", "👩‍👩‍👧‍👦 family", "a (comment) b",
  ])
  func `a name and a subject come back as they were`(text: String) throws {
    try Self.check(GuardrailsTests.draft(name: text, replyTo: "report@harborledger.com", subject: text, body: text))
  }

  @Test(arguments: [
    "From the start\n.\n..\n> quoted\n  indented\n-- \nend", "a=b =3D = \n=",
    String(repeating: "wordy ", count: 400) + "end",
    String(repeating: "x", count: 500), "ő\nű\n\n\nvége", "tail\n\n",
  ])
  func `a text comes back as it was`(text: String) throws {
    let letter = try Self.letter(GuardrailsTests.draft(body: text))
    let read = Self.unflowed(Message(letter.bytes).root.text().text)
    let wanted = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
    #expect(read == wanted || read == wanted + "\n")
  }

  @Test func `names and subjects of hostile bytes are refused or come back as they were`() throws {
    var generator = FixedGenerator(state: 7)
    let bytes: [UInt8] =
      Array("\r\n\0 \t\"<>@,;:=?\\()Bcc: a_.-Qq".utf8) + [0xC3, 0xB6, 0xE2, 0x80, 0xAE, 0xF0, 0x9F, 0x98, 0x80, 0xFF]
    var passed = 0
    for _ in 0..<2_000 {
      let length = Int.random(in: 1...80, using: &generator)
      let noise = String(
        decoding: (0..<length).map { _ in bytes[Int.random(in: 0..<bytes.count, using: &generator)] }, as: UTF8.self)
      let draft = try GuardrailsTests.draft(name: noise, subject: noise, body: "Hello")
      guard
        case .success(let letter) = Guardrails.clear(draft, context: GuardrailsTests.context, now: GuardrailsTests.now)
      else { continue }
      passed += 1
      let message = Message(letter.bytes)
      #expect(message.header.fields.count == 12)
      #expect(message.to.map(\.address) == [draft.recipient])
      #expect(message.from.compactMap(\.address) == [draft.sender.address])
      #expect(message.subject == noise)
    }
    #expect(passed > 10)
  }

  @Test func `one key gives one id, another key another`() throws {
    let first = try Self.letter(GuardrailsTests.draft(key: "a"))
    #expect(first.messageID == (try Self.letter(GuardrailsTests.draft(body: "other", key: "a"))).messageID)
    #expect(first.messageID != (try Self.letter(GuardrailsTests.draft(key: "b"))).messageID)
    #expect(first.messageID.hasSuffix("@harborledger.com"))
  }

  @Test func `an answer stands in its thread, and only well-formed ids are taken over`() throws {
    let many = (0..<40).map { "<\($0)@x.example>" }.joined(separator: " ")
    let asked = Message(
      Array("Message-ID: <q@x.example>\r\nReferences: <bad id@x> <a@b@c> <\u{FC}@x> \(many)\r\n\r\n".utf8))
    let thread = LetterThread(answering: asked)
    #expect(thread.inReplyTo == "<q@x.example>")
    #expect(thread.references.count == 10)
    #expect(thread.references.first == "<0@x.example>" && thread.references.last == "<q@x.example>")
    try Self.check(GuardrailsTests.draft(body: "Hello", thread: thread))
    let forged = Message(Array("Message-ID: <q@x.example>\u{0}\r\nBcc: y\r\n\r\n".utf8))
    #expect(LetterThread(answering: forged).inReplyTo == "<q@x.example>")
    #expect(LetterThread(answering: Message(Array("Message-ID: no id\r\n\r\n".utf8))) == .none)
    let long = String(repeating: "x", count: 300)
    #expect(LetterThread(answering: Message(Array("Message-ID: <\(long)@x>\r\n\r\n".utf8))) == .none)
  }

  @Test func `the date is written as mail wants it`() throws {
    let text = String(decoding: try Self.letter(GuardrailsTests.draft()).bytes, as: UTF8.self)
    #expect(text.contains("\r\nDate: Fri, 14 Nov 2014 09:00:00 +0000\r\n"))
    #expect(text.contains("\r\nAuto-Submitted: auto-replied\r\n") && !text.contains("Precedence"))
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014), so that a failing case comes again.
struct FixedGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
