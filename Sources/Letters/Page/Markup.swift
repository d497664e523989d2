/// HTML as bytes: every text is escaped as it is put in, so that nothing from a mail or a file becomes markup.
struct Markup {
  private(set) var bytes: [UInt8] = []

  /// Our own markup, as it stands.
  mutating func raw(_ markup: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Made safe to show, then escaped for element content and for attributes in double quotes.
  mutating func text(_ text: some StringProtocol, width: Int = 4000) {
    for byte in PlainText.clean(text, width: width).utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case UInt8(ascii: "'"): raw("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  mutating func words(_ words: Words) {
    for run in words.runs {
      // Blanks at a run's ends part it from its neighbours.
      if run.text.hasPrefix(" ") { raw(" ") }
      switch run.style {
      case .plain: text(run.text)
      case .strong:
        raw("<strong>")
        text(run.text)
        raw("</strong>")
      case .literal:
        raw("<bdi class=\"literal\">")
        text(run.text)
        raw("</bdi>")
      case .isolated:
        raw("<bdi>")
        text(run.text)
        raw("</bdi>")
      }
      if run.text.utf8.count > 1, run.text.hasSuffix(" ") { raw(" ") }
    }
  }

  mutating func element(_ open: StaticString, _ words: Words, _ close: StaticString) {
    raw(open)
    self.words(words)
    raw(close)
  }

  /// A sentence of our own data, escaped.
  mutating func element(_ open: StaticString, text sentence: String, _ close: StaticString) {
    raw(open)
    text(sentence)
    raw(close)
  }

  /// An address of our own, to be followed: escaped, and nothing else.
  mutating func address(_ address: String) {
    for byte in address.utf8 where byte > 0x20 && byte < 0x7F {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): break
      default: bytes.append(byte)
      }
    }
  }

  /// An attribute's value that is a number; at most two decimals.
  mutating func number(_ value: Double) { text(JSONText.decimal(value, places: 2)) }
}
