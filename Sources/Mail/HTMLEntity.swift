/// Character references (`&amp;`, `&#104;`, `&#x68;`) as UTF-8: a link may be written in nothing else.
enum HTMLEntity {
  /// The characters for the reference at `&` and the index behind it; the `&` itself where it is none.
  /// A numeric one needs no semicolon (WHATWG HTML section 13.2.5.80).
  static func decode(_ bytes: [UInt8], at start: Int) -> (characters: [UInt8], next: Int) {
    decode(bytes[...], at: start)
  }

  static func decode(_ bytes: ArraySlice<UInt8>, at start: Int) -> (characters: [UInt8], next: Int) {
    let literal = ([UInt8(ascii: "&")], start + 1)
    var index = start + 1
    guard index < bytes.endIndex else { return literal }
    if bytes[index] == UInt8(ascii: "#") {
      index += 1
      let hexadecimal = index < bytes.endIndex && bytes[index] | 0x20 == UInt8(ascii: "x")
      if hexadecimal { index += 1 }
      var value: UInt32 = 0
      let digits = index
      while index < bytes.endIndex, let digit = digit(bytes[index], hexadecimal: hexadecimal) {
        value = min(value * (hexadecimal ? 16 : 10) + digit, 0x110000)
        index += 1
      }
      guard index > digits else { return literal }
      if index < bytes.endIndex, bytes[index] == UInt8(ascii: ";") { index += 1 }
      let scalar = value == 0 ? nil : Unicode.Scalar(value)
      return (Array(String(Character(scalar ?? "\u{FFFD}")).utf8), index)
    }
    let name = index
    while index < bytes.endIndex, index - name < 10, isLetterOrDigit(bytes[index]) { index += 1 }
    guard index > name else { return literal }
    let closed = index < bytes.endIndex && bytes[index] == UInt8(ascii: ";")
    let word = String(decoding: bytes[name..<index], as: UTF8.self)
    if closed, let value = named[word] { return (Array(value.utf8), index + 1) }
    // Without a semicolon browsers still read the oldest names, before "=" and letters too outside attributes.
    for short in ["amp", "lt", "gt", "quot", "nbsp"] where word.hasPrefix(short) && !closed {
      return (Array((named[short] ?? "").utf8), name + short.utf8.count)
    }
    return literal
  }

  static func decodeAll(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var out: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "&") {
        let (characters, next) = decode(bytes, at: index)
        out += characters
        index = next
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
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

  /// The Latin-1 names and those that can spell a URL (HTML 5 named character references).
  private static let named: [String: String] = {
    var table = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "colon": ":", "sol": "/", "period": ".",
      "commat": "@", "num": "#", "quest": "?", "equals": "=", "percnt": "%", "lowbar": "_", "hyphen": "-", "dash": "-",
      "Tab": "\t", "NewLine": "\n", "excl": "!", "dollar": "$", "lpar": "(", "rpar": ")", "plus": "+", "comma": ",",
      "semi": ";", "bsol": "\\", "lsqb": "[", "rsqb": "]", "lbrack": "[", "rbrack": "]", "lcub": "{", "rcub": "}", "ast": "*",
      "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„",
      "hellip": "…", "bull": "•", "euro": "€", "trade": "™", "shy": "", "zwnj": "", "zwj": "", "ensp": " ", "emsp": " ",
      "thinsp": " ", "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "laquo": "«", "raquo": "»", "oelig": "œ", "OElig": "Œ",
      "scaron": "š", "Scaron": "Š", "Yuml": "Ÿ", "odblac": "ő", "Odblac": "Ő", "udblac": "ű", "Udblac": "Ű",
    ]
    let latin1 =
      "iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"
    for (offset, name) in latin1.split(separator: " ").enumerated() {
      if let scalar = Unicode.Scalar(UInt32(0xA1 + offset)), table[String(name)] == nil { table[String(name)] = String(Character(scalar)) }
    }
    return table
  }()
}
