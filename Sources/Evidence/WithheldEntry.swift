import Vocabulary

/// An entry that an export leaves out: its place in the log is kept, so that the chain and every checkpoint still verify.
package struct WithheldEntry: Sendable, Hashable {
  package let number: Int64
  package let previous: Digest
  package let digest: Digest

  package init(number: Int64, previous: Digest, digest: Digest) {
    self.number = number
    self.previous = previous
    self.digest = digest
  }
}
