import Vocabulary

/// A Merkle tree that only grows, kept as the roots of its full subtrees: a million leaves are twenty digests.
package struct CompactRange: Sendable {
  package private(set) var size: Int64 = 0
  /// 32 bytes for each subtree, the largest first.
  private var peaks: [UInt8] = []

  package init() { peaks.reserveCapacity(64 * 32) }

  package mutating func append(_ leaf: Digest) { leaf.bytes.withUnsafeBytes { append($0) } }

  /// `leaf` is a leaf hash, 32 bytes.
  package mutating func append(_ leaf: UnsafeRawBufferPointer) {
    guard leaf.count == 32 else { return }
    peaks.append(contentsOf: leaf)
    var rest = size
    while rest & 1 == 1 {
      let start = peaks.count - 64
      peaks.withUnsafeMutableBytes { buffer in
        MerkleTree.writeNode(
          over: UnsafeRawBufferPointer(rebasing: buffer[start...]),
          to: UnsafeMutableRawBufferPointer(rebasing: buffer[start..<start + 32]))
      }
      peaks.removeLast(32)
      rest >>= 1
    }
    size += 1
  }

  /// The root at the present size (RFC 9162 section 2.1.1).
  package var root: Digest {
    guard size > 0 else { return MerkleTree.emptyRoot }
    var root = Array(peaks.suffix(32))
    var end = peaks.count - 32
    while end > 0 {
      let pair = peaks[(end - 32)..<end] + root
      root.withUnsafeMutableBytes { out in Array(pair).withUnsafeBytes { MerkleTree.writeNode(over: $0, to: out) } }
      end -= 32
    }
    return Digest(bytes: root) ?? .zero
  }
}
