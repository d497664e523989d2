import Vocabulary

/// Bytes kept exactly as they came, with what identifies them: every claim of a finding leads back to one.
package struct Artifact: Sendable, Hashable {
  package let bytes: [UInt8]
  package let digest: Digest
  /// Where it came from, as the incident folder names it: `reports/001.eml`, `reports/box.mbox#3`.
  package let source: String

  /// Seals `bytes`: the digest is taken here and nowhere else.
  package init(sealing bytes: [UInt8], source: String) {
    self.bytes = bytes
    self.source = source
    digest = Digest(of: bytes)
  }
}
