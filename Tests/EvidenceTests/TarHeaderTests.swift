import Evidence
import Testing

/// One block of a tar archive, as it is written and as strangers write it.
@Suite struct TarHeaderTests {
  @Test(arguments: [0, 1, 511, 512, 1 << 20, 1 << 33 - 1, 1 << 33, 1 << 40])
  func `a header comes back`(size: Int) throws {
    let header = try #require(TarHeader(path: "originals/é 1.eml", size: size, time: 1_415_717_520))
    #expect(header.bytes.count == 512 && TarHeader.read(header.bytes) == .file(header))
  }

  @Test(arguments: [
    "", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\nb", String(repeating: "a", count: 101),
  ])
  func `a path that leads elsewhere, or is too long, is neither written nor read`(path: String) throws {
    #expect(TarHeader(path: path, size: 0, time: 0) == nil)
    guard path.utf8.count <= 100, !path.isEmpty else { return }
    let bytes = try Self.header {
      $0.replaceSubrange(0..<100, with: Array(path.utf8) + [UInt8](repeating: 0, count: 100 - path.utf8.count))
    }
    #expect(Self.isRefused(bytes))
  }

  /// A link, a folder, a device, a long name to come, a pax record.
  @Test(arguments: Array("1235346LKxg".utf8))
  func `what is no regular file is refused`(flag: UInt8) throws {
    #expect(Self.isRefused(try Self.header { $0[156] = flag }))
  }

  @Test func `a changed byte, a negative size and a prefix are refused, zeros are the end`() throws {
    var bytes = try Self.header { _ in }
    #expect(!Self.isRefused(bytes))
    for place in [0, 105, 130, 140, 257] {
      bytes[place] ^= 1
      #expect(Self.isRefused(bytes), "\(place)")
      bytes[place] ^= 1
    }
    #expect(Self.isRefused(try Self.header { $0[124] = 0xFF }))
    #expect(
      Self.isRefused(
        try Self.header { $0.replaceSubrange(124..<136, with: [0x80, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8)) }))
    #expect(Self.isRefused(try Self.header { $0[345] = UInt8(ascii: "x") }))
    #expect(TarHeader.read([UInt8](repeating: 0, count: 512)) == .end)
    #expect(Self.isRefused(Array(bytes.dropLast())))
  }

  private static func isRefused(_ bytes: [UInt8]) -> Bool {
    if case .refused = TarHeader.read(bytes) { true } else { false }
  }

  /// With a right checksum over what was changed.
  private static func header(_ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
    var bytes = try #require(TarHeader(path: "a", size: 5, time: 7)).bytes
    change(&bytes)
    let sum = bytes.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 0x20 : Int(bytes[$1])) }
    let digits = String(sum, radix: 8)
    bytes.replaceSubrange(
      148..<156, with: Array((String(repeating: "0", count: 6 - digits.count) + digits + "\0 ").utf8))
    return bytes
  }
}
