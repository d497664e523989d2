/// Reads one string or number out of a small, flat JSON value that a service put into a header. Not a JSON parser: one pass, values inside
/// values are passed over, nothing recurses.
struct JSONScalars {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The element of that index of an array, where it is a string or a number.
  mutating func element(_ index: Int) -> String? {
    guard open(UInt8(ascii: "[")) else { return nil }
    for current in 0...max(index, 0) {
      let value = scalar()
      if current == index { return value }
      guard passComma() else { return nil }
    }
    return nil
  }

  /// The value of that key of an object, where it is a string or a number.
  mutating func value(of key: [UInt8]) -> String? {
    guard open(UInt8(ascii: "{")) else { return nil }
    for _ in 0..<64 {
      skipSpace()
      guard peek == UInt8(ascii: "\""), let name = string() else { return nil }
      skipSpace()
      guard peek == UInt8(ascii: ":") else { return nil }
      position += 1
      let value = scalar()
      if Array(name.utf8) == key { return value }
      guard passComma() else { return nil }
    }
    return nil
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func open(_ bracket: UInt8) -> Bool {
    skipSpace()
    guard peek == bracket else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() { while let byte = peek, byte <= 0x20 { position += 1 } }

  /// Moves behind the comma after the current value, over nested values.
  private mutating func passComma() -> Bool {
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        _ = string()
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth < 0 { return false }
      case UInt8(ascii: ",") where depth == 0:
        position += 1
        return true
      default: break
      }
      position += 1
    }
    return false
  }

  private mutating func scalar() -> String? {
    skipSpace()
    guard let first = peek else { return nil }
    if first == UInt8(ascii: "\"") { return string() }
    let start = position
    while let byte = peek,
      (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    {
      position += 1
    }
    return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
  }

  /// The string at the opening quote; escapes keep the character after the backslash, which no account id needs.
  private mutating func string() -> String? {
    position += 1
    var out: [UInt8] = []
    while let byte = peek {
      position += 1
      if byte == UInt8(ascii: "\"") {
        return out.count <= 256 && out.allSatisfy { $0 >= 0x20 }
          ? String(decoding: out, as: UTF8.self) : nil
      }
      if byte == UInt8(ascii: "\\"), let next = peek {
        out.append(next)
        position += 1
      } else {
        out.append(byte)
      }
    }
    return nil
  }
}
