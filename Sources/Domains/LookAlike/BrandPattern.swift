import Vocabulary

/// One label that look-alikes are made from, with the domains that carry it.
struct BrandPattern: Sendable {
  /// A domain of the brand and the suffix that follows the label in it.
  struct Home: Sendable {
    let domain: DomainName
    let suffix: [UInt8]
  }

  let run: GlyphRun
  /// The label with look-alike spellings made equal (`Homoglyph.fold`).
  let folded: [UInt8]
  private(set) var homes: [Home]
  let letters: Int
  let edits: Int
  let mask: UInt64
  /// From the organization's name rather than from one of its domains.
  let isName: Bool

  init(run: GlyphRun, home: Home, isName: Bool) {
    self.run = run
    homes = [home]
    var folded: [UInt8] = []
    var starts: [Int] = []
    run.bytes.withUnsafeBufferPointer { Homoglyph.fold($0, into: &folded, starts: &starts) }
    self.folded = folded
    letters = run.bytes.count { $0 != UInt8(ascii: "-") }
    edits = Alignment.edits(letters: letters)
    mask = LetterMask.of(brand: run.bytes)
    self.isName = isName
  }

  mutating func add(_ home: Home) { homes.append(home) }
}

/// A set of letters in one word, to pass over most brands for most names without looking closer.
enum LetterMask {
  private static func bit(_ byte: UInt8) -> UInt64 {
    switch byte {
    case UInt8(ascii: "1"), UInt8(ascii: "i"): bit(UInt8(ascii: "l"))
    case UInt8(ascii: "0"): bit(UInt8(ascii: "o"))
    case 0x61...0x7A: 1 << UInt64(byte - 0x61)
    case 0x32...0x39: 1 << UInt64(26 + byte - 0x30)
    default: 0
    }
  }

  /// Per byte of an observed label, every letter that it may stand for, alone or as a part of rn/m, vv/w, cl/d read either way.
  private static let stands: [UInt64] = (UInt8.min...UInt8.max).map { byte in
    var mask = bit(byte)
    switch byte {
    case UInt8(ascii: "m"): mask |= bit(UInt8(ascii: "r")) | bit(UInt8(ascii: "n"))
    case UInt8(ascii: "w"): mask |= bit(UInt8(ascii: "v"))
    case UInt8(ascii: "d"): mask |= bit(UInt8(ascii: "c")) | bit(UInt8(ascii: "l"))
    default: break
    }
    for other in UInt8(0x30)...0x7A where Replacement.isDigitForLetter(byte, other) { mask |= bit(other) }
    return mask
  }

  static func of(brand: some Sequence<UInt8>) -> UInt64 {
    brand.reduce(0) { $0 | bit($1) }
  }

  static func of(label: UnsafeBufferPointer<UInt8>) -> UInt64 {
    stands.withUnsafeBufferPointer { stands in
      var mask: UInt64 = 0
      var previous: UInt8 = 0
      for byte in label {
        mask |= stands[Int(byte)]
        if let letter = Homoglyph.ligature(previous, byte) { mask |= bit(letter) }
        previous = byte
      }
      return mask
    }
  }
}
