import Evidence
import Testing
import Vocabulary

/// The tree of RFC 9162 against the vectors of Certificate Transparency and a second, slower way to compute it.
@Suite struct MerkleTreeTests {
  /// The eight leaves that every implementation of RFC 6962 is tested with, and the roots over the first n.
  static let leaves = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
  ].map { MerkleTree.leafHash(Hexadecimal.decode($0) ?? []) }
  static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  static let many = (0..<65).map { MerkleTree.leafHash([UInt8($0)]) }

  /// RFC 9162 section 2.1.1 word by word.
  static func naive(_ leaves: ArraySlice<Digest>) -> Digest {
    guard let first = leaves.first else { return Digest(of: [UInt8]()) }
    guard leaves.count > 1 else { return first }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    return Digest(of: [0x01] + naive(leaves.prefix(split)).bytes + naive(leaves.dropFirst(split)).bytes)
  }

  static let naiveRoots = (0...65).map { naive(many.prefix($0)) }

  @Test(arguments: 0...8)
  func `roots are those of Certificate Transparency`(size: Int) {
    #expect(MerkleTree.root(of: Self.leaves.prefix(size)).hex == Self.roots[size])
  }

  @Test func `a growing tree has the root of the whole at every size`() {
    var range = CompactRange()
    for size in 0...64 {
      #expect(range.root == Self.naiveRoots[size])
      range.append(Self.many[size])
    }
    #expect(range.size == 65 && range.root == Self.naiveRoots[65])
  }

  @Test(arguments: 1...65)
  func `every leaf is proven to be in, and no other`(size: Int) throws {
    for index in 0..<size {
      let proof = try #require(MerkleTree.inclusionProof(of: index, in: Self.many.prefix(size)))
      func holds(_ leaf: Digest, _ at: Int, _ of: Int, _ proof: [Digest]) -> Bool {
        MerkleTree.isIncluded(leaf, at: Int64(at), size: Int64(of), proof: proof, root: Self.naiveRoots[size])
      }
      #expect(holds(Self.many[index], index, size, proof))
      #expect(!holds(.zero, index, size, proof))
      #expect(!holds(Self.many[index], index, size, proof + [.zero]))
      #expect(proof.isEmpty || !holds(Self.many[index], index, size, proof.dropLast()))
      #expect(!holds(Self.many[index], size, size, proof) && !holds(Self.many[index], -1, size, proof))
      #expect(size == 1 || !holds(Self.many[index], (index + 1) % size, size, proof))
      for step in proof.indices {
        var changed = proof
        changed[step] = .zero
        #expect(!holds(Self.many[index], index, size, changed))
      }
    }
    #expect(MerkleTree.inclusionProof(of: size, in: Self.many.prefix(size)) == nil)
  }

  @Test(arguments: 1...65)
  func `every earlier tree is proven to be the beginning, and no other`(size: Int) throws {
    for first in 1...size {
      let proof = try #require(MerkleTree.consistencyProof(from: first, in: Self.many.prefix(size)))
      func holds(_ root: Digest, _ proof: [Digest]) -> Bool {
        MerkleTree.isConsistent(
          from: Int64(first), root: root, to: Int64(size), root: Self.naiveRoots[size], proof: proof)
      }
      #expect(holds(Self.naiveRoots[first], proof))
      #expect(!holds(.zero, proof))
      #expect(!holds(Self.naiveRoots[first], proof + [.zero]))
      #expect(proof.isEmpty || !holds(Self.naiveRoots[first], proof.dropLast()))
      for step in proof.indices {
        var changed = proof
        changed[step] = .zero
        #expect(!holds(Self.naiveRoots[first], changed))
      }
    }
    #expect(MerkleTree.consistencyProof(from: size + 1, in: Self.many.prefix(size)) == nil)
  }

  @Test func `sizes that cannot be prove nothing`() {
    #expect(!MerkleTree.isConsistent(from: 0, root: .zero, to: 5, root: .zero, proof: []))
    #expect(!MerkleTree.isConsistent(from: 6, root: .zero, to: 5, root: .zero, proof: []))
    #expect(!MerkleTree.isIncluded(.zero, at: 0, size: 0, proof: [], root: .zero))
    #expect(!MerkleTree.isIncluded(.zero, at: .max, size: .max, proof: [.zero], root: .zero))
  }
}
