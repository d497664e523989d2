import Vocabulary

/// Steps once through an address field.
struct MailboxReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// Words outside brackets and comments.
  private var phrase: [UInt8] = []
  private var comment: [UInt8] = []
  private var angled: EmailAddress?
  private var sawAngle = false
  private var sawAt = false
  /// Words before a comma that belong to the name behind it, since no address stood there: `Smith, Jane
  /// <jane@example.org>`.
  private var surname: String?
  /// A quote or comment was found open to the end: from there on such marks are letters.
  private var quotesOpen = false
  private var commentsOpen = false
  private var found: [Mailbox] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func all() -> [Mailbox] {
    while position < bytes.count, found.count < Bounds.addresses {
      let byte = bytes[position]
      switch byte {
      case 0x22 where !quotesOpen: quotedString()
      case UInt8(ascii: "(") where !commentsOpen: skipComment()
      case UInt8(ascii: "<"): angleAddress()
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        position += 1
        finish(before: byte)
      case UInt8(ascii: ":") where !sawAt && phrase.last != UInt8(ascii: "["):
        // The name of a group; what follows are its members.
        position += 1
        phrase.removeAll(keepingCapacity: true)
      case 0x22, UInt8(ascii: "("):
        phrase.append(0x20)
        position += 1
      default:
        if byte == 0x40 { sawAt = true }
        phrase.append(byte)
        position += 1
      }
    }
    finish(before: 0)
    return found
  }

  private mutating func quotedString() {
    let start = phrase.count
    var index = position + 1
    while index < bytes.count, bytes[index] != 0x22 {
      if bytes[index] == 0x5C, index + 1 < bytes.count { index += 1 }
      phrase.append(bytes[index])
      index += 1
    }
    guard index < bytes.count else {
      quotesOpen = true
      phrase.removeSubrange(start...)
      return
    }
    position = index + 1
    // A quoted local part keeps its quotes: "john smith"@example.org.
    if position < bytes.count, bytes[position] == 0x40 {
      phrase.insert(0x22, at: start)
      phrase.append(0x22)
    }
  }

  private mutating func skipComment() {
    let start = comment.count
    var depth = 0
    var index = position
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x5C, index < bytes.count {
        if comment.count < 256 { comment.append(bytes[index]) }
        index += 1
      } else if byte == 0x28 {
        depth += 1
      } else if byte == 0x29 {
        depth -= 1
        if depth == 0 {
          position = index
          phrase.append(0x20)
          return
        }
      } else if comment.count < 256 {
        comment.append(byte)
      }
    }
    commentsOpen = true
    comment.removeSubrange(start...)
  }

  private mutating func angleAddress() {
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != 0x3E, bytes[position] != 0x3C { position += 1 }
    if angled == nil { angled = Self.address(UnsafeBufferPointer(rebasing: bytes[start..<position])) }
    sawAngle = true
    if position < bytes.count, bytes[position] == 0x3E { position += 1 }
  }

  private mutating func finish(before mark: UInt8) {
    defer {
      phrase.removeAll(keepingCapacity: true)
      comment.removeAll(keepingCapacity: true)
      angled = nil
      sawAngle = false
      sawAt = false
    }
    let words = Self.trimmed(phrase[...])
    let before = surname
    surname = nil
    if sawAngle {
      let own = Self.name(words) ?? Self.name(Self.trimmed(comment[...]))
      let name = before.map { before in own.map { "\(before), \($0)" } ?? before } ?? own
      if angled != nil || name != nil { found.append(Mailbox(name: name, address: angled)) }
      return
    }
    if let entry = bare(words) {
      if let before, entry.name == nil, !sawAt {
        found.append(Mailbox(name: before, address: entry.address))
        return
      }
      if let before { found.append(Mailbox(name: before, address: nil)) }
      found.append(entry)
    } else if mark == UInt8(ascii: ","), !words.isEmpty {
      let name = Self.name(words)
      // Of a flood of such words only the first are kept.
      surname = before.map { before in before.utf8.count < 200 ? "\(before), \(name ?? "")" : before } ?? name
    } else if let before {
      found.append(Mailbox(name: before, address: nil))
      if let name = Self.name(words) { found.append(Mailbox(name: name, address: nil)) }
    } else if !words.isEmpty {
      found.append(Mailbox(name: Self.name(words), address: nil))
    }
  }

  /// An entry without brackets: the address alone, or the last word that is one behind a name.
  private func bare(_ words: ArraySlice<UInt8>) -> Mailbox? {
    // Spammers' programs put the address into the comment: `Prize,(<a@example.org>)`.
    if !sawAt, comment.first == UInt8(ascii: "<"), comment.last == UInt8(ascii: ">"),
      let address = Self.address(comment[...].dropFirst().dropLast())
    {
      return Mailbox(name: Self.name(words), address: address)
    }
    guard sawAt, !words.isEmpty else { return nil }
    if let address = Self.address(words) {
      return Mailbox(name: Self.name(Self.trimmed(comment[...])), address: address)
    }
    for word in words.split(whereSeparator: { $0 <= 0x20 }).reversed() where word.count <= 330 && word.contains(0x40) {
      let inner = Self.trimmed(word) { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
      guard let address = Self.address(inner) else { continue }
      return Mailbox(name: Self.name(Self.trimmed(words[..<word.startIndex])), address: address)
    }
    return nil
  }

  private static func address(_ bytes: ArraySlice<UInt8>) -> EmailAddress? {
    bytes.withUnsafeBufferPointer { address($0) }
  }

  private static func address(_ bytes: UnsafeBufferPointer<UInt8>) -> EmailAddress? {
    var content = trimmed(bytes[...])
    // A route (obs-route, RFC 5322 section 4.4) and "mailto:" stand before the address.
    if content.first == 0x40, let colon = content.lastIndex(of: UInt8(ascii: ":")) { content = content[(colon + 1)...] }
    guard content.count <= 1000 else { return nil }
    let text = UnsafeBufferPointer(rebasing: content.dropFirst(startsWithMailto(content) ? 7 : 0))
    if let address = text.contains(where: { $0 >= 0x80 })
      ? EmailAddress(Charset.lenient(text)) : EmailAddress(utf8: text)
    {
      return address
    }
    guard content.first != 0x22, content.contains(where: { $0 <= 0x20 }) else { return nil }
    // Blanks around "@" and dots are an obsolete form; between two words they part them.
    guard Self.blanksTouchMarks(content) else { return nil }
    return EmailAddress(String(decoding: content.filter { $0 > 0x20 }, as: UTF8.self))
  }

  private static func startsWithMailto(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.count >= 7 && bytes.prefix(7).elementsEqual("mailto:".utf8) { $0 &- 0x41 < 26 ? $0 | 0x20 == $1 : $0 == $1 }
  }

  private static func blanksTouchMarks(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var last: UInt8 = 0x40
    var blank = false
    for byte in bytes {
      if byte <= 0x20 {
        blank = true
      } else {
        let touches = byte == 0x40 || byte == 0x2E || last == 0x40 || last == 0x2E
        if blank, !touches { return false }
        blank = false
        last = byte
      }
    }
    return true
  }

  private static func name(_ bytes: ArraySlice<UInt8>) -> String? { bytes.withUnsafeBufferPointer { name($0[...]) } }

  private static func name(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard !bytes.isEmpty else { return nil }
    let isPlain = !zip(bytes, bytes.dropFirst()).contains { $0 == 0x3D && $1 == 0x3F }
    if isPlain {
      let plain = unquoted(bytes)
      return plain.isEmpty ? nil : Charset.lenient(UnsafeBufferPointer(rebasing: plain))
    }
    var text = EncodedWord.decode(UnsafeBufferPointer(rebasing: bytes))
    return text.withUTF8 { decoded in
      let plain = unquoted(decoded[...])
      return plain.isEmpty ? nil : String(decoding: plain, as: UTF8.self)
    }
  }

  /// Without the quotation marks around it and blanks.
  private static func unquoted(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var slice = bytes
    while slice.count > 1, let first = slice.first, first == slice.last, first == 0x27 || first == 0x22 {
      slice = slice.dropFirst().dropLast()
    }
    return trimmed(slice)
  }

  private static func trimmed<Bytes: BidirectionalCollection<UInt8>>(
    _ bytes: Bytes, _ drop: (UInt8) -> Bool = { $0 <= 0x20 }
  ) -> Bytes where Bytes.SubSequence == Bytes {
    var slice = bytes
    while let first = slice.first, drop(first) { slice = slice.dropFirst() }
    while let last = slice.last, drop(last) { slice = slice.dropLast() }
    return slice
  }
}

extension MailboxReader {
  /// The only entry of a field that is `a@b`, `<a@b>`, `Name <a@b>` or `"Name" <a@b>` and nothing else; nil for any
  /// other field.
  static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Mailbox? {
    var name = 0..<0
    var position = 0
    if bytes.first == 0x22 {
      position = 1
      while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C { position += 1 }
      guard position < bytes.count, bytes[position] == 0x22 else { return nil }
      name = 1..<position
      position += 1
      while position < bytes.count, bytes[position] == 0x20 { position += 1 }
      guard position < bytes.count, bytes[position] == UInt8(ascii: "<") else { return nil }
    } else {
      scan: while position < bytes.count {
        switch bytes[position] {
        case UInt8(ascii: "<"): break scan
        case 0x22, UInt8(ascii: "("), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): return nil
        default: position += 1
        }
      }
      guard position < bytes.count else { return address(bytes).map { Mailbox(name: nil, address: $0) } }
      name = 0..<position
    }
    guard bytes.count - position > 2, bytes[bytes.count - 1] == UInt8(ascii: ">") else { return nil }
    let inner = UnsafeBufferPointer(rebasing: bytes[(position + 1)..<(bytes.count - 1)])
    guard !inner.contains(UInt8(ascii: ">")), let address = address(inner) else { return nil }
    return Mailbox(name: Self.name(trimmed(bytes[name])), address: address)
  }
}
