/// What a reader sees of one label: per letter the ASCII one that it is taken for, and the scalar that is really there.
struct Glyphs {
  let bytes: UnsafeBufferPointer<UInt8>
  /// nil where every scalar is the byte itself.
  let origins: UnsafeBufferPointer<UInt32>?

  var count: Int { bytes.count }

  func origin(_ index: Int) -> UInt32 {
    origins.map { $0[index] } ?? UInt32(bytes[index])
  }

  subscript(range: Range<Int>) -> Glyphs {
    Glyphs(
      bytes: UnsafeBufferPointer(rebasing: bytes[range]),
      origins: origins.map { UnsafeBufferPointer(rebasing: $0[range]) })
  }

  func isSame(as other: Glyphs) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where bytes[index] != other.bytes[index] || origin(index) != other.origin(index) {
      return false
    }
    return true
  }

  /// Stands for a scalar that no ASCII letter looks like.
  static let strange: UInt8 = 0xFF
}

/// Owns what `Glyphs` looks at.
struct GlyphRun: Sendable, Equatable {
  private(set) var bytes: [UInt8] = []
  private(set) var origins: [UInt32] = []
  /// Whether any scalar is not the byte that it is read as.
  private(set) var isForeign = false

  /// Reads the first 63 letters or so of a label; what follows is beyond any brand.
  init(_ label: some StringProtocol) {
    for scalar in label.unicodeScalars {
      guard bytes.count < 63 else { break }
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte, scalar.value)
        continue
      }
      isForeign = true
      guard let reading = Skeleton.reading(of: scalar) else {
        append(Glyphs.strange, scalar.value)
        continue
      }
      for byte in reading.prefix(63 - bytes.count) { append(byte, scalar.value) }
    }
  }

  private mutating func append(_ byte: UInt8, _ origin: UInt32) {
    bytes.append(byte)
    origins.append((0x41...0x5A).contains(origin) ? origin | 0x20 : origin)
  }

  func withGlyphs<Result>(_ body: (Glyphs) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      guard isForeign else { return body(Glyphs(bytes: bytes, origins: nil)) }
      return origins.withUnsafeBufferPointer { body(Glyphs(bytes: bytes, origins: $0)) }
    }
  }
}
