/// A YAML file of sentences, `key: "text"` a line. Thousands of them are read at each start, so that they are read without a YAML
/// parser wherever a line leaves no doubt; a file with any other line is left to the parser.
enum SentenceFile {
  static func load(_ file: String) throws(FileTrouble) -> [String: String] {
    let text = try KnowledgeFolder.text(file)
    if let texts = plain(text) { return texts }
    var texts: [String: String] = [:]
    for (key, value) in try YAMLValue.document(text, file: file).entries() { texts[key] = try value.string() }
    return texts
  }

  /// nil where a line is anything but a remark, nothing, or a key with a text on one line; and where a key stands twice.
  static func plain(_ text: String) -> [String: String]? {
    guard !text.unicodeScalars.contains(where: isControl) else { return nil }
    var texts: [String: String] = [:]
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(isKey), let value = value(line[line.index(after: colon)...])
      else { return nil }
      guard texts.updateValue(value, forKey: String(decoding: line[..<colon], as: UTF8.self)) == nil else { return nil }
    }
    return texts.isEmpty ? nil : texts
  }

  /// Line ends of other kinds, and what YAML takes for unprintable: the parser says what it makes of them.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private static func isKey(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// What stands behind the colon; nil where YAML might read it in another way.
  private static func value(_ rest: Substring.UTF8View.SubSequence) -> String? {
    guard rest.first == UInt8(ascii: " "), let start = rest.firstIndex(where: { $0 != UInt8(ascii: " ") }) else {
      return nil
    }
    let value = rest[start...]
    guard let last = value.last, last > 0x20 else { return nil }
    switch value.first {
    case UInt8(ascii: "\""): return quoted(value)
    case apostrophe?:
      let inside = value.dropFirst().dropLast()
      guard value.count > 1, last == apostrophe, !inside.contains(where: { $0 == apostrophe || $0 < 0x20 }) else {
        return nil
      }
      return String(decoding: inside, as: UTF8.self)
    // A word that begins with a letter and has in it nothing that means something to YAML.
    case let first? where isKey(first) && first > 0x39 || first >= 0x80:
      guard last != UInt8(ascii: ":"), !reserved.contains(String(decoding: value, as: UTF8.self).lowercased()) else {
        return nil
      }
      var before: UInt8 = 0
      for byte in value {
        if byte == UInt8(ascii: " "), before == UInt8(ascii: ":") { return nil }
        if byte == UInt8(ascii: "#"), before == UInt8(ascii: " ") { return nil }
        if byte < 0x20 { return nil }
        before = byte
      }
      return String(decoding: value, as: UTF8.self)
    default: return nil
    }
  }

  private static let apostrophe = UInt8(ascii: "'")

  /// Words that are no text to YAML.
  private static let reserved: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

  /// Between quotation marks, with no other escapes than of those and of the backslash.
  private static func quoted(_ value: Substring.UTF8View.SubSequence) -> String? {
    var out: [UInt8] = []
    var isEscaped = false
    var at = value.index(after: value.startIndex)
    while at < value.endIndex {
      let byte = value[at]
      let next = value.index(after: at)
      if isEscaped {
        guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { return nil }
        out.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        return next == value.endIndex ? String(decoding: out, as: UTF8.self) : nil
      } else if byte < 0x20 {
        return nil
      } else {
        out.append(byte)
      }
      at = next
    }
    return nil
  }
}
