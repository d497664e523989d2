import Vocabulary

/// One custody entry as one line of JSON (`log.jsonl`): fixed fields in a fixed order, so that it can be read strictly.
package enum CustodyLine {
  package static let longest = 1 << 20

  /// `{"number":1,"time":0,"actor":"","kind":"","subject":"","body":"{}","commitment":null,"previous":"00…"}` without a line
  /// feed. The body is a string, since its bytes count; base64 as `body64` where it is no UTF-8.
  package static func write(_ entry: CustodyEntry) -> [UInt8] {
    var out = Array("{\"number\":\(entry.number),\"time\":\(entry.time.seconds)".utf8)
    func text(_ key: String, _ value: String) {
      out.append(contentsOf: ",\"\(key)\":".utf8)
      JSONString.append(value, to: &out)
    }
    text("actor", entry.actor)
    text("kind", entry.kind)
    text("subject", entry.subject)
    if let body = String(validating: entry.body, as: UTF8.self) {
      text("body", body)
    } else {
      text("body64", Base64.encode(entry.body))
    }
    out.append(contentsOf: ",\"commitment\":\(entry.commitment.map { "\"\($0.hex)\"" } ?? "null")".utf8)
    out.append(contentsOf: ",\"previous\":\"\(entry.previous.hex)\"}".utf8)
    return out
  }

  /// `{"number":1,"previous":"00…","digest":"1a…"}` without a line feed.
  package static func write(_ entry: WithheldEntry) -> [UInt8] {
    Array(
      "{\"number\":\(entry.number),\"previous\":\"\(entry.previous.hex)\",\"digest\":\"\(entry.digest.hex)\"}".utf8)
  }

  /// nil for every line that is not of the second form.
  package static func readWithheld(_ line: some Collection<UInt8>) -> WithheldEntry? {
    guard line.count <= 256 else { return nil }
    var reader = LineReader(Array(line))
    guard reader.pass("{\"number\":"), let number = reader.number(), number > 0,
      reader.pass(",\"previous\":"), let previous = reader.string().flatMap({ Digest(hex: $0) }),
      reader.pass(",\"digest\":"), let digest = reader.string().flatMap({ Digest(hex: $0) }),
      reader.pass("}"), reader.isAtEnd
    else { return nil }
    return WithheldEntry(number: number, previous: previous, digest: digest)
  }

  /// nil for every line that is not of the first form.
  package static func read(_ line: some Collection<UInt8>) -> CustodyEntry? {
    guard line.count <= longest else { return nil }
    var reader = LineReader(Array(line))
    guard reader.pass("{\"number\":"), let number = reader.number(), number > 0,
      reader.pass(",\"time\":"), let time = reader.number(),
      reader.pass(",\"actor\":"), let actor = reader.string(),
      reader.pass(",\"kind\":"), let kind = reader.string(),
      reader.pass(",\"subject\":"), let subject = reader.string(),
      let body = body(&reader),
      let commitment = commitment(&reader),
      reader.pass(",\"previous\":"), let previous = reader.string().flatMap({ Digest(hex: $0) }),
      reader.pass("}"), reader.isAtEnd
    else { return nil }
    return CustodyEntry(
      number: number, time: Timestamp(seconds: time), actor: actor, kind: kind, subject: subject, body: body,
      commitment: commitment, previous: previous)
  }

  private static func body(_ reader: inout LineReader) -> [UInt8]? {
    if reader.pass(",\"body\":") { return reader.string().map { Array($0.utf8) } }
    guard reader.pass(",\"body64\":") else { return nil }
    return reader.string().flatMap { Base64.decode($0) }
  }

  private static func commitment(_ reader: inout LineReader) -> Digest?? {
    guard reader.pass(",\"commitment\":") else { return nil }
    if reader.pass("null") { return .some(nil) }
    guard let digest = reader.string().flatMap({ Digest(hex: $0) }) else { return nil }
    return .some(digest)
  }
}

/// Takes fixed words, whole numbers and JSON strings off the front of a line. Nothing recurses.
struct LineReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func pass(_ word: StaticString) -> Bool {
    let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    if matches { position += word.utf8CodeUnitCount }
    return matches
  }

  /// As JSON writes whole numbers: no leading zeros, no plus, no exponent.
  mutating func number() -> Int64? {
    let digits = bytes[position...].prefix(20).prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    let text = String(decoding: digits, as: UTF8.self)
    guard let number = Int64(text), String(number) == text else { return nil }
    position += digits.count
    return number
  }

  /// RFC 8259 section 7; nil for bytes that are no UTF-8 and for half of a surrogate pair.
  mutating func string() -> String? {
    guard pass("\"") else { return nil }
    let plain = bytes[position...].prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 >= 0x20 }
    position = plain.endIndex
    if pass("\"") { return String(validating: plain, as: UTF8.self) }
    var out = Array(plain)
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: out, as: UTF8.self)
      case UInt8(ascii: "\\"): guard escape(into: &out) else { return nil }
      case 0..<0x20: return nil
      default: out.append(byte)
      }
    }
    return nil
  }

  private mutating func escape(into out: inout [UInt8]) -> Bool {
    guard position < bytes.count else { return false }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(letter)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "u"): return unit(into: &out)
    default: return false
    }
    return true
  }

  private mutating func unit(into out: inout [UInt8]) -> Bool {
    guard var value = hexUnit() else { return false }
    if (0xD800..<0xDC00).contains(value) {
      guard pass("\\u"), let low = hexUnit(), (0xDC00..<0xE000).contains(low) else { return false }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { return false }
    out.append(contentsOf: String(Character(scalar)).utf8)
    return true
  }

  private mutating func hexUnit() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Hexadecimal.value(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }
}
