#if canImport(Glibc)
  import Glibc
#endif

/// Character references (`&amp;`, `&#104;`, `&#x68;`) as characters: a link may be written in nothing else.
enum HTMLEntity {
  /// The character for the reference at `&` (0 where it stands for none) and the index behind it; the `&` itself
  /// where it is no reference.
  /// A numeric one needs no semicolon; a named one without it counts for the oldest names, and in attributes not
  /// before `=`, a letter
  /// or a digit, so that `?a=1&lten=2` stays as it is (WHATWG HTML sections 13.2.5.73 to 13.2.5.80).
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, inAttribute: Bool) -> (
    scalar: UInt32, next: Int
  ) {
    let literal = (UInt32(UInt8(ascii: "&")), start + 1)
    let name = start + 1
    guard name < bytes.count else { return literal }
    if bytes[name] == UInt8(ascii: "#") { return numeric(bytes, from: name + 1) ?? literal }
    var index = name
    var key: UInt64 = 0
    while index < bytes.count, index - name < 8, isLetterOrDigit(bytes[index]) {
      key = key << 8 | UInt64(bytes[index])
      index += 1
    }
    guard index > name else { return literal }
    if index < bytes.count, bytes[index] == UInt8(ascii: ";") {
      return named[key].map { ($0, index + 1) } ?? literal
    }
    for (short, length, scalar) in unclosed
    where index - name >= length && key >> UInt64(8 * (index - name - length)) == short {
      let next = name + length
      if inAttribute, next < bytes.count, bytes[next] == UInt8(ascii: "=") || isLetterOrDigit(bytes[next]) {
        return literal
      }
      return (scalar, next)
    }
    return literal
  }

  private static func numeric(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (scalar: UInt32, next: Int)? {
    var index = start
    let hexadecimal = index < bytes.count && bytes[index] | 0x20 == UInt8(ascii: "x")
    if hexadecimal { index += 1 }
    let digits = index
    var value: UInt32 = 0
    while index < bytes.count, let digit = digit(bytes[index], hexadecimal: hexadecimal) {
      value = min(value * (hexadecimal ? 16 : 10) + digit, 0x110000)
      index += 1
    }
    guard index > digits else { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: ";") { index += 1 }
    if value >= 0x80, value < 0xA0 { value = UInt32(Charset.windows1252Upper[Int(value) - 0x80]) }
    let known = value != 0 && Unicode.Scalar(value) != nil
    return (known ? value : 0xFFFD, index)
  }

  /// What stands at `place` with every reference decoded, for as long as `body` runs.
  static func withText<Result>(
    _ page: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let bytes = UnsafeBufferPointer(rebasing: page[place])
    guard let start = bytes.baseAddress, memchr(start, 0x26, bytes.count) != nil else { return body(bytes) }
    var out = TextBuffer(capacity: bytes.count, limit: bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&") {
        let (scalar, next) = decode(bytes, at: index, inAttribute: true)
        out.append(scalar: scalar)
        index = next
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return out.withBytes(body)
  }

  private static func digit(_ byte: UInt8, hexadecimal: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46 where hexadecimal: UInt32(byte) - 0x37
    case 0x61...0x66 where hexadecimal: UInt32(byte) - 0x57
    default: nil
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
  }

  private static func key(_ name: some StringProtocol) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

  private static let unclosed: [(key: UInt64, length: Int, scalar: UInt32)] =
    [("nbsp", 0xA0), ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E), ("quot", 0x22), ("copy", 0xA9), ("reg", 0xAE)]
    .map { (key($0), $0.utf8.count, $1) }

  /// The Latin-1 names and those that can spell a URL (HTML 5 named character references).
  private static let named: [UInt64: UInt32] = {
    var table = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "colon": ":", "sol": "/",
      "period": ".",
      "commat": "@", "num": "#", "quest": "?", "equals": "=", "percnt": "%", "lowbar": "_", "hyphen": "-", "dash": "-",
      "Tab": "\t", "NewLine": "\n", "excl": "!", "dollar": "$", "lpar": "(", "rpar": ")", "plus": "+", "comma": ",",
      "semi": ";", "bsol": "\\", "lsqb": "[", "rsqb": "]", "lbrack": "[", "rbrack": "]", "lcub": "{", "rcub": "}",
      "ast": "*",
      "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„",
      "hellip": "…", "bull": "•", "euro": "€", "trade": "™", "shy": "\u{AD}", "zwnj": "\u{200C}", "zwj": "\u{200D}",
      "ensp": " ", "emsp": " ",
      "thinsp": " ", "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "laquo": "«", "raquo": "»", "oelig": "œ",
      "OElig": "Œ",
      "scaron": "š", "Scaron": "Š", "Yuml": "Ÿ", "odblac": "ő", "Odblac": "Ő", "udblac": "ű", "Udblac": "Ű",
    ]
    let latin1 = """
      iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
      micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
      AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
      times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig \
      ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml \
      divide oslash ugrave uacute ucirc uuml yacute thorn yuml
      """
    var out: [UInt64: UInt32] = [:]
    for (name, character) in table { out[key(name)] = character.unicodeScalars.first?.value ?? 0 }
    for (offset, name) in latin1.split(separator: " ").enumerated() { out[key(name)] = UInt32(0xA1 + offset) }
    return out
  }()
}
