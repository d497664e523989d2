/// Bytes of an IMAP server to whole responses (RFC 3501), with literals taken by their length.
struct IMAPReader {
  struct Broken: Error, Equatable {
    let why: String
  }

  private var buffer: [UInt8] = []
  /// Up to here the response is known to be unfinished.
  private var scanned = 0
  private let longestLiteral: Int
  private static let longestLine = 16 << 20

  init(longestLiteral: Int) { self.longestLiteral = longestLiteral }

  mutating func take(_ bytes: some Sequence<UInt8>) { buffer += bytes }

  /// nil until a whole response is there.
  mutating func next() throws(Broken) -> IMAPResponse? {
    while scanned < buffer.count {
      guard let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) else {
        guard buffer.count - scanned < Self.longestLine else { throw Broken(why: "a line without end") }
        return nil
      }
      if let length = literal(before: end) {
        guard length <= longestLiteral else { throw Broken(why: "a literal of \(length) bytes") }
        guard end + 1 + length <= buffer.count else {
          buffer.reserveCapacity(end + 1 + length + 4096)
          return nil
        }
        scanned = end + 1 + length
        continue
      }
      let response = IMAPResponse(buffer[..<(end + 1)])
      buffer.removeSubrange(...end)
      scanned = 0
      return response
    }
    return nil
  }

  /// The `123` of a line that ends in `{123}`.
  private func literal(before end: Int) -> Int? {
    var at = end - 1
    if at >= scanned, buffer[at] == UInt8(ascii: "\r") { at -= 1 }
    guard at > scanned, buffer[at] == UInt8(ascii: "}") else { return nil }
    let digits = buffer[scanned..<at].reversed().prefix { (0x30...0x39).contains($0) }.prefix(12)
    let open = at - digits.count - 1
    guard !digits.isEmpty, open >= scanned, buffer[open] == UInt8(ascii: "{") else { return nil }
    return Int(String(decoding: digits.reversed(), as: UTF8.self))
  }
}
