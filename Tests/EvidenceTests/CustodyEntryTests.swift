import Evidence
import Testing
import Vocabulary

/// What an entry of the custody log hashes to.
@Suite struct CustodyEntryTests {
  static let entry = CustodyEntry(
    number: 1, time: Timestamp(seconds: 2), actor: "a", kind: "kk", subject: "s", body: Array("{}".utf8),
    commitment: nil, previous: CustodyEntry.genesis)

  @Test func `canonical bytes are each field after its length`() {
    func word(_ value: UInt8) -> [UInt8] { [0, 0, 0, 0, 0, 0, 0, value] }
    var expected = Array("candor-log/1\n".utf8) + word(8) + word(1) + word(8) + word(2)
    expected += word(1) + Array("a".utf8) + word(2) + Array("kk".utf8) + word(1) + Array("s".utf8)
    expected += word(2) + Array("{}".utf8) + word(0) + word(32) + [UInt8](repeating: 0, count: 32)
    #expect(Self.entry.canonicalBytes == expected)
    #expect(Self.entry.digest == Digest(of: [0x00] + expected))
  }

  @Test func `a time before 1970 has a form too`() {
    let entry = Log.entry(1, time: -1)
    #expect(Array(entry.canonicalBytes[37..<45]) == [UInt8](repeating: 0xFF, count: 8))
  }

  @Test func `every field changes the digest, and moving bytes between fields does`() {
    let base = Log.entry(1, actor: "ab", kind: "cd", subject: "ef")
    let others = [
      Log.entry(2, actor: "ab", kind: "cd", subject: "ef"),
      Log.entry(1, time: 9, actor: "ab", kind: "cd", subject: "ef"),
      Log.entry(1, actor: "abc", kind: "d", subject: "ef"),
      Log.entry(1, actor: "ab", kind: "cde", subject: "f"),
      Log.entry(1, actor: "ab", kind: "cd", subject: "ef", body: "{ }"),
      Log.entry(1, actor: "ab", kind: "cd", subject: "ef", commitment: .zero),
      Log.entry(1, actor: "ab", kind: "cd", subject: "ef", previous: Digest(of: [1])),
    ]
    #expect(Set((others + [base]).map(\.digest)).count == others.count + 1)
  }

  @Test func `a zone that was assumed is no part of what is hashed`() {
    let assumed = CustodyEntry(
      number: 1, time: Timestamp(seconds: 2, zoneAssumed: true), actor: "a", kind: "kk", subject: "s",
      body: Array("{}".utf8), commitment: nil, previous: CustodyEntry.genesis)
    #expect(assumed.digest == Self.entry.digest)
  }
}

/// Personal data behind a salt.
@Suite struct CommitmentTests {
  static let salt = [UInt8](0..<32)

  @Test func `a commitment opens with its salt and bytes alone`() {
    let bytes = Array("anna@example.org".utf8)
    let commitment = Commitment.commit(salt: Self.salt, bytes: bytes)
    #expect(commitment == Digest(of: Self.salt + bytes))
    #expect(Commitment.opens(commitment, salt: Self.salt, bytes: bytes))
    #expect(!Commitment.opens(commitment, salt: Self.salt, bytes: bytes + [0]))
    #expect(!Commitment.opens(commitment, salt: Self.salt.reversed(), bytes: bytes))
  }

  @Test func `a salt of another length opens nothing, even where salt and bytes together are the same`() {
    let commitment = Commitment.commit(salt: Self.salt, bytes: [7, 8])
    #expect(!Commitment.opens(commitment, salt: Self.salt + [7], bytes: [8]))
    #expect(!Commitment.opens(commitment, salt: [], bytes: Self.salt + [7, 8]))
  }
}
