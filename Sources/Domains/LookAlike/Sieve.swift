/// Passes over most brands for most labels in a few instructions: a label that lacks a brand's letters, or its pairs
/// of letters, is not near it.
struct Sieve: Sendable {
  /// The brand's letters, one bit each (`LetterMask`).
  let mask: UInt64
  /// How many of them an imitation may lack.
  let missing: Int
  /// Bytes that an imitation has at least, and the brand itself has.
  let shortest: Int
  let count: Int
  private let pairs: PairSet
  private let edits: Int
  private let needed: Int
  private let neededInside: Int

  init(_ pattern: BrandPattern) {
    mask = LetterMask.of(brand: pattern.run.bytes)
    missing = pattern.edits
    count = pattern.run.bytes.count
    shortest = count - pattern.edits - 3
    pairs = pattern.run.bytes.withUnsafeBufferPointer { PairSet($0) }
    edits = pattern.edits
    // A transposition breaks three pairs, everything else at most two. Two edits that break six are let go.
    needed = pairs.count - [0, 3, 5][pattern.edits]
    neededInside = pairs.count - min(3, needed == pairs.count ? 2 : 3)
  }

  enum Nearness { case far, whole, inside }

  /// `whole`: the label as a whole may be the brand with a few edits; `inside`: it may hold the brand with one edit at
  /// most as well.
  func nearness(_ label: PairSet, letters: UInt64, count: Int) -> Nearness {
    guard count >= shortest, (mask & ~letters).nonzeroBitCount <= missing else { return .far }
    let common = pairs.common(with: label)
    guard common < neededInside else { return .inside }
    return common >= needed && abs(label.letters - pairs.letters) <= edits + 1 ? .whole : .far
  }
}

/// The pairs of neighbouring letters in a label, look-alike letters made equal and hyphens left out, as a set of 256
/// bits.
struct PairSet: Sendable {
  /// Letters counted so.
  private(set) var letters = 0
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ label: UnsafeBufferPointer<UInt8>) {
    var previous: UInt8 = 0
    var index = 0
    while index < label.count {
      var letter = label[index]
      index += 1
      if letter == UInt8(ascii: "-") { continue }
      if index < label.count, let ligature = Homoglyph.ligature(letter, label[index]) {
        letter = ligature
        index += 1
      } else {
        letter = Self.folded[Int(letter)]
      }
      letters += 1
      if previous != 0 { insert(Self.hash(previous, letter)) }
      previous = letter
    }
  }

  private static let folded: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: "2"): UInt8(ascii: "z")
    case UInt8(ascii: "3"): UInt8(ascii: "e")
    case UInt8(ascii: "4"): UInt8(ascii: "a")
    case UInt8(ascii: "5"): UInt8(ascii: "s")
    case UInt8(ascii: "6"), UInt8(ascii: "9"): UInt8(ascii: "g")
    case UInt8(ascii: "7"): UInt8(ascii: "t")
    case UInt8(ascii: "8"): UInt8(ascii: "b")
    default: Homoglyph.folded(byte)
    }
  }

  private static func hash(_ first: UInt8, _ second: UInt8) -> UInt8 {
    UInt8(truncatingIfNeeded: (UInt32(first) &* 31 &+ UInt32(second)) &* 0x9E37_79B1 >> 24)
  }

  private mutating func insert(_ pair: UInt8) {
    let bit: UInt64 = 1 << UInt64(pair & 63)
    switch pair >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  var count: Int { common(with: self) }

  func common(with other: PairSet) -> Int {
    (words.0 & other.words.0).nonzeroBitCount + (words.1 & other.words.1).nonzeroBitCount
      + (words.2 & other.words.2).nonzeroBitCount + (words.3 & other.words.3).nonzeroBitCount
  }
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

  /// Per byte of an observed label, every letter that it may stand for, alone or as a part of rn/m, vv/w, cl/d read
  /// either way.
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
