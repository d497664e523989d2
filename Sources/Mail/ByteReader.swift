/// Little-endian numbers out of bytes that somebody else wrote: every read says nil where the bytes end.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var left: Int { bytes.endIndex - position }

  mutating func byte() -> UInt8? {
    guard left >= 1 else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func number16() -> UInt16? {
    guard let low = byte(), let high = byte() else { return nil }
    return UInt16(low) | UInt16(high) << 8
  }

  mutating func number32() -> UInt32? {
    guard left >= 4, let low = number16(), let high = number16() else { return nil }
    return UInt32(low) | UInt32(high) << 16
  }

  mutating func number64() -> UInt64? {
    guard left >= 8, let low = number32(), let high = number32() else { return nil }
    return UInt64(low) | UInt64(high) << 32
  }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= left else { return nil }
    defer { position += count }
    return bytes[position..<(position + count)]
  }

  /// nil where `offset` bytes from the start are not there.
  static func number32(_ bytes: ArraySlice<UInt8>, at offset: Int) -> UInt32? {
    guard offset >= 0, offset <= bytes.count - 4 else { return nil }
    var reader = ByteReader(bytes.dropFirst(offset))
    return reader.number32()
  }

  static func number16(_ bytes: ArraySlice<UInt8>, at offset: Int) -> UInt16? {
    guard offset >= 0, offset <= bytes.count - 2 else { return nil }
    var reader = ByteReader(bytes.dropFirst(offset))
    return reader.number16()
  }
}
