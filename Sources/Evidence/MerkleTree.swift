import Vocabulary

/// The Merkle tree of RFC 9162 section 2.1: one digest that stands for a whole log, and short proofs about it.
package enum MerkleTree {
  package static let emptyRoot = Digest(of: [UInt8]())

  package static func leafHash(_ bytes: [UInt8]) -> Digest { Digest(of: [0x00] + bytes) }

  package static func node(_ left: Digest, _ right: Digest) -> Digest {
    Digest(of: [0x01] + left.bytes + right.bytes)
  }

  /// `pair` is 64 bytes; `out` may be a part of it.
  static func writeNode(over pair: UnsafeRawBufferPointer, to out: UnsafeMutableRawBufferPointer) {
    withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { block in
      block[0] = 0x01
      UnsafeMutableRawBufferPointer(rebasing: block[1...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: pair.prefix(64)))
      Digest.write(of: UnsafeRawBufferPointer(block), to: out)
    }
  }

  package static func root(of leaves: some Sequence<Digest>) -> Digest {
    var range = CompactRange()
    for leaf in leaves { range.append(leaf) }
    return range.root
  }

  /// Section 2.1.3.1; nil where there is no such leaf.
  package static func inclusionProof(of index: Int, in leaves: ArraySlice<Digest>) -> [Digest]? {
    guard (0..<leaves.count).contains(index) else { return nil }
    guard leaves.count > 1 else { return [] }
    let middle = leaves.startIndex + split(leaves.count)
    let (left, right) = (leaves[..<middle], leaves[middle...])
    if index < left.count { return inclusionProof(of: index, in: left).map { $0 + [root(of: right)] } }
    return inclusionProof(of: index - left.count, in: right).map { $0 + [root(of: left)] }
  }

  /// Section 2.1.4.1: that the first `size` leaves are the beginning of them all; nil for a size that the tree never had.
  package static func consistencyProof(from size: Int, in leaves: ArraySlice<Digest>) -> [Digest]? {
    guard size > 0, size <= leaves.count else { return nil }
    return subproof(size, leaves, isWhole: true)
  }

  private static func subproof(_ size: Int, _ leaves: ArraySlice<Digest>, isWhole: Bool) -> [Digest] {
    if size == leaves.count { return isWhole ? [] : [root(of: leaves)] }
    let middle = split(leaves.count)
    let (left, right) = (leaves.prefix(middle), leaves.dropFirst(middle))
    if size <= middle { return subproof(size, left, isWhole: isWhole) + [root(of: right)] }
    return subproof(size - middle, right, isWhole: false) + [root(of: left)]
  }

  /// The largest power of two below `count`, which is at least 2.
  private static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

  /// Section 2.1.3.2.
  package static func isIncluded(
    _ leaf: Digest, at index: Int64, size: Int64, proof: [Digest], root: Digest
  ) -> Bool {
    guard index >= 0, index < size, proof.count <= 64 else { return false }
    var (own, last) = (index, size - 1)
    var hash = leaf
    for step in proof {
      guard last > 0 else { return false }
      if own & 1 == 1 || own == last {
        hash = node(step, hash)
        while own & 1 == 0, own != 0 { (own, last) = (own >> 1, last >> 1) }
      } else {
        hash = node(hash, step)
      }
      (own, last) = (own >> 1, last >> 1)
    }
    return last == 0 && hash == root
  }

  /// Section 2.1.4.2.
  package static func isConsistent(
    from first: Int64, root firstRoot: Digest, to second: Int64, root secondRoot: Digest, proof: [Digest]
  ) -> Bool {
    guard first > 0, first <= second, proof.count <= 128 else { return false }
    if first == second { return proof.isEmpty && firstRoot == secondRoot }
    var path = proof[...]
    if first & (first - 1) == 0 { path = [firstRoot] + path }
    guard let start = path.popFirst() else { return false }
    var (own, last) = (first - 1, second - 1)
    while own & 1 == 1 { (own, last) = (own >> 1, last >> 1) }
    var (older, newer) = (start, start)
    for step in path {
      guard last > 0 else { return false }
      if own & 1 == 1 || own == last {
        older = node(step, older)
        newer = node(step, newer)
        while own & 1 == 0, own != 0 { (own, last) = (own >> 1, last >> 1) }
      } else {
        newer = node(newer, step)
      }
      (own, last) = (own >> 1, last >> 1)
    }
    return last == 0 && older == firstRoot && newer == secondRoot
  }
}
