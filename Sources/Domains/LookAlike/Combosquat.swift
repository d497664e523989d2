/// The brand, or something close to it, with other words beside it: `harborledger-login`, `myharborledger`,
/// `harborledgr-support`.
enum Combosquat {
  /// Beside hyphens and words that lure.
  static let evenLure = 3.6
  /// Words that lure, run together with the brand.
  static let evenLureJoined = 4.8
  /// So few letters that they may be chance.
  static let evenShortLure = 6.4
  /// Unknown words, set off by hyphens.
  static let evenHyphened = 6.6
  /// Unknown words on one side, run together with it.
  static let evenJoined = 8.4
  /// In the middle of something longer.
  static let evenInside = 9.8
  /// How far an edit inside the brand moves the even length.
  static let evenEdited = 1.6
}

/// What is known of one label before any brand is looked at.
struct LabelWords {
  let glyphs: Glyphs
  /// Bits where a lure word, a hyphen or the label's edge lets a brand begin or end.
  let prefixes: UInt64
  let suffixes: UInt64
  let hyphens: UInt64
  /// The label with look-alike spellings made equal, and where each letter of that began (`Homoglyph.fold`).
  let folded: [UInt8]
  let starts: [Int]

  init(_ glyphs: Glyphs, lures: LureWords) {
    self.glyphs = glyphs
    prefixes = lures.prefixes(of: glyphs.bytes)
    suffixes = lures.suffixes(of: glyphs.bytes)
    var hyphens: UInt64 = 0
    for (index, byte) in glyphs.bytes.prefix(63).enumerated() where byte == UInt8(ascii: "-") {
      hyphens |= 1 << UInt64(index)
    }
    self.hyphens = hyphens
    var folded: [UInt8] = []
    var starts: [Int] = []
    Homoglyph.fold(glyphs.bytes, into: &folded, starts: &starts)
    (self.folded, self.starts) = (folded, starts)
  }

  /// The even length for what stands around a brand at `range`; nil where nothing does, or only one letter (an
  /// insertion).
  func even(around range: Range<Int>) -> Double? {
    let count = glyphs.count
    let rest = count - range.count
    let dashes = Int((hyphens & ~mask(range)).nonzeroBitCount)
    guard rest - dashes > 0, rest > 1 else { return nil }
    let (left, right) = (
      side(range.lowerBound, prefixes, range.lowerBound > 0, range.lowerBound - 1),
      side(range.upperBound, suffixes, range.upperBound < count, range.upperBound)
    )
    switch (left, right) {
    case (.joined, .joined): return Combosquat.evenInside
    case (.joined, _), (_, .joined): return Combosquat.evenJoined
    case (.hyphened, _), (_, .hyphened): return Combosquat.evenHyphened
    case (.lureJoined, _), (_, .lureJoined):
      return rest - dashes <= 2 ? Combosquat.evenShortLure : Combosquat.evenLureJoined
    default: return Combosquat.evenLure
    }
  }

  /// Pairs of edges between which an edited brand of about `length` letters may stand, the whole label not among them.
  func cores(length: Int, slack: Int) -> [Range<Int>] {
    let count = min(glyphs.count, 63)
    let starts = prefixes | hyphens << 1 | 1
    let ends = suffixes | hyphens | 1 << UInt64(count)
    var cores: [Range<Int>] = []
    for start in 0..<count where starts & (1 << UInt64(start)) != 0 {
      let shortest = start + max(1, length - slack)
      guard shortest <= count else { break }
      for end in shortest...min(count, start + length + slack) where ends & (1 << UInt64(end)) != 0 {
        if start == 0, end == count { continue }
        cores.append(start..<end)
        if cores.count == 48 { return cores }
      }
    }
    return cores
  }

  private enum Side { case edge, lure, lureJoined, hyphened, joined }

  private func side(_ cut: Int, _ lures: UInt64, _ hasMore: Bool, _ neighbour: Int) -> Side {
    guard hasMore else { return .edge }
    let byte = glyphs.bytes[neighbour]
    let isSetOff = byte == UInt8(ascii: "-")
    if lures & (1 << UInt64(min(cut, 63))) != 0 { return isSetOff ? .lure : .lureJoined }
    return isSetOff ? .hyphened : .joined
  }

  private func mask(_ range: Range<Int>) -> UInt64 {
    let upper: UInt64 = range.upperBound >= 64 ? .max : (1 << UInt64(range.upperBound)) - 1
    return upper & ~((1 << UInt64(min(range.lowerBound, 63))) - 1)
  }
}
