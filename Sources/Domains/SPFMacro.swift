/// The macro language of SPF (RFC 7208 section 7), parsed before anything is asked: a record with a bad macro is bad
/// as a whole.
package struct SPFMacroString: Hashable, Sendable {
  enum Token: Hashable, Sendable {
    case literal([UInt8])
    case expand(Macro)
  }

  struct Macro: Hashable, Sendable {
    /// Lower case.
    let letter: UInt8
    /// Upper case in the record: the value is percent-encoded.
    let escaped: Bool
    /// How many parts at the right are kept; nil keeps all.
    let parts: Int?
    let reversed: Bool
    let delimiters: [UInt8]
  }

  enum Setting { case domainSpec, modifierValue, explanation }

  let tokens: [Token]

  /// nil for what section 7.1 does not allow. A domain-spec has to end in a macro or in a dot and a top label; `c`,
  /// `r` and `t` stand in explanations alone, as do spaces.
  init?(_ bytes: ArraySlice<UInt8>, as setting: Setting) {
    var tokens: [Token] = []
    var literal: [UInt8] = []
    var endsInMacro = false
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      endsInMacro = byte == UInt8(ascii: "%")
      guard endsInMacro else {
        guard (0x21...0x7E).contains(byte) || (byte == 0x20 && setting == .explanation) else { return nil }
        literal.append(byte)
        index += 1
        continue
      }
      guard index + 1 < bytes.endIndex else { return nil }
      switch bytes[index + 1] {
      case UInt8(ascii: "%"): literal.append(UInt8(ascii: "%"))
      case UInt8(ascii: "_"): literal.append(0x20)
      case UInt8(ascii: "-"): literal += Array("%20".utf8)
      case UInt8(ascii: "{"):
        guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")),
          let macro = Self.macro(bytes[(index + 2)..<close], as: setting)
        else { return nil }
        if !literal.isEmpty { tokens.append(.literal(literal)) }
        literal = []
        tokens.append(.expand(macro))
        index = close + 1
        continue
      default: return nil
      }
      index += 2
    }
    // What a macro at the end becomes is not checked (section 7.1).
    if setting == .domainSpec, !endsInMacro, !Self.endsInTopLabel(bytes) { return nil }
    if !literal.isEmpty { tokens.append(.literal(literal)) }
    self.tokens = tokens
  }

  private static func macro(_ bytes: ArraySlice<UInt8>, as setting: Setting) -> Macro? {
    guard let first = bytes.first else { return nil }
    let letter = first | 0x20
    guard "slodiphv".utf8.contains(letter) || (setting == .explanation && "crt".utf8.contains(letter)) else {
      return nil
    }
    var index = bytes.startIndex + 1
    var parts: Int?
    while index < bytes.endIndex, (0x30...0x39).contains(bytes[index]) {
      parts = min((parts ?? 0) * 10 + Int(bytes[index] - 0x30), 1000)
      index += 1
    }
    guard parts != 0 else { return nil }
    var reversed = false
    if index < bytes.endIndex, bytes[index] | 0x20 == UInt8(ascii: "r") {
      reversed = true
      index += 1
    }
    let delimiters = bytes[index...]
    guard delimiters.allSatisfy(".-+,/_=".utf8.contains) else { return nil }
    return Macro(
      letter: letter, escaped: first & 0x20 == 0, parts: parts, reversed: reversed,
      delimiters: delimiters.isEmpty ? [UInt8(ascii: ".")] : Array(delimiters))
  }

  private static func endsInTopLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = bytes.last == UInt8(ascii: ".") ? bytes.dropLast() : bytes
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return isTopLabel(bytes[(dot + 1)...])
  }

  /// Letters, digits and inner hyphens, not all digits.
  static func isTopLabel(_ label: some BidirectionalCollection<UInt8>) -> Bool {
    guard label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-") else { return false }
    var lettersOrHyphens = 0
    for byte in label {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): lettersOrHyphens += 1
      case 0x30...0x39: break
      default: return false
      }
    }
    return lettersOrHyphens > 0
  }
}
