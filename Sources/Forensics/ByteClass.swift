/// A set of bytes that a run of a `FieldPattern` may hold, as a bitmap, so that a step costs one test.
struct ByteClass: Sendable, Hashable {
  private var a: UInt64 = 0
  private var b: UInt64 = 0
  private var c: UInt64 = 0
  private var d: UInt64 = 0

  /// digits, hex, lower, alnum, word (alnum and `_`), label (word and `-`), base64 (both alphabets), ip (hexadecimal, dots, colons), ipv4 (digits, dots), nonspace.
  init?(_ name: String) {
    switch name {
    case "digits": insert(0x30...0x39)
    case "hex":
      insert(0x30...0x39)
      insert(0x41...0x46)
      insert(0x61...0x66)
    case "lower": insert(0x61...0x7A)
    case "alnum": insertAlphanumeric()
    case "word":
      insertAlphanumeric()
      insert(UInt8(ascii: "_"))
    case "label":
      insertAlphanumeric()
      insert(UInt8(ascii: "_"))
      insert(UInt8(ascii: "-"))
    case "base64":
      insertAlphanumeric()
      for byte in "+/=-_".utf8 { insert(byte) }
    case "ip":
      insert(0x30...0x39)
      insert(0x41...0x46)
      insert(0x61...0x66)
      insert(UInt8(ascii: "."))
      insert(UInt8(ascii: ":"))
    case "ipv4":
      insert(0x30...0x39)
      insert(UInt8(ascii: "."))
    case "nonspace": insert(0x21...0xFF)
    default: return nil
    }
  }

  private mutating func insertAlphanumeric() {
    insert(0x30...0x39)
    insert(0x41...0x5A)
    insert(0x61...0x7A)
  }

  private mutating func insert(_ bytes: ClosedRange<UInt8>) { for byte in bytes { insert(byte) } }

  private mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: a |= bit
    case 1: b |= bit
    case 2: c |= bit
    default: d |= bit
    }
  }

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    let word =
      switch byte >> 6 {
      case 0: a
      case 1: b
      case 2: c
      default: d
      }
    return word >> UInt64(byte & 63) & 1 == 1
  }
}
