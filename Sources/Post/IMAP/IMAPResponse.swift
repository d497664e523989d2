/// One response of an IMAP server.
enum IMAPResponse: Equatable {
  /// `+ …`
  case goOn
  /// `C1 OK [CODE] text`; tag nil where it is `*`.
  case status(tag: String?, word: String, code: String, text: String)
  /// `* 12 FETCH (…)`, `* SEARCH 1 2`
  case data(name: String, number: Int?, values: [IMAPValue])
  case unreadable

  /// A whole response, with its line end.
  init(_ bytes: ArraySlice<UInt8>) {
    var reader = IMAPValue.Reader(bytes)
    guard case .text(let tag)? = reader.value() else {
      self = .unreadable
      return
    }
    if tag == "+" {
      self = .goOn
      return
    }
    let start = reader
    guard case .text(let first)? = reader.value() else {
      self = .unreadable
      return
    }
    if ["OK", "NO", "BAD", "BYE", "PREAUTH"].contains(first.uppercased()) {
      let text = reader.line
      let code = text.first == "[" ? text.dropFirst().prefix { $0 != "]" } : ""
      self = .status(tag: tag == "*" ? nil : tag, word: first.uppercased(), code: String(code), text: text)
      return
    }
    guard tag == "*" else {
      self = .unreadable
      return
    }
    reader = start
    var values = reader.values()
    var number: Int?
    if case .text(let text)? = values.first, let value = Int(text), values.count > 1 {
      number = value
      values.removeFirst()
    }
    guard case .text(let name)? = values.first else {
      self = .unreadable
      return
    }
    self = .data(name: name.uppercased(), number: number, values: Array(values.dropFirst()))
  }
}

/// A value in a response: atom or quoted string, literal, or list.
indirect enum IMAPValue: Equatable {
  case text(String)
  case literal([UInt8])
  case list([IMAPValue])

  var number: Int? { if case .text(let text) = self { Int(text) } else { nil } }

  /// The value after `name` in a list of names and values, as FETCH has it.
  static func named(_ name: String, in list: [IMAPValue]) -> IMAPValue? {
    for index in stride(from: 0, to: list.count - 1, by: 2) {
      if case .text(let text) = list[index], text.uppercased() == name { return list[index + 1] }
    }
    return nil
  }

  struct Reader {
    private let bytes: ArraySlice<UInt8>
    private var at: Int
    private static let depth = 50

    init(_ bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      at = bytes.startIndex
    }

    /// What is left of the line, as text.
    var line: String {
      String(decoding: bytes[at...], as: UTF8.self).drop { $0 == " " }.prefix { !$0.isNewline }.description
    }

    mutating func values(depth: Int = 0) -> [IMAPValue] {
      var values: [IMAPValue] = []
      while let value = value(depth: depth) { values.append(value) }
      return values
    }

    /// nil at the end of the list or the line.
    mutating func value(depth: Int = 0) -> IMAPValue? {
      while at < bytes.endIndex, bytes[at] == UInt8(ascii: " ") { at += 1 }
      guard at < bytes.endIndex else { return nil }
      switch bytes[at] {
      case UInt8(ascii: "\r"), UInt8(ascii: "\n"): return nil
      case UInt8(ascii: ")"):
        at += 1
        return nil
      case UInt8(ascii: "("):
        guard depth < Self.depth else {
          at = bytes.endIndex
          return nil
        }
        at += 1
        return .list(values(depth: depth + 1))
      case UInt8(ascii: "\""): return quoted()
      case UInt8(ascii: "{"): return literal()
      default:
        let stop: Set<UInt8> = [0x20, 0x28, 0x29, 0x0D, 0x0A]
        let end = bytes[at...].firstIndex { stop.contains($0) } ?? bytes.endIndex
        defer { at = end }
        return .text(String(decoding: bytes[at..<end], as: UTF8.self))
      }
    }

    private mutating func quoted() -> IMAPValue {
      var text: [UInt8] = []
      at += 1
      while at < bytes.endIndex, bytes[at] != UInt8(ascii: "\"") {
        if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.endIndex { at += 1 }
        text.append(bytes[at])
        at += 1
      }
      at = min(at + 1, bytes.endIndex)
      return .text(String(decoding: text, as: UTF8.self))
    }

    private mutating func literal() -> IMAPValue? {
      guard let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")),
        let length = Int(String(decoding: bytes[(at + 1)..<close], as: UTF8.self)), length >= 0,
        let line = bytes[close...].firstIndex(of: UInt8(ascii: "\n")), bytes.endIndex - line - 1 >= length
      else {
        at = bytes.endIndex
        return nil
      }
      at = line + 1 + length
      return .literal(Array(bytes[(line + 1)..<at]))
    }
  }
}
