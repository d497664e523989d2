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

  private mutating func quote(_ text: String) { JSONString.append(text, to: &bytes) }
}
