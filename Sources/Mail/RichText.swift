/// The text or the HTML inside rich text (RTF 1.9.1): Outlook wraps a mail's HTML in it ([MS-OXRTFEX]).
package struct RichText: Sendable {
  package enum Kind: Sendable { case html, text }

  package private(set) var kind = Kind.text
  package var content: String { String(decoding: out, as: UTF8.self) }

  private struct Group {
    /// Fonts, colours, pictures, unknown destinations: nothing of it is content.
    var hidden = false
    /// Inside `{\*\htmltag …}`: markup as it was.
    var markup = false
    /// Between `\htmlrtf` and `\htmlrtf0`: rich text that stands beside the markup.
    var shadow = false
    /// Characters that stand for one `\u`.
    var fallback = 1
    var page: Int
  }

  private static let deepest = 200
  private static let hiddenDestinations: Set<String> = [
    "colortbl", "stylesheet", "info", "pict", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl",
    "themedata", "colorschememapping",
    "latentstyles", "datastore", "header", "footer", "object", "mmathpr", "filetbl", "revtbl",
  ]

  private var out: [UInt8] = []
  private var pending: [UInt8] = []
  private var groups: [Group] = [Group(page: 1252)]
  private var excess = 0
  private var page = 1252
  private var fontPages: [Int: Int] = [:]
  private var fontTableDepth: Int?
  private var font = 0
  private var skip = 0
  private var starred = false
  private var highSurrogate: UInt16?

  private var group: Group {
    get { groups[groups.count - 1] }
    set { groups[groups.count - 1] = newValue }
  }

  /// Reads at most `Bounds.textBytes` times 4 in one pass.
  package init(_ bytes: [UInt8]) {
    let bytes = bytes.prefix(Bounds.textBytes * 4)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "{"):
        flush()
        skip = 0
        if groups.count < Self.deepest { groups.append(group) } else { excess += 1 }
      case UInt8(ascii: "}"):
        flush()
        skip = 0
        starred = false
        if excess > 0 {
          excess -= 1
        } else if groups.count > 1 {
          groups.removeLast()
          if let depth = fontTableDepth, groups.count < depth { fontTableDepth = nil }
        }
      case UInt8(ascii: "\\"): at = control(bytes, at)
      case 0x0D, 0x0A, 0x00: break
      default: literal(byte)
      }
    }
    flush()
  }

  private var visible: Bool { !group.hidden && !group.shadow && (kind == .text || group.markup || !group.hidden) }

  private mutating func literal(_ byte: UInt8) {
    if skip > 0 {
      skip -= 1
      return
    }
    if visible { pending.append(byte) }
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    if pending.allSatisfy({ $0 < 0x80 }) {
      out += pending
    } else {
      out += Array(Charset.decode(pending, label: CodePage.label(group.page)).text.utf8)
    }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func put(_ text: String) {
    guard visible else { return }
    flush()
    out += Array(text.utf8)
  }

  /// Reads what follows a backslash; where it ends.
  private mutating func control(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
    guard start < bytes.endIndex else { return start }
    let first = bytes[start]
    guard first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return symbol(first, bytes, start + 1) }
    var at = start
    while at < bytes.endIndex, at - start < 32, bytes[at] | 0x20 >= 0x61, bytes[at] | 0x20 <= 0x7A { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    var number: Int?
    let negative = at < bytes.endIndex && bytes[at] == UInt8(ascii: "-")
    if negative { at += 1 }
    let digits = at
    while at < bytes.endIndex, at - digits < 9, bytes[at] >= 0x30, bytes[at] <= 0x39 {
      number = (number ?? 0) * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    if at < bytes.endIndex, bytes[at] == 0x20 { at += 1 }
    perform(word, negative ? number.map { -$0 } : number)
    return at
  }

  private mutating func symbol(_ symbol: UInt8, _ bytes: ArraySlice<UInt8>, _ next: Int) -> Int {
    switch symbol {
    case UInt8(ascii: "'"):
      guard next + 1 < bytes.endIndex, let high = Self.digit(bytes[next]), let low = Self.digit(bytes[next + 1]) else {
        return next
      }
      literal(high << 4 | low)
      return next + 2
    case UInt8(ascii: "*"): starred = true
    case UInt8(ascii: "~"): put("\u{A0}")
    case UInt8(ascii: "_"): put("\u{2011}")
    case UInt8(ascii: "-"): break
    case 0x0A, 0x0D: put("\n")
    default: literal(symbol)
    }
    return next
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }

  private mutating func perform(_ word: String, _ number: Int?) {
    if starred {
      starred = false
      flush()
      if word == "htmltag" { group.markup = true } else { group.hidden = true }
      return
    }
    switch word {
    case "fromhtml": kind = .html
    case "ansicpg":
      page = number ?? 1252
      flush()
      for index in groups.indices { groups[index].page = page }
    case "htmlrtf":
      flush()
      group.shadow = number != 0
    case "u": unicode(number ?? 0)
    case "uc": group.fallback = max(0, min(number ?? 1, 16))
    case "par", "line", "sect", "page": put("\n")
    case "row": put("\n")
    case "tab", "cell": put("\t")
    case "lquote": put("‘")
    case "rquote": put("’")
    case "ldblquote": put("“")
    case "rdblquote": put("”")
    case "bullet": put("•")
    case "endash": put("–")
    case "emdash": put("—")
    case "fonttbl":
      flush()
      fontTableDepth = groups.count
      group.hidden = true
    case "f":
      font = number ?? 0
      guard fontTableDepth == nil else { return }
      flush()
      group.page = fontPages[font] ?? page
    case "fcharset":
      if fontTableDepth != nil, fontPages.count < 1000 { fontPages[font] = Self.page(ofCharset: number ?? 0) ?? page }
    case "plain":
      flush()
      group.page = page
    case "bin": skip = max(0, min(number ?? 0, 1 << 24))
    default:
      if Self.hiddenDestinations.contains(word) {
        flush()
        group.hidden = true
      }
    }
  }

  /// `\uN`, N signed 16 bits; a pair stands for one character beyond them.
  private mutating func unicode(_ number: Int) {
    let unit = UInt16(truncatingIfNeeded: number)
    skip = group.fallback
    if unit >= 0xD800, unit < 0xDC00 {
      highSurrogate = unit
    } else if unit >= 0xDC00, unit < 0xE000 {
      if let high = highSurrogate { put(String(decoding: [high, unit], as: UTF16.self)) }
      highSurrogate = nil
    } else {
      put(String(decoding: [unit], as: UTF16.self))
      highSurrogate = nil
    }
  }

  private static func page(ofCharset charset: Int) -> Int? {
    [
      0: 1252, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257,
      204: 1251, 222: 874, 238: 1250,
    ][charset]
  }
}
