/// Takes a name as people and logs write it apart: a host, a URL, an address, `*.name`, a final dot, or no name at all.
struct ObservedName {
  /// Bytes of the host as written, at most 4 KiB.
  private(set) var host: ArraySlice<UInt8>
  /// From the first slash on, at most 4 KiB; empty without one.
  private(set) var path: ArraySlice<UInt8> = []

  static let longest = 4096

  init(_ text: UnsafeRawBufferPointer) {
    var (start, end) = (0, text.count)
    while start < end, text[start] <= 0x20 { start += 1 }
    while start < end, text[end - 1] <= 0x20 { end -= 1 }
    let bytes = Array(text[start..<min(end, start + 2 * Self.longest)])
    host = bytes[...]
    if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) {
      host = bytes[(colon + 3)...]
    } else if bytes.starts(with: "//".utf8) {
      host = bytes[2...]
    }
    if let slash = host.firstIndex(where: { Self.endsHost.contains($0) }) {
      path = host[slash...].prefix(Self.longest)
      host = host[..<slash]
    }
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
    if let colon = host.lastIndex(of: UInt8(ascii: ":")),
      host[(colon + 1)...].allSatisfy({ (0x30...0x39).contains($0) })
    {
      host = host[..<colon]
    }
    if host.starts(with: "*.".utf8) { host = host.dropFirst(2) }
    while host.last == UInt8(ascii: ".") { host = host.dropLast() }
    host = host.prefix(Self.longest)
  }

  private static let endsHost: [UInt8] = Array("/\\?#".utf8)

  /// The name in lower case into `buffer` (of at least 254 bytes) with a zero byte after it, where it is letters,
  /// digits, `-`, `_` in labels as
  /// the DNS has them; its length, or nil. `isEncoded` tells of `xn--` labels.
  static func copyPlain(
    _ text: some Collection<UInt8>, into buffer: UnsafeMutableBufferPointer<UInt8>, isEncoded: inout Bool
  ) -> Int? {
    var (count, label) = (0, 0)
    for byte in text {
      guard count < 254 else { return nil }
      let letter: UInt8
      switch byte {
      case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"): letter = byte
      case 0x41...0x5A: letter = byte | 0x20
      case UInt8(ascii: "."):
        guard label > 0 else { return nil }
        buffer[count] = byte
        count += 1
        label = 0
        continue
      default: return nil
      }
      buffer[count] = letter
      count += 1
      label += 1
      guard label <= 63 else { return nil }
      if label == 4, letter == UInt8(ascii: "-"), buffer[count - 4] == UInt8(ascii: "x"),
        buffer[count - 3] == UInt8(ascii: "n"),
        buffer[count - 2] == UInt8(ascii: "-")
      {
        isEncoded = true
      }
    }
    if count > 0, label == 0 { count -= 1 }
    guard count > 0, count <= 253 else { return nil }
    buffer[count] = 0
    return count
  }
}
