import Domains
import Vocabulary

/// Reads one record's data as it comes over the wire (RFC 1035 section 3.3), names already uncompressed; whoever runs a domain
/// writes them.
enum WireRecord {
  static func read(_ bytes: [UInt8], _ kind: DNSQuestion.Kind) -> DNSRecord? {
    switch kind {
    case .a:
      guard bytes.count == 4 else { return nil }
      return .address(.v4(bytes.reduce(0) { $0 << 8 | UInt32($1) }))
    case .aaaa:
      guard bytes.count == 16 else { return nil }
      let half = { (part: ArraySlice<UInt8>) in part.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
      return .address(.v6(half(bytes[..<8]), half(bytes[8...])))
    case .mx:
      guard bytes.count > 2, let host = name(bytes[2...]) else { return nil }
      return .exchange(preference: UInt16(bytes[0]) << 8 | UInt16(bytes[1]), host: host)
    case .ns: return name(bytes[...]).map { .server($0) }
    case .ptr: return name(bytes[...]).map { .pointer($0) }
    case .txt: return strings(bytes).map { .text($0) }
    }
  }

  /// Labels with a dot between, in lower case; `.` for the root. A byte that is no host name's is written `\DDD`.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
    var rest = bytes
    var labels: [String] = []
    while let length = rest.popFirst(), length > 0 {
      guard length <= 63, rest.count >= Int(length), labels.count < 128 else { return nil }
      let label = rest.prefix(Int(length))
      rest = rest.dropFirst(Int(length))
      labels.append(
        label.map { byte in
          switch byte {
          case 0x41...0x5A: String(UnicodeScalar(byte | 0x20))
          case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "*"):
            String(UnicodeScalar(byte))
          default: "\\" + String(1000 + Int(byte)).dropFirst()
          }
        }.joined())
    }
    return labels.isEmpty ? "." : labels.joined(separator: ".")
  }

  /// Character strings, each after its length, joined.
  private static func strings(_ bytes: [UInt8]) -> [UInt8]? {
    var rest = bytes[...]
    var text: [UInt8] = []
    while let length = rest.popFirst() {
      guard rest.count >= Int(length) else { return nil }
      text += rest.prefix(Int(length))
      rest = rest.dropFirst(Int(length))
    }
    return text
  }
}
