import Vocabulary

/// The people on a printed `From`, `To` or `Cc` line: what mail programs show a reader, which no grammar describes.
enum ForwardedMailboxes {
  /// Reads `Jane Roe <j@x>`, `Roe, Jane [mailto:j@x]`, `'j@x' <j@x<mailto:j@x>>`, `Jane (j@x); j@y` and the like. A name that repeats its address
  /// is dropped; a comma without an address before it belongs to a name. One pass, at most `Bounds.addresses`.
  static func read(_ bytes: [UInt8]) -> [Mailbox] {
    var reader = PrintedMailboxReader(bytes: bytes)
    return reader.all()
  }
}

private struct PrintedMailboxReader {
  let bytes: [UInt8]
  private var at = 0
  private var name: [UInt8] = []
  private var found: [Mailbox] = []

  /// Bytes after which a comma ends even a name.
  private static let longestName = 256

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func all() -> [Mailbox] {
    while at < bytes.count, found.count < Bounds.addresses {
      switch bytes[at] {
      case UInt8(ascii: "\""): quoted()
      case UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "("): bracketed()
      case UInt8(ascii: ";"):
        finish()
        at += 1
      case UInt8(ascii: ","):
        // After a bare address it ends the entry; else a name goes on: "Roe, Jane <…>".
        if name.count > Self.longestName {
          finish()
        } else if let bare = Self.bareAddress(name) {
          found.append(bare)
          name.removeAll()
        } else {
          name.append(bytes[at])
        }
        at += 1
      default:
        name.append(bytes[at])
        at += 1
      }
    }
    finish()
    return found
  }

  private mutating func quoted() {
    guard let close = bytes[(at + 1)...].prefix(Bounds.fieldBytes).firstIndex(of: UInt8(ascii: "\"")) else {
      at += 1
      return
    }
    name += bytes[(at + 1)..<close]
    at = close + 1
  }

  /// What stands in brackets, if it is an address; `<a@b<mailto:a@b>>` is read as its first address.
  private mutating func bracketed() {
    let open = bytes[at]
    let close: UInt8 = open == UInt8(ascii: "<") ? 0x3E : open == UInt8(ascii: "[") ? 0x5D : 0x29
    var end = at + 1
    while end < bytes.count, bytes[end] != close, bytes[end] != open, bytes[end] != UInt8(ascii: "<"), end - at < 400 {
      end += 1
    }
    guard let address = Self.address(bytes[(at + 1)..<end]) else {
      // "Jane Roe (Sales) <…>", "(<j@x>)": the bracket is part of the name, or stands around another one.
      if open == UInt8(ascii: "("), end < bytes.count, bytes[end] == close {
        name += bytes[at...end]
        at = end + 1
      } else {
        if open != UInt8(ascii: "(") { name.append(open) }
        at += 1
      }
      return
    }
    found.append(Mailbox(name: Self.name(name, of: address), address: address))
    name.removeAll()
    at = end
    while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: ";"), !Self.startsEntry(bytes, at)
    { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: ";") { at += 1 }
  }

  /// Whether a new name begins without a separator: a letter after the brackets and white space.
  private static func startsEntry(_ bytes: [UInt8], _ at: Int) -> Bool {
    guard at > 0, bytes[at - 1] == 0x20 else { return false }
    return bytes[at] >= 0x80 || bytes[at] == 0x22 || (bytes[at] | 0x20 >= 0x61 && bytes[at] | 0x20 <= 0x7A)
  }

  private mutating func finish() {
    defer { name.removeAll() }
    if let bare = Self.bareAddress(name) {
      found.append(bare)
      return
    }
    let trimmed = ForwardText.singleSpaced(name)
    // What is left after an entry may be a stray bracket: a name has a letter or a digit.
    guard
      trimmed.contains(where: { $0 >= 0x80 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) })
    else { return }
    found.append(Mailbox(name: Self.name(name, of: nil), address: nil))
  }

  /// `j@x` alone, or as the last word after a name; `j@x<mailto:j@x>` was cut before.
  private static func bareAddress(_ bytes: [UInt8]) -> Mailbox? {
    guard bytes.contains(UInt8(ascii: "@")) else { return nil }
    let words = ForwardText.singleSpaced(bytes)
    let start = words.lastIndex(of: 0x20).map { $0 + 1 } ?? 0
    guard let address = address(words[start...]) else { return nil }
    return Mailbox(name: name(Array(words[..<start]), of: address), address: address)
  }

  private static func address(_ slice: ArraySlice<UInt8>) -> EmailAddress? {
    var text = String(decoding: ForwardText.singleSpaced(slice), as: UTF8.self)[...]
    if text.lowercased().hasPrefix("mailto:") { text = text.dropFirst(7) }
    while let first = text.utf8.first, first == 0x27 || first == 0x2A || first == 0x22 { text = text.dropFirst() }
    while let last = text.utf8.last, last == 0x27 || last == 0x2A || last == 0x22 || last == 0x3A {
      text = text.dropLast()
    }
    guard !text.utf8.contains(0x20) else { return nil }
    return EmailAddress(text)
  }

  private static func name(_ bytes: [UInt8], of address: EmailAddress?) -> String? {
    var words = ForwardText.singleSpaced(bytes)[...]
    while let first = words.first, first == UInt8(ascii: ",") || first == 0x20 || first == UInt8(ascii: "*") {
      words.removeFirst()
    }
    while let last = words.last, last == UInt8(ascii: ",") || last == 0x20 || last == UInt8(ascii: "*") {
      words.removeLast()
    }
    var text = String(decoding: words, as: UTF8.self)
    let pairs: [(Character, Character)] = [
      ("\"", "\""), ("'", "'"), ("«", "»"), ("„", "”"), ("„", "“"), ("“", "”"), ("‘", "’"), ("”", "”"),
    ]
    while text.utf8.count > 1, pairs.contains(where: { $0.0 == text.first && $0.1 == text.last }) {
      text.removeFirst()
      text.removeLast()
      text = String(decoding: ForwardText.singleSpaced(text.utf8), as: UTF8.self)
    }
    if text.isEmpty || text.lowercased() == address?.text { return nil }
    return text
  }
}
