import Vocabulary

/// A JSON document (RFC 8259) written in the order in which its fields are put, so that output reads like the contract and never changes by itself.
package struct JSONText: Sendable {
  private(set) var bytes: [UInt8] = []
  private let indented: Bool
  private var depth = 0
  private var needsComma = false

  /// `indented` writes two blanks a level; else all on one line.
  package init(indented: Bool) {
    self.indented = indented
    bytes.reserveCapacity(4096)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  package var utf8: [UInt8] { bytes }

  package mutating func object(_ key: String? = nil, _ fill: (inout JSONText) -> Void) { nest(key, 0x7B, 0x7D, fill) }
  package mutating func array(_ key: String? = nil, _ fill: (inout JSONText) -> Void) { nest(key, 0x5B, 0x5D, fill) }

  package mutating func array(_ key: String, strings: some Sequence<String>) {
    array(key) { json in for string in strings { json.value(string) } }
  }

  package mutating func put(_ key: String, _ value: String?) {
    self.key(key)
    if let value { quote(value) } else { raw("null") }
    needsComma = true
  }

  package mutating func put(_ key: String, _ value: Int?) {
    self.key(key)
    raw(value.map { String($0) } ?? "null")
    needsComma = true
  }

  package mutating func put(_ key: String, _ value: Bool) {
    self.key(key)
    raw(value ? "true" : "false")
    needsComma = true
  }

  /// Rounded to `places` decimals; what is no number becomes null.
  package mutating func put(_ key: String, _ value: Double?, places: Int = 4) {
    self.key(key)
    raw(value.map { Self.decimal($0, places: places) } ?? "null")
    needsComma = true
  }

  package mutating func value(_ string: String) {
    separate()
    quote(string)
    needsComma = true
  }

  package mutating func value(_ number: Int) {
    separate()
    raw(String(number))
    needsComma = true
  }

  /// `0.1235` for 0.12345678: at most `places` decimals, no exponent, no trailing zeros.
  package static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "null" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let whole = (value.magnitude * scale).rounded()
    let integral = Int64(whole / scale)
    let fraction = Int64(whole - Double(integral) * scale)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard fraction > 0 else { return "\(sign)\(integral)" }
    var digits = Decimal.padded(Int(fraction), to: places)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(sign)\(integral).\(digits)"
  }

  private mutating func nest(_ key: String?, _ open: UInt8, _ close: UInt8, _ fill: (inout JSONText) -> Void) {
    if let key { self.key(key) } else { separate() }
    bytes.append(open)
    depth += 1
    needsComma = false
    let start = bytes.count
    fill(&self)
    depth -= 1
    if bytes.count > start { newline() }
    bytes.append(close)
    needsComma = true
    if depth == 0, indented { bytes.append(0x0A) }
  }

  private mutating func key(_ key: String) {
    separate()
    quote(key)
    raw(indented ? ": " : ":")
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
    needsComma = false
    if depth > 0 { newline() }
  }

  private mutating func newline() {
    guard indented else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Controls, quotes and backslashes escaped; `<`, `>` and `&` too, so that the text stays harmless inside a page, and what turns a line's
  /// direction (bidirectional controls), so that a terminal or editor shows what is there.
  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    var plain = true
    for byte in text.utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x3C || byte == 0x3E || byte == 0x26 || byte >= 0x7F {
      plain = false
      break
    }
    if plain {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { append(scalar) }
    }
    bytes.append(0x22)
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x22: raw("\\\"")
    case 0x5C: raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    case 0..<0x20, 0x3C, 0x3E, 0x26, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      let digits = String(scalar.value, radix: 16)
      raw("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
    default: bytes.append(contentsOf: String(Character(scalar)).utf8)
    }
  }
}
