import Mail

/// What an account id is wrapped in before it stands in a header; named in provider files.
package enum FieldDecoding: Sendable, Hashable {
  /// Base64 of a decimal number.
  case base64Number
  /// Base64 of a JSON array: its element of that index (from 0).
  case base64JSONArray(Int)
  /// Base64 of a JSON object: the value of that key.
  case base64JSONKey(String)
  /// Base64 of text with `|` between fields: the field of that index (from 0).
  case base64Fields(Int)
  /// A mailbox, taken only where a proven domain is its own.
  case mailbox

  package init?(_ name: String) {
    func index(after prefix: String) -> Int? {
      name.hasPrefix(prefix)
        ? Int(name.dropFirst(prefix.count)).flatMap { (0...31).contains($0) ? $0 : nil } : nil
    }
    if name == "base64-number" {
      self = .base64Number
    } else if name == "mailbox" {
      self = .mailbox
    } else if let element = index(after: "base64-json-array-") {
      self = .base64JSONArray(element)
    } else if let field = index(after: "base64-fields-") {
      self = .base64Fields(field)
    } else if name.hasPrefix("base64-json-key:"), name.utf8.count > 16 {
      self = .base64JSONKey(String(name.dropFirst(16)))
    } else {
      return nil
    }
  }

  /// The decoded value, nil where the bytes are not what the name says. Mailboxes are not decoded here.
  func decode(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let plain = Self.base64(bytes) else { return nil }
    switch self {
    case .base64Number:
      return !plain.isEmpty && plain.count <= 20 && plain.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        ? String(decoding: plain, as: UTF8.self) : nil
    case .base64Fields(let index):
      let fields = plain.split(
        separator: UInt8(ascii: "|"), maxSplits: 31, omittingEmptySubsequences: false)
      return fields.indices.contains(index) ? Self.printable(fields[index]) : nil
    case .base64JSONArray(let index):
      var scalars = JSONScalars(plain)
      return scalars.element(index)
    case .base64JSONKey(let key):
      var scalars = JSONScalars(plain)
      return scalars.value(of: Array(key.utf8))
    case .mailbox: return nil
    }
  }

  private static func printable(_ bytes: ArraySlice<UInt8>) -> String? {
    guard !bytes.isEmpty, bytes.count <= 256, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Either alphabet (RFC 4648 sections 4 and 5), padding optional, white space of folds passed over.
  private static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard bytes.count <= 8_192 else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 3 / 4)
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      case UInt8(ascii: "="), 0x20, 0x09: continue
      default: return nil
      }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
        bits &= (1 << UInt32(held)) - 1
      }
    }
    return out
  }
}
