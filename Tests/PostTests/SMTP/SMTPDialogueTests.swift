import Mail
import Operations
import Testing
import Vocabulary

@testable import Letters
@testable import Post

/// The conversation without a connection: the server's lines go in, what is said and what became of letters comes out.
@Suite struct SMTPDialogueTests {
  /// Says what it is told and writes down what happens, a word each.
  struct Play {
    var dialogue: SMTPDialogue
    var log: [String] = []
    static let text = "Subject: x\r\n\r\n.dot\r\n"

    init(pipelining: Bool = true, most: Int = 100, letters: Int = 0) throws {
      dialogue = SMTPDialogue(host: "candor.test", most: most)
      note()
      log = []
      server(pipelining ? "250-mx\r\n250 PIPELINING\r\n" : "250 mx\r\n")
      for id in 0..<letters { try give(id + 1) }
    }

    mutating func give(_ id: Int, to: String? = nil, from: String? = "us@harborledger.com") throws {
      dialogue.give(
        Int64(id),
        ClearedLetter(
          recipient: try #require(EmailAddress(to ?? "c\(id)@x.example")), bytes: Array(Self.text.utf8),
          messageID: "\(id)@harborledger.com", envelopeSender: from.flatMap { EmailAddress($0) }))
      note()
    }

    @discardableResult mutating func server(_ text: String) -> [String] {
      let before = log.count
      dialogue.take(text.utf8)
      note()
      return Array(log[before...])
    }

    mutating func note() {
      for action in dialogue.drain() {
        switch action {
        case .send(let bytes):
          let words = String(decoding: bytes, as: UTF8.self).replacing(
            "Subject: x\r\n\r\n..dot\r\n.\r\n", with: "TEXT ")
          log.append("say " + words.replacing("\r\n", with: " ").trimming { $0 == " " })
        case .begin(let id): log.append("begin \(id)")
        case .settle(let id, let outcome):
          let word = "\(outcome)".prefix { $0 != "(" }
          log.append("\(id) \(word)")
        case .close(let why): log.append(why == nil ? "close" : "fail")
        }
      }
    }
  }

  @Test func `a yes that comes before the text has left is believed by nobody`() throws {
    var play = try Play(letters: 1)
    play.server("250 ok\r\n250 ok\r\n354 go\r\n")
    play.dialogue.take("250 taken\r\n".utf8, unsent: 3)
    play.note()
    #expect(play.log.suffix(2) == ["1 uncertain", "fail"])
    // In one piece with the answer to DATA: nothing of the text can have left.
    var other = try Play(letters: 1)
    #expect(other.server("250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n").suffix(2) == ["1 uncertain", "fail"])
    // What has not left is the envelope of the next one.
    var third = try Play(letters: 2)
    third.server("250 ok\r\n250 ok\r\n354 go\r\n")
    third.dialogue.take("250 taken\r\n".utf8, unsent: Self.second.utf8.count)
    third.note()
    #expect(third.log.last == "1 accepted")
  }

  private static let first = "MAIL FROM:<us@harborledger.com> RCPT TO:<c1@x.example> DATA"
  private static let second = "MAIL FROM:<us@harborledger.com> RCPT TO:<c2@x.example> DATA"
  private static let (again, next) = ("say RSET " + second, "say TEXT " + second)

  @Test func `the next envelope leaves with the text before it, so that a letter takes one round trip`() throws {
    var play = try Play()
    #expect(play.dialogue.wantsLetter)
    try play.give(1)
    #expect(play.log == ["say \(Self.first)"])
    try play.give(2)
    #expect(play.server("250 ok\r\n250 ok\r\n354 go\r\n") == ["begin 1", "say TEXT \(Self.second)"])
    #expect(play.server("250 queued 1\r\n250 ok\r\n250 ok\r\n354 go\r\n") == ["1 accepted", "begin 2", "say TEXT"])
    #expect(play.server("250 queued 2\r\n") == ["2 accepted"])
    #expect(play.dialogue.isIdle)
    play.dialogue.quit()
    play.note()
    #expect(play.log.last == "say QUIT" && play.server("221 bye\r\n") == ["close"])
  }

  @Test func `without pipelining one command follows the other`() throws {
    var play = try Play(pipelining: false, letters: 2)
    #expect(play.log == ["say MAIL FROM:<us@harborledger.com>"])
    #expect(play.server("250 ok\r\n") == ["say RCPT TO:<c1@x.example>"])
    #expect(play.server("250 ok\r\n") == ["say DATA"])
    #expect(play.server("354 go\r\n") == ["begin 1", "say TEXT"])
    #expect(play.server("250 queued\r\n") == ["1 accepted", "say MAIL FROM:<us@harborledger.com>"])
  }

  @Test func `a server that knows no EHLO is greeted as of old`() throws {
    var dialogue = SMTPDialogue(host: "candor.test", most: 5)
    dialogue.take("502 what\r\n".utf8)
    #expect(dialogue.drain() == [.send(Array("EHLO candor.test\r\nHELO candor.test\r\n".utf8))])
    #expect(!dialogue.wantsLetter)
    dialogue.take("250 mx\r\n".utf8)
    #expect(dialogue.wantsLetter)
  }

  /// What the server says to two letters in the pipeline, and what becomes of both.
  private static let consequences: [(said: String, wanted: [String])] = [
    // Refused in the middle of a pipeline: only that letter, and the transaction is taken back.
    ("250 ok|550 5.1.1 no|554 none", ["1 refused", again]),
    ("250 ok|450 4.2.0 later|503 none", ["1 later", again]),
    ("250 ok|250 ok|451 not now", ["1 later", again]),
    ("250 ok|250 ok|554 no", ["1 refused", again]),
    // A text for nobody is wanted: it gets an empty one, and nobody gets the letter.
    ("250 ok|550 no|354 go|554 none", ["1 refused", "say .", again]),
    ("250 ok|550 no|354 go|250 taken", ["1 refused", "say .", "say \(second)"]),
    // Our own sender, or our login, is refused: that would be so for all.
    ("550 not you|503 no|503 no", ["1 untouched", "2 untouched", "fail"]),
    ("452 full|503 no|503 no", ["1 untouched", "2 untouched", "fail"]),
    ("250 ok|530 log in|503 no", ["1 untouched", "2 untouched", "fail"]),
    // The server is going away.
    ("421 bye", ["1 untouched", "2 untouched", "fail"]),
    ("250 ok|421 bye", ["1 untouched", "2 untouched", "fail"]),
    ("250 ok|550 no|421 bye", ["1 refused", "2 untouched", "fail"]),
    ("250 ok|250 ok|421 bye", ["1 untouched", "2 untouched", "fail"]),
    ("250 ok|250 ok|354 go|421 bye", ["begin 1", next, "1 later", "2 untouched", "fail"]),
    // After the text.
    ("250 ok|250 ok|354 go|451 later", ["begin 1", next, "1 later"]),
    ("250 ok|250 ok|354 go|554 spam", ["begin 1", next, "1 refused"]),
    ("250 ok|250 ok|354 go|354 what", ["begin 1", next, "1 uncertain", "2 untouched", "fail"]),
    ("250 ok|250 ok|354 go|nonsense", ["begin 1", next, "1 uncertain", "2 untouched", "fail"]),
    // Nonsense before it: nothing left.
    ("nonsense", ["1 untouched", "2 untouched", "fail"]),
    ("250 ok|250 ok|nonsense", ["1 untouched", "2 untouched", "fail"]),
    ("250 ok|250 ok|250 what", ["1 untouched", "2 untouched", "fail"]),
    ("354 go|354 go|354 go", ["1 untouched", "2 untouched", "fail"]),
  ]

  @Test(arguments: consequences)
  func `each answer has its consequence`(said: String, wanted: [String]) throws {
    for step in [1, 1_000] {
      var play = try Play(letters: 2)
      play.log = []
      let bytes = Array((said.replacing("|", with: "\r\n") + "\r\n").utf8)
      for start in stride(from: 0, to: bytes.count, by: step) {
        play.dialogue.take(bytes[start..<min(start + step, bytes.count)])
        play.note()
      }
      // What is said in one piece where all answers came in one is said in two where they did not.
      func words(_ log: [String]) -> String { log.joined(separator: " ").replacing("say ", with: "") }
      #expect(words(play.log) == words(wanted), "\(said) by \(step)")
    }
  }

  @Test func `a connection that is lost leaves in doubt only the letter whose text had begun`() throws {
    var play = try Play(letters: 2)
    play.server("250 ok\r\n250 ok\r\n354 go\r\n")
    try play.give(3)
    play.log = []
    play.dialogue.lose("gone")
    play.note()
    #expect(play.log == ["1 uncertain", "2 untouched", "3 untouched", "fail"])
    try play.give(4)
    #expect(play.log.last == "4 untouched")
  }

  @Test func `a text whose beginning cannot be written down does not leave`() throws {
    var play = try Play(letters: 2)
    play.dialogue.take("250 ok\r\n250 ok\r\n354 go\r\n".utf8)
    _ = play.dialogue.drain()
    play.log = []
    play.dialogue.hold("disk full")
    play.note()
    #expect(play.log == ["1 untouched", "2 untouched", "fail"])
  }

  @Test func `a silent connection that is closed with 421 is no trouble, and an answer to nothing is`() throws {
    var play = try Play(letters: 1)
    play.server("250 ok\r\n250 ok\r\n354 go\r\n")
    play.server("250 ok\r\n")
    #expect(play.server("421 timeout\r\n") == ["close"])
    var other = try Play()
    #expect(other.server("250 hello?\r\n") == ["fail"])
  }

  @Test func `a connection has its fill`() throws {
    var play = try Play(most: 2, letters: 2)
    #expect(!play.dialogue.wantsLetter && !play.dialogue.isFull)
    for _ in 0..<2 {
      play.server("250 ok\r\n250 ok\r\n354 go\r\n")
      play.server("250 ok\r\n")
    }
    #expect(play.dialogue.isFull && play.log.filter { $0.hasSuffix("accepted") }.count == 2)
  }

  @Test func `addresses are said in ASCII, and the null path as it is`() throws {
    var play = try Play()
    try play.give(1, to: "jane@példa.hu", from: nil)
    #expect(play.log == ["say MAIL FROM:<> RCPT TO:<jane@xn--plda-bpa.hu> DATA"])
    var other = try Play()
    try other.give(1, to: "péter@example.org")
    #expect(other.log == ["1 refused"])
  }

  /// SplitMix64, so that a failing case comes again.
  private struct Chance {
    var state: UInt64
    mutating func next(_ below: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) >> 33) % below
    }
  }

  @Test func `whatever a server says, each letter has one end, and a text leaves only after 354`() throws {
    let words = [
      "250 ok", "250 ok", "354 go", "250 ok", "354 go", "550 no", "450 later", "421 bye", "503 what", "250-more",
      "nonsense", "", "250", "221 bye",
    ]
    var accepted = 0
    for seed in 0..<3_000 {
      var chance = Chance(state: UInt64(seed))
      var play = try Play(pipelining: seed % 3 > 0)
      var given = 0
      var ends: [Int64: Int] = [:]
      var begun: Set<Int64> = []
      var turn = 0
      for _ in 0..<40 {
        if play.dialogue.wantsLetter, chance.next(2) == 0 {
          given += 1
          try play.give(given)
        }
        // Mostly what a server in its senses says.
        let isSound = chance.next(6) > 0
        if chance.next(8) > 0 { play.server((isSound ? words[turn % 4] : words[chance.next(words.count)]) + "\r\n") }
        if isSound { turn += 1 }
      }
      play.dialogue.lose("end")
      play.note()
      for line in play.log {
        let parts = line.split(separator: " ")
        if parts[0] == "begin", let id = Int64(parts[1]) { begun.insert(id) }
        guard let id = Int64(parts[0]) else { continue }
        ends[id, default: 0] += 1
        if parts[1] == "accepted" || parts[1] == "uncertain" { #expect(begun.contains(id), "\(play.log)") }
        if parts[1] == "untouched" { #expect(!begun.contains(id), "\(play.log)") }
        accepted += parts[1] == "accepted" ? 1 : 0
      }
      #expect(ends.count == given && ends.values.allSatisfy { $0 == 1 }, "\(seed): \(play.log)")
    }
    #expect(accepted > 100)
  }
}
