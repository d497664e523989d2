import Vocabulary

/// One entry of an address field: the display name and the address as far as they can be made out.
package struct Mailbox: Sendable, Hashable {
  /// Decoded, without quotes; nil where none was given.
  package let name: String?
  package let address: EmailAddress?

  package init(name: String?, address: EmailAddress?) {
    self.name = name
    self.address = address
  }

  /// Reads the addresses of an unfolded `From`, `To`, `Cc`… value (RFC 5322 section 3.4 and what senders make of it):
  /// names quoted or not, comments nested up to `Bounds.commentDepth`, groups flattened, `,` or `;` between. One pass; at most `Bounds.addresses`.
  package static func list(_ bytes: [UInt8]) -> [Mailbox] {
    var reader = MailboxReader(bytes)
    return reader.all()
  }

  package static func list(_ text: some StringProtocol) -> [Mailbox] { list(Array(text.utf8)) }
}

private struct MailboxReader {
  private let bytes: [UInt8]
  private var position = 0
  private var phrase: [UInt8] = []
  private var comment: [UInt8] = []
  private var angled: [UInt8]?
  private var quotedWords = false
  private var found: [Mailbox] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func all() -> [Mailbox] {
    while position < bytes.count, found.count < Bounds.addresses {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""): quotedString()
      case UInt8(ascii: "("): skipComment()
      case UInt8(ascii: "<"): angleAddress()
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        position += 1
        finish()
      case UInt8(ascii: ":"):
        // The name of a group; what follows are its members. A colon inside an address ("mailto:") is kept.
        position += 1
        if !phrase.contains(UInt8(ascii: "@")) { phrase.removeAll() }
      default:
        phrase.append(byte)
        position += 1
      }
    }
    finish()
    return found
  }

  private mutating func quotedString() {
    position += 1
    quotedWords = true
    let start = phrase.count
    while position < bytes.count, bytes[position] != 0x22 {
      if bytes[position] == 0x5C, position + 1 < bytes.count { position += 1 }
      phrase.append(bytes[position])
      position += 1
    }
    position += 1
    // A quoted local part keeps its quotes: "john smith"@example.org.
    if position < bytes.count, bytes[position] == 0x40 {
      phrase.insert(0x22, at: start)
      phrase.append(0x22)
    }
  }

  private mutating func skipComment() {
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x5C {
        position += 1
        continue
      }
      if byte == 0x28 {
        depth += 1
        if depth > Bounds.commentDepth { position = bytes.count }
        continue
      }
      if byte == 0x29 {
        depth -= 1
        if depth == 0 { return }
        continue
      }
      if comment.count < 256 { comment.append(byte) }
    }
  }

  private mutating func angleAddress() {
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != 0x3E, bytes[position] != 0x3C { position += 1 }
    let content = Array(bytes[start..<min(position, bytes.count)])
    if angled == nil || EmailAddress(String(decoding: angled ?? [], as: UTF8.self)) == nil { angled = content }
    if position < bytes.count, bytes[position] == 0x3E { position += 1 }
  }

  private mutating func finish() {
    defer {
      phrase.removeAll()
      comment.removeAll()
      angled = nil
      quotedWords = false
    }
    let words = Self.trimmed(phrase)
    if let angled {
      let address = Self.address(angled)
      guard address != nil || !words.isEmpty else { return }
      found.append(Mailbox(name: Self.name(words), address: address))
      return
    }
    guard !words.isEmpty else { return }
    if let address = Self.address(words) {
      found.append(Mailbox(name: Self.name(Self.trimmed(comment)), address: address))
      return
    }
    // "Name name@example.org" without brackets: the last word that is an address.
    let text = Charset.lenient(words)
    let last = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).last
    if let last, let address = EmailAddress(last.drop { $0 == "[" }.prefix { $0 != "]" }) {
      let rest = Self.trimmed(Array(words.dropLast(last.utf8.count)))
      found.append(Mailbox(name: Self.name(rest), address: address))
    } else {
      found.append(Mailbox(name: Self.name(words), address: nil))
    }
  }

  private static func address(_ bytes: [UInt8]) -> EmailAddress? {
    var text = Charset.lenient(trimmed(bytes))
    // A route (obs-route, RFC 5322 section 4.4) and "mailto:" stand before the address.
    if text.utf8.first == 0x40, let colon = text.lastIndex(of: ":") { text = String(text[text.index(after: colon)...]) }
    if text.lowercased().hasPrefix("mailto:") { text.removeFirst(7) }
    if let address = EmailAddress(text) { return address }
    let tight = text.filter { $0 != " " && $0 != "\t" }
    return tight.utf8.count < text.utf8.count && text.utf8.first != 0x22 ? EmailAddress(tight) : nil
  }

  private static func name(_ bytes: [UInt8]) -> String? {
    guard !bytes.isEmpty else { return nil }
    var text = EncodedWord.decode(bytes)
    while text.utf8.count >= 2, let first = text.utf8.first, first == text.utf8.last, first == 0x27 || first == 0x22 {
      text.removeFirst()
      text.removeLast()
    }
    return text.isEmpty ? nil : text
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var slice = bytes[...]
    while let first = slice.first, first <= 0x20 { slice.removeFirst() }
    while let last = slice.last, last <= 0x20 { slice.removeLast() }
    return Array(slice)
  }
}
