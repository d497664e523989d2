import Vocabulary

/// A `Content-Type` or `Content-Disposition` value: the word and its parameters (RFC 2045 section 5.1, RFC 2231).
package struct ContentType: Sendable, Hashable {
  /// Lower case: `text/html`, `attachment`.
  package let value: String
  /// By lower-case name; RFC 2231 pieces joined and decoded; the first of a repeated name counts.
  package let parameters: Parameters

  /// The `boundary` parameter byte for byte: what looks like an encoded word in it is none.
  package let boundary: [UInt8]

  package static let plainText = ContentType(value: "text/plain", parameters: .none)

  /// A handful at most, so that looking through them is faster than a table.
  package struct Parameters: Sendable, Hashable {
    private struct Entry: Hashable {
      let name: String
      var value: String
    }

    private var entries: [Entry] = []

    package static let none = Parameters()
    package var count: Int { entries.count }
    package subscript(name: String) -> String? { entries.first { $0.name == name }?.value }

    fileprivate mutating func add(_ name: String, _ value: @autoclosure () -> String) {
      if !entries.contains(where: { $0.name == name }) { entries.append(Entry(name: name, value: value())) }
    }

    fileprivate mutating func replace(_ name: String, _ value: String) {
      if let known = entries.firstIndex(where: { $0.name == name }) {
        entries[known].value = value
      } else {
        entries.append(Entry(name: name, value: value))
      }
    }
  }

  package init(value: String, parameters: Parameters) {
    self.value = value
    self.parameters = parameters
    boundary = Array((parameters["boundary"] ?? "").utf8)
  }

  package var type: Substring { value.prefix { $0 != "/" } }
  package var isText: Bool { begins("text/") }
  package var isMultipart: Bool { begins("multipart/") }

  private func begins(_ word: StaticString) -> Bool {
    var value = value
    return value.withUTF8 { bytes in
      guard bytes.count >= word.utf8CodeUnitCount else { return false }
      for index in 0..<word.utf8CodeUnitCount where bytes[index] != word.utf8Start[index] { return false }
      return true
    }
  }

  package var isMessage: Bool { value == "message/rfc822" || value == "message/global" || value == "message/rfc2822" }

  /// Reads what senders really write: missing or open quotes, stray semicolons and comments are tolerated. At most 64
  /// parameters.
  package init(_ bytes: [UInt8]) { self = bytes.withUnsafeBufferPointer { ContentType($0) } }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = ParameterScanner(bytes)
    value = scanner.word()
    var plain = Parameters()
    var pieces: [String: [Int: (text: [UInt8], encoded: Bool)]] = [:]
    var boundary: [UInt8]?
    var count = 0
    while count < 64, let (name, text) = scanner.parameter() {
      count += 1
      guard let star = name.utf8.firstIndex(of: UInt8(ascii: "*")) else {
        if boundary == nil, name == "boundary" { boundary = scanner.array(text) }
        plain.add(name, scanner.decoded(text))
        continue
      }
      let base = String(name[..<star])
      var rest = name[name.utf8.index(after: star)...]
      let encoded = rest.isEmpty || rest.hasSuffix("*")
      if rest.hasSuffix("*") { rest.removeLast() }
      guard let number = rest.isEmpty ? 0 : Int(rest), (0..<64).contains(number) else { continue }
      if pieces[base]?[number] == nil { pieces[base, default: [:]][number] = (scanner.array(text), encoded) }
    }
    for (name, parts) in pieces { plain.replace(name, Self.join(parts)) }
    parameters = plain
    self.boundary = boundary ?? Array((plain["boundary"] ?? "").utf8)
  }

  private static func join(_ parts: [Int: (text: [UInt8], encoded: Bool)]) -> String {
    var charset: String?
    var bytes: [UInt8] = []
    for number in parts.keys.sorted() {
      guard let (text, encoded) = parts[number] else { continue }
      var content = text[...]
      if encoded, number == 0, let first = content.firstIndex(of: 0x27),
        let second = content[(first + 1)...].firstIndex(of: 0x27)
      {
        charset = String(decoding: content[..<first], as: UTF8.self)
        content = content[(second + 1)...]
      }
      bytes += encoded ? TransferEncoding.percentDecoded(content) : Array(content)
    }
    return Charset.decode(bytes, label: charset).text
  }
}

/// Steps through `word; name=value; name="quoted \" value"`.
private struct ParameterScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// A value as it stands, or what its quoting leaves over.
  enum Value {
    case place(Range<Int>)
    case unquoted([UInt8])
  }

  func array(_ value: Value) -> [UInt8] {
    switch value {
    case .place(let range): Array(bytes[range])
    case .unquoted(let bytes): bytes
    }
  }

  func decoded(_ value: Value) -> String {
    switch value {
    case .place(let range): EncodedWord.decode(UnsafeBufferPointer(rebasing: bytes[range]))
    case .unquoted(let bytes): EncodedWord.decode(bytes)
    }
  }

  /// Types too long for a text without memory of its own; these stand in the program itself.
  private static let known = [
    "multipart/alternative", "multipart/related", "multipart/report", "multipart/signed", "application/octet-stream",
  ]

  mutating func word() -> String {
    skipBlanks()
    let start = position
    while position < bytes.count, bytes[position] != 0x3B, bytes[position] > 0x20, bytes[position] != 0x28 {
      position += 1
    }
    return lower(start..<position)
  }

  mutating func parameter() -> (name: String, value: Value)? {
    while position < bytes.count {
      while position < bytes.count, bytes[position] != 0x3B, bytes[position] != 0x3D { position += 1 }
      while position < bytes.count, bytes[position] == 0x3B || bytes[position] <= 0x20 || bytes[position] == 0x3D {
        position += 1
      }
      let start = position
      while position < bytes.count, bytes[position] != 0x3D, bytes[position] != 0x3B { position += 1 }
      guard position < bytes.count, bytes[position] == 0x3D else { continue }
      var end = position
      while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
      position += 1
      skipBlanks()
      let name = lower(start..<end)
      return (name, quotedOrBare())
    }
    return nil
  }

  private mutating func quotedOrBare() -> Value {
    guard position < bytes.count, bytes[position] == 0x22 else { return bare() }
    let start = position
    position += 1
    let end = bytes[position...].firstIndex { $0 == 0x22 || $0 == 0x5C } ?? bytes.count
    if end < bytes.count, bytes[end] == 0x22 {
      defer { position = end + 1 }
      return .place(position..<end)
    }
    var out: [UInt8] = []
    while position < bytes.count, bytes[position] != 0x22 {
      if bytes[position] == 0x5C, position + 1 < bytes.count { position += 1 }
      out.append(bytes[position])
      position += 1
    }
    guard position >= bytes.count else {
      position += 1
      return .unquoted(out)
    }
    // The quote was never closed: the value ends where a parameter would.
    position = start + 1
    return bare()
  }

  /// Up to the next semicolon, blanks inside kept (senders write file names so), a comment behind a blank left out.
  private mutating func bare() -> Value {
    let start = position
    while position < bytes.count, bytes[position] != 0x3B { position += 1 }
    var end = position
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    if end > start, bytes[end - 1] == 0x29,
      let comment = bytes[start..<end].indices.dropLast().first(where: { bytes[$0] <= 0x20 && bytes[$0 + 1] == 0x28 })
    {
      end = comment
      while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    }
    return .place(start..<end)
  }

  private func lower(_ range: Range<Int>) -> String {
    let word = UnsafeBufferPointer(rebasing: bytes[range])
    if word.count > 15, let name = Self.known.first(where: { $0.utf8.elementsEqual(word) }) { return name }
    guard !word.contains(where: { $0 >= 0x80 }) else { return String(decoding: word, as: UTF8.self).lowercased() }
    return String(smallLetters: word)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }
}
