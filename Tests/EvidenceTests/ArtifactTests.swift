import Evidence
import Testing
import Vocabulary

/// Sealing bytes keeps them and says what they are.
@Suite struct ArtifactTests {
  @Test func `a sealed artifact keeps its bytes and their digest`() {
    let artifact = Artifact(sealing: Array("abc".utf8), source: "reports/001.eml")
    #expect(artifact.bytes == Array("abc".utf8))
    // FIPS 180-4, the example of one block.
    #expect(artifact.digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(artifact.source == "reports/001.eml")
  }

  @Test func `one changed bit is another artifact`() {
    let bytes = Array("Received: from".utf8)
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(Artifact(sealing: changed, source: "a").digest != Artifact(sealing: bytes, source: "a").digest)
    }
  }

  @Test func `nothing can be sealed too`() {
    #expect(
      Artifact(sealing: [], source: "a").digest.hex
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}
