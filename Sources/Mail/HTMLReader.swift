import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// One pass over a page's bytes: text goes to `out`, addresses to `links` and `resources`.
struct HTMLReader: ~Copyable {
  let html: UnsafeBufferPointer<UInt8>
  private let elements = HTMLElement.table
  private var position = 0
  private var hidden: HTMLElement?
  private var preformatted = 0
  var base: HostileURL?
  /// The link that is not closed yet: where its address stands in the page, and its words in the text.
  var open: (href: Range<Int>, offset: Int)?
  private var invisible = 0
  var tooManyLinks = false
  var out: TextBuffer
  var links: [Link] = []

  init(_ html: UnsafeBufferPointer<UInt8>) {
    self.html = html
    out = TextBuffer(capacity: html.count + 64, limit: Bounds.textBytes)
  }

  var defects: [Defect] {
    var found: [Defect] = []
    if tooManyLinks { found.append(Defect(.tooManyLinks, "only the first \(Bounds.links) were read")) }
    if out.isFull { found.append(Defect(.textTooLong, "only the first \(Bounds.textBytes) bytes were read")) }
    if invisible > 0 { found.append(Defect(.invisibleCharacters, "\(invisible)")) }
    return found
  }

  mutating func read() {
    while position < html.count {
      if html[position] == UInt8(ascii: "<") {
        if markup() { continue }
        if hidden == nil { out.append(UInt8(ascii: "<")) }
        position += 1
      } else if hidden != nil {
        position = next(UInt8(ascii: "<"), from: position) ?? html.count
      } else {
        characters()
      }
    }
    closeLink()
    while out.last == 0x20 || out.last == 0x0A { out.removeLast() }
  }

  /// Takes over what stands before the next `<`: runs of white space as one space, references as what they stand for.
  private mutating func characters() {
    while position < html.count {
      if preformatted == 0 { plainCharacters() }
      guard position < html.count else { return }
      let byte = html[position]
      if byte == UInt8(ascii: "<") { return }
      if byte == UInt8(ascii: "&") {
        let (scalar, next) = HTMLEntity.decode(html, at: position, inAttribute: false)
        position = next
        character(scalar)
      } else if byte > 0x20, byte < 0x80 {
        out.append(byte)
        position += 1
      } else if byte <= 0x20 {
        if preformatted == 0 { space() } else if byte != 0x0D { out.append(byte) }
        position += 1
      } else if byte >= 0x80, !Self.standsForItself[Int(byte)] {
        let (scalar, length) = InvisibleCharacter.scalar(html, at: position)
        position += length
        if scalar == 0 { out.append(byte) } else { character(scalar) }
      } else {
        out.append(byte)
        position += 1
      }
    }
  }

  /// Most of a page: what stands for itself and white space, up to what must be looked at more closely.
  private mutating func plainCharacters() {
    let end = html.count
    guard let page = html.baseAddress, let room = out.room(for: end - position) else { return }
    var index = position
    var written = 0
    // A blank counts only behind something that is none.
    var isOpen = out.last != 0x20 && out.last != 0x0A && out.last != 0
    Self.standsForItself.withUnsafeBufferPointer { standsForItself in
      while index < end {
        if page[index] <= 0x20 {
          room[written] = 0x20
          written += isOpen ? 1 : 0
          isOpen = false
          repeat { index += 1 } while index < end && page[index] <= 0x20
          continue
        }
        let word = index
        while index < end, standsForItself[Int(page[index])] {
          room[written] = page[index]
          written += 1
          index += 1
        }
        if index > word { isOpen = true }
        guard index < end, page[index] <= 0x20 else { break }
      }
    }
    out.add(written)
    position = index
  }

  /// Of each byte; not of white space, of what begins a tag or an entity, and of that with which a space beyond ASCII or an invisible character
  /// can begin.
  private static let standsForItself: [Bool] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: "&"), 0xC2, 0xE2, 0xCD, 0xEF: false
    default: true
    }
  }

  private mutating func character(_ scalar: UInt32) {
    if scalar <= 0x20 || InvisibleCharacter.isSpace(scalar) {
      if preformatted > 0, scalar == 0x0A { out.append(0x0A) } else { space() }
    } else if out.last < 0x80, InvisibleCharacter.isInvisible(scalar) {
      // Between letters of other scripts it can be good spelling; between these it only hides a word.
      if Self.isWord(out.last), position < html.count, Self.isWord(html[position]) { invisible += 1 }
    } else {
      out.append(scalar: scalar)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
  }

  mutating func space() {
    let last = out.last
    if last != 0, last != 0x0A, last != 0x20 || preformatted > 0 { out.append(0x20) }
  }

  private mutating func newline(blank: Bool = false) {
    while out.last == 0x20 { out.removeLast() }
    guard out.count > 0 else { return }
    if out.last != 0x0A { out.append(0x0A) }
    if blank, out.beforeLast != 0x0A { out.append(0x0A) }
  }

  private mutating func lineBreak() {
    while out.last == 0x20 { out.removeLast() }
    if out.count > 0 { out.append(0x0A) }
  }

  private func next(_ byte: UInt8, from start: Int) -> Int? {
    guard start < html.count, let address = html.baseAddress,
      let found = memchr(address + start, Int32(byte), html.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(address)
  }

  /// Reads a tag, comment or declaration at `<`; false where it is none and stands as text.
  private mutating func markup() -> Bool {
    let start = position + 1
    guard start < html.count else { return false }
    if hidden == nil, html[start] == UInt8(ascii: "!") || html[start] == UInt8(ascii: "?") {
      position = endOfDeclaration(from: start)
      return true
    }
    let closing = html[start] == UInt8(ascii: "/")
    let nameStart = closing ? start + 1 : start
    guard nameStart < html.count, Self.isLetter(html[nameStart]) else { return false }
    let (key, index) = Self.name(html, at: nameStart)
    let element = elements.element(key)
    if let hidden {
      guard closing, element == hidden else { return false }
      position = HTMLAttributes.skip(html, from: index)
      self.hidden = nil
      return true
    }
    if !closing, element.readsAttributes {
      let attributes = HTMLAttributes(html, from: index)
      position = attributes.end
      enter(element, attributes)
    } else {
      let isBare = index < html.count && html[index] == UInt8(ascii: ">")
      position = isBare ? index + 1 : HTMLAttributes.skip(html, from: index)
      if element != .other { pass(element, closing: closing) }
    }
    return true
  }

  /// The name of a tag and the index behind it.
  private static func name(_ html: UnsafeBufferPointer<UInt8>, at start: Int) -> (key: HTMLElement.Key, end: Int) {
    if start + 8 <= html.count, let address = html.baseAddress {
      let word = UInt64(littleEndian: UnsafeRawPointer(address + start).loadUnaligned(as: UInt64.self))
      let count = HTMLElement.letters(in: word)
      if count < 8, !isNameByte(html[start + count]) {
        return (HTMLElement.key(word, count: count), start + count)
      }
    }
    var index = start
    while index < html.count, index - start < 32, isNameByte(html[index]) { index += 1 }
    return (HTMLElement.key(UnsafeBufferPointer(rebasing: html[start..<index])), index)
  }

  /// The index behind a comment or declaration; `<!-->` and `--!>` end one as well (WHATWG HTML section 13.2.5.43 and
  /// on).
  private func endOfDeclaration(from start: Int) -> Int {
    guard start + 2 < html.count, html[start + 1] == 0x2D, html[start + 2] == 0x2D else {
      return next(UInt8(ascii: ">"), from: start).map { $0 + 1 } ?? html.count
    }
    var from = start + 3
    while let mark = next(UInt8(ascii: ">"), from: from) {
      let dash = html[mark - 1] == UInt8(ascii: "!") ? mark - 2 : mark - 1
      if html[dash] == 0x2D, html[dash - 1] == 0x2D, dash - 1 > start { return mark + 1 }
      from = mark + 1
    }
    return html.count
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}

extension HTMLReader {
  /// A tag that begins an element whose attributes count.
  private mutating func enter(_ element: HTMLElement, _ attributes: HTMLAttributes) {
    switch element {
    case .anchor, .shape:
      closeLink()
      if let href = attributes.place(of: .href) { open = (href, out.count) }
      if element == .shape { closeLink() }
    case .base: if base == nil { base = attributes.text(.href).flatMap { HostileURL($0) } }
    case .form:
      newline()
      add(attributes.place(of: .action), at: out.count)
    case .control: add(attributes.place(of: .formaction), at: out.count)
    case .meta: refresh(attributes)
    case .picture: picture(attributes)
    default: pass(element, closing: false)
    }
  }

  /// Any other tag.
  private mutating func pass(_ element: HTMLElement, closing: Bool) {
    switch element {
    case .script, .style, .title, .template: if !closing { hidden = element }
    case .lineBreak: lineBreak()
    case .rule:
      newline()
      for _ in 0..<32 { out.append(UInt8(ascii: "_")) }
      out.append(0x0A)
    case .paragraph: newline(blank: true)
    case .block, .form: newline()
    case .preformatted:
      newline()
      preformatted = max(0, preformatted + (closing ? -1 : 1))
    case .cell: space()
    case .anchor, .shape:
      closeLink()
    case .other, .base, .control, .meta, .picture: break
    }
  }
}
