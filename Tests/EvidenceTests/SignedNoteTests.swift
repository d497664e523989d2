import Testing
import Vocabulary

@testable import Evidence

/// Signed notes and checkpoints as C2SP has them.
@Suite struct SignedNoteTests {
  /// The example of Go's golang.org/x/mod/sumdb/note, which the C2SP format was taken from.
  static let goKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let goNote = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

    """

  static func signer(_ name: String = "test.example/log", _ seed: UInt8 = 7) throws -> NoteSigner {
    try #require(NoteSigner(name: name, seed: [UInt8](repeating: seed, count: 32)))
  }

  static func note() throws -> SignedNote {
    let checkpoint = Checkpoint(origin: "test.example/log", size: 3, root: Digest(of: [1]), extensions: ["more"])
    return try #require(checkpoint.signed(by: try signer()))
  }

  @Test func `a note that another program signed verifies`() throws {
    let key = try #require(NoteKey(Self.goKey))
    let note = try #require(SignedNote(parsing: Array(Self.goNote.utf8)))
    #expect(key.name == "PeterNeumann" && key.id == 0xC74F_20A3 && key.text == Self.goKey)
    #expect(note.standing(for: [key]) == .signed)
    #expect(note.bytes == Array(Self.goNote.utf8))
    #expect(note.standing(for: [try Self.signer().key]) == .byNobodyKnown)
  }

  @Test func `the examples of the specifications parse`() throws {
    let poem = """
      Ognuno sta solo sul cuor della terra
      trafitto da un raggio di sole:

      ed è subito sera.

      — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

      """
    #expect(SignedNote(parsing: Array(poem.utf8))?.text.hasSuffix("sole:\n\ned è subito sera.\n") == true)
    let sofa = """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

      """
    let note = try #require(SignedNote(parsing: Array(sofa.utf8)))
    let checkpoint = try #require(Checkpoint(text: note.text))
    #expect(checkpoint.size == 20_852_163 && checkpoint.origin == note.signatures[0].name)
    #expect(checkpoint.text == note.text)
  }

  @Test func `a checkpoint comes back from its note, for who knows the key`() throws {
    let note = try Self.note()
    let signer = try Self.signer()
    guard case .signed(let checkpoint) = Checkpoint.read(note.bytes, keys: [signer.key]) else {
      Issue.record("not read")
      return
    }
    #expect(checkpoint.size == 3 && checkpoint.extensions == ["more"] && checkpoint.root == Digest(of: [1]))
    #expect(Checkpoint.read(note.bytes, keys: []) == .refused(.byNobodyKnown))
    #expect(Checkpoint.read(note.bytes, keys: [try Self.signer("test.example/log", 8).key]) == .refused(.byNobodyKnown))
    #expect(NoteKey(signer.key.text) == signer.key)
    #expect(!"\(signer)".contains("secret") && String(reflecting: signer) == "NoteSigner(\(signer.key.text))")
  }

  @Test func `every changed bit of a note is noticed`() throws {
    let bytes = try Self.note().bytes
    let key = try Self.signer().key
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      if case .signed = Checkpoint.read(changed, keys: [key]) { Issue.record("bit \(bit) is not noticed") }
    }
    for length in 0..<bytes.count {
      if case .signed = Checkpoint.read(Array(bytes.prefix(length)), keys: [key]) { Issue.record("cut at \(length)") }
    }
  }

  @Test func `a second line by a stranger is passed over, a wrong one by a known key is not`() throws {
    let text = try Self.note().text
    let signers = [try Self.signer(), try Self.signer("other.example", 9)]
    let both = try #require(SignedNote(text, signedBy: signers))
    #expect(both.standing(for: [signers[0].key]) == .signed)
    let parsed = try #require(SignedNote(parsing: both.bytes))
    #expect(parsed == both)
    let wrong = String(decoding: both.bytes, as: UTF8.self).replacing("other.example", with: "test.example/log")
    #expect(SignedNote(parsing: Array(wrong.utf8))?.standing(for: [signers[0].key]) == .signed)
  }

  @Test(arguments: [
    "", "\n", "\n\n", "a\n", "a\n\n", "a\n\n— n x\n", "a\n\n— n AAAA\n", "a\n\n- n AAAAAAA=\n", "a\n\n— n  AAAAAAA=\n",
    "a\n\n— n+m AAAAAAA=\n", "a\n\n— n AAAAAAA\n", "a\r\n\n— n AAAAAAA=\n", "a\n\n— n AAAAAAA=", "a\n\n— n AAAAAAB=\n",
    "a\n\n— n AAAAAAA=\n\n", "a\n\n—  AAAAAAA=\n",
  ])
  func `what is no note is refused`(text: String) {
    #expect(SignedNote(parsing: Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    "", "o\n", "o\n1\n", "o\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    "o\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    "o\n1\nAAAA\n", "\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "o\n99999999999999999999\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n",
  ])
  func `what is no checkpoint is refused`(text: String) { #expect(Checkpoint(text: text) == nil) }

  @Test(arguments: ["", "a+b", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "n+00000000+AQ=="])
  func `what is no key is refused`(text: String) { #expect(NoteKey(text) == nil) }

  @Test func `neither a line feed in the origin nor a short seed makes a note`() throws {
    let checkpoint = Checkpoint(origin: "a\nb", size: 1, root: .zero)
    #expect(checkpoint.signed(by: try Self.signer()) == nil)
    #expect(NoteSigner(name: "a", seed: [1]) == nil && NoteSigner(name: "a b", seed: CommitmentTests.salt) == nil)
  }
}
