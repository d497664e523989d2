import CCrypto

/// A SHA-256 value: what says that bytes kept as evidence are still the bytes that came in.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes.
  package let bytes: [UInt8]

  /// Fetched once: `EVP_sha256()` looks its provider up under a lock each time. libcrypto counts references to it
  /// atomically and never changes it, so threads may share it.
  nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

  package init(of content: some Collection<UInt8>) {
    let done: Digest?? = content.withContiguousStorageIfAvailable { Digest(of: UnsafeRawBufferPointer($0)) }
    self = (done ?? nil) ?? Array(content).withUnsafeBytes { Digest(of: $0) }
  }

  package init(of content: UnsafeRawBufferPointer) {
    bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      Digest.write(of: content, to: UnsafeMutableRawBufferPointer(buffer))
      count = 32
    }
  }

  /// The same without an allocation: the value goes into the first 32 bytes of `out`.
  package static func write(of content: UnsafeRawBufferPointer, to out: UnsafeMutableRawBufferPointer) {
    guard out.count >= 32 else { return }
    let start = out.baseAddress?.assumingMemoryBound(to: UInt8.self)
    EVP_Digest(content.baseAddress, content.count, start, nil, algorithm, nil)
  }

  /// Of several texts, so that where one ends and the next begins counts too.
  package init(of texts: [String]) {
    var bytes: [UInt8] = []
    for text in texts { bytes += Array("\(text.utf8.count):".utf8) + Array(text.utf8) }
    self.init(of: bytes)
  }

  /// Takes a value made elsewhere; nil where it is not 32 bytes long.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self.bytes = Array(bytes)
  }

  /// 32 zero bytes: where a chain of digests begins.
  package static let zero = Digest(repeating: 0)

  private init(repeating byte: UInt8) { bytes = [UInt8](repeating: byte, count: 32) }

  /// Reads 64 hexadecimal digits; nil for anything else.
  package init?(hex: String) {
    guard let bytes = Hexadecimal.decode(hex), bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  package var hex: String { Hexadecimal.encode(bytes) }
  package var description: String { hex }
}

/// Bytes as lower-case hexadecimal digits and back.
package enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
      var position = 0
      for byte in bytes {
        buffer[position] = digits[Int(byte >> 4)]
        buffer[position + 1] = digits[Int(byte & 15)]
        position += 2
      }
      return position
    }
  }

  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for pair in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[pair]), let low = value(digits[pair + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// The value of one digit of either case, 0 to 15.
  package static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
