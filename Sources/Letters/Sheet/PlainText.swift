/// Makes text of unknown origin safe to print: one line, no controls, nothing invisible, nothing that turns the reading direction, no link that a
/// terminal or mail program would make live, not too long.
package enum PlainText {
  /// Columns kept unless told otherwise.
  package static let width = 300

  /// White space and controls become single blanks; escape sequences (ECMA-48), formatting and private characters and all but two of a pile of
  /// combining marks are left out; cut to `width` columns with `…`.
  package static func clean(_ text: some StringProtocol, width: Int = PlainText.width) -> String {
    var kept = String.UnicodeScalarView()
    var columns = 0
    var marks = 0
    var needsBlank = false
    var escape = Escape.none
    for scalar in text.unicodeScalars {
      if escape.swallows(scalar) { continue }
      if isBlank(scalar) {
        needsBlank = !kept.isEmpty
        continue
      }
      guard isPrintable(scalar) else { continue }
      let wide = Columns.width(of: scalar)
      if wide == 0 {
        marks += 1
        if marks > 2 || kept.isEmpty || needsBlank { continue }
      } else {
        marks = 0
      }
      if columns + wide + (needsBlank ? 1 : 0) > width - 1 {
        kept.append("…")
        break
      }
      if needsBlank {
        kept.append(" ")
        columns += 1
        needsBlank = false
      }
      kept.append(scalar)
      columns += wide
    }
    return disarm(String(kept))
  }

  /// `https://` becomes `hxxps://`, `www.` becomes `www[.]`, any other `scheme://` becomes `scheme[:]//`.
  private static func disarm(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ":")) || text.utf8.contains(UInt8(ascii: ".")) else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 8)
    var word = 0
    for (index, byte) in bytes.enumerated() {
      out.append(byte)
      if (0x61...0x7A).contains(byte | 0x20) {
        word += 1
        continue
      }
      if byte == UInt8(ascii: ":"), bytes[(index + 1)...].starts(with: "//".utf8) {
        switch String(decoding: bytes[(index - word)..<index], as: UTF8.self).lowercased() {
        case "http", "https":
          out[out.count - word] = UInt8(ascii: "x")
          out[out.count - word - 1] = UInt8(ascii: "h")
          out[out.count - word + 1] = UInt8(ascii: "x")
        case "hxxp", "hxxps": break
        default:
          out.removeLast()
          out += "[:]".utf8
        }
      } else if byte == UInt8(ascii: "."), word == 3,
        String(decoding: bytes[(index - 3)..<index], as: UTF8.self).lowercased() == "www"
      {
        out.removeLast()
        out += "[.]".utf8
      }
      word = 0
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether some of its letters are written from right to left.
  static func runsBackward(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      switch $0.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
      default: false
      }
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    switch scalar.value {
    // Hangul fillers, the Braille blank and variation selectors show nothing, or nothing of their own.
    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFE00...0xFE0F, 0xFFFC: return false
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  /// Where one is inside a terminal's escape sequence.
  private enum Escape {
    case none, begun, parameters
    case string(left: Int)

    /// Longer "strings" are taken for text again, so that one control can't hide a whole subject.
    private static let longestString = 128

    mutating func swallows(_ scalar: Unicode.Scalar) -> Bool {
      switch (self, scalar.value) {
      case (_, 0x1B): self = .begun
      case (_, 0x9B): self = .parameters
      case (_, 0x90), (_, 0x9D): self = .string(left: Self.longestString)
      case (.none, _): return false
      case (.begun, 0x5B): self = .parameters
      case (.begun, 0x50), (.begun, 0x5D), (.begun, 0x58), (.begun, 0x5E), (.begun, 0x5F):
        self = .string(left: Self.longestString)
      case (.begun, 0x20...0x2F): break
      case (.begun, 0x30...0x7E): self = .none
      case (.parameters, 0x20...0x3F): break
      case (.parameters, 0x40...0x7E): self = .none
      case (.string, 0x07), (.string, 0x9C): self = .none
      case (.string(let left), _) where left > 0: self = .string(left: left - 1)
      default:
        self = .none
        return false
      }
      return true
    }
  }
}
