import Testing
import Vocabulary

@testable import Mail

/// A generator with a fixed seed (SplitMix64).
struct FixedSeed: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct InlineForwardBoundsTests {
  @Test func `broken bytes and cut texts are read without harm`() {
    var random = FixedSeed(state: 2014)
    for printed in PrintedForward.all {
      let bytes = Array(printed.text.utf8)
      for cut in stride(from: 0, to: bytes.count, by: 67) {
        let forward = InlineForward(in: Array(bytes[..<cut]), subject: printed.subject, lexicon: ForwardData.lexicon)
        #expect((forward?.original.body.upperBound ?? 0) <= cut)
      }
      for _ in 0..<8 {
        var broken = bytes
        for _ in 0..<3 {
          broken[Int.random(in: broken.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        let forward = InlineForward(in: broken, subject: printed.subject, lexicon: ForwardData.lexicon)
        #expect((forward?.original.header.upperBound ?? 0) <= broken.count)
      }
    }
  }

  @Test(arguments: [
    "From: a\nTo: b\n", "From: a@b.example\nDate: x\nTo: c\nSubject: d\n", "> ", ">\n",
    "----- Forwarded Message ----- From: a@b.cTo: ", "-", "*",
    "From: ", "On 1 wrote:\n@", "On On On @ wrote:\n", "To: a,\n", "Subject: x\ny\n", "\u{A0}", "<", "\"", "((", "[a@b",
    "a@b ", "________________________________\n",
    "---------- Forwarded message ----------\nFrom: a <a@b.c>\nDate: x\nSubject: Fwd: x\n\n",
  ]) func `many bytes of the same are read in one pass or a few`(piece: String) {
    let text = String(repeating: piece, count: 250_000 / piece.utf8.count)
    let forward = ForwardData.parse(text)
    #expect((forward?.chain.count ?? 0) <= Bounds.depth)
    #expect(ForwardedMailboxes.read(Array(text.utf8.prefix(Bounds.fieldBytes))).count <= Bounds.addresses)
  }
}
