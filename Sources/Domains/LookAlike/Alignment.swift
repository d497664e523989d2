/// Lays a label over a brand letter by letter and names what was done to the brand, if it was little.
///
/// An edit distance (optimal string alignment) in which look-alike letters, hyphens and digits for letters cost less
/// than real edits, traced
/// back through its cheapest way. Time and memory are bounded by 63 letters on each side and a narrow band around the
/// diagonal.
enum Alignment {
  private static let homoglyph: UInt8 = 1
  private static let digitForLetter: UInt8 = 2
  private static let hyphen: UInt8 = 2
  private static let edit: UInt8 = 4
  private static let unreachable: UInt8 = 120
  private static let slack = 3
  static let longest = 63

  /// How far a second edit moves the even length.
  private static let secondEdit = 4.0
  /// And how far each look-alike letter, hyphen or digit besides two edits does: too much is different by then.
  private static let besides = 1.5

  /// Real edits that a brand of so many letters still bears without becoming another word.
  static func edits(letters: Int) -> Int {
    letters >= 10 ? 2 : letters >= 4 ? 1 : 0
  }

  /// nil where the label is the brand itself, or takes more than `edits` edits.
  static func resemblance(of text: Glyphs, to brand: Glyphs, edits: Int) -> Resemblance? {
    let (n, m) = (text.count, brand.count)
    guard m > 0, n > 0, n <= longest, m <= longest, abs(n - m) <= edits + slack else { return nil }
    let limit = Self.edit * UInt8(edits) + UInt8(slack)
    let band = edits + slack
    let width = m + 1
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: (n + 1) * width) { cost in
      cost.initialize(repeating: unreachable)
      var before = UInt8(0)
      for i in 0...n {
        var least = unreachable
        for j in max(0, i - band)...max(0, min(m, i + band)) where j <= m {
          let best = i == 0 && j == 0 ? 0 : cheapest(text, brand, i, j) { cost[$0 * width + $1] }.cost
          cost[i * width + j] = best
          least = min(least, best)
        }
        if min(least, before) > limit { return nil }
        before = least
      }
      let total = cost[n * width + m]
      guard total > 0, total <= limit else { return nil }
      return trace(text, brand) { cost[$0 * width + $1] }
    }
  }

  private enum Step {
    case same, homoglyph, ligature, spread, digit, replace, insert, insertHyphen, omit, omitHyphen, transpose
  }

  private static func cheapest(
    _ text: Glyphs, _ brand: Glyphs, _ i: Int, _ j: Int, _ cost: (Int, Int) -> UInt8
  ) -> (cost: UInt8, step: Step) {
    var best = (cost: unreachable, step: Step.same)
    func offer(_ price: UInt8, _ step: Step) {
      if price < best.cost { best = (price, step) }
    }
    let dash = UInt8(ascii: "-")
    if i > 0, j > 0 {
      let (t, b) = (text.bytes[i - 1], brand.bytes[j - 1])
      let diagonal = cost(i - 1, j - 1)
      if t == b, t != Glyphs.strange || text.origin(i - 1) == brand.origin(j - 1) {
        offer(
          diagonal + (text.origin(i - 1) == brand.origin(j - 1) ? 0 : homoglyph),
          text.origin(i - 1) == brand.origin(j - 1) ? .same : .homoglyph)
      } else if Homoglyph.isPair(t, b) {
        offer(diagonal + homoglyph, .homoglyph)
      } else if Replacement.isDigitForLetter(t, b) {
        offer(diagonal + digitForLetter, .digit)
      } else if t != dash, b != dash {
        offer(diagonal + edit, .replace)
      }
      if i > 1, Homoglyph.ligature(text.bytes[i - 2], t) == b { offer(cost(i - 2, j - 1) + homoglyph, .ligature) }
      if j > 1, Homoglyph.ligature(brand.bytes[j - 2], b) == t { offer(cost(i - 1, j - 2) + homoglyph, .spread) }
      if i > 1, j > 1, t == brand.bytes[j - 2], b == text.bytes[i - 2], t != b, t != Glyphs.strange {
        offer(cost(i - 2, j - 2) + edit, .transpose)
      }
    }
    if i > 0 {
      let isHyphen = text.bytes[i - 1] == dash
      offer(cost(i - 1, j) + (isHyphen ? hyphen : edit), isHyphen ? .insertHyphen : .insert)
    }
    if j > 0 {
      let isHyphen = brand.bytes[j - 1] == dash
      offer(cost(i, j - 1) + (isHyphen ? hyphen : edit), isHyphen ? .omitHyphen : .omit)
    }
    return best
  }

  private static func trace(_ text: Glyphs, _ brand: Glyphs, _ cost: (Int, Int) -> UInt8) -> Resemblance {
    var techniques = TechniqueSet()
    var even = 0.0
    var (edits, lesser) = (0, 0)
    func add(_ technique: Technique, _ length: Double) {
      techniques.insert(technique)
      even = max(even, length)
    }
    var (i, j) = (text.count, brand.count)
    while i > 0 || j > 0 {
      let step = cheapest(text, brand, i, j, cost).step
      switch step {
      case .same: (i, j) = (i - 1, j - 1)
      case .homoglyph:
        lesser += 1
        let plain = isLetter(text.origin(i - 1)) && isLetter(brand.origin(j - 1))
        add(.homoglyph, plain ? Homoglyph.evenLetters : Homoglyph.evenForeign)
        (i, j) = (i - 1, j - 1)
      case .ligature:
        lesser += 1
        add(.homoglyph, Homoglyph.evenLetters)
        (i, j) = (i - 2, j - 1)
      case .spread:
        lesser += 1
        add(.homoglyph, Homoglyph.evenLetters)
        (i, j) = (i - 1, j - 2)
      case .digit:
        lesser += 1
        add(.replacement, Replacement.evenDigit)
        (i, j) = (i - 1, j - 1)
      case .replace:
        edits += 1
        let replaced = replacement(text.bytes[i - 1], brand.bytes[j - 1])
        techniques.formUnion(replaced.techniques)
        even = max(even, replaced.even)
        (i, j) = (i - 1, j - 1)
      case .insert:
        edits += 1
        if Insertion.isRepetition(text.bytes, at: i - 1) {
          add(.repetition, Insertion.evenRepetition)
        } else {
          add(.insertion, Insertion.even)
        }
        if Plural.mayEndWord(text.bytes, at: i - 1) { techniques.insert(.plural) }
        i -= 1
      case .omit:
        edits += 1
        add(.omission, Omission.even)
        j -= 1
      case .insertHyphen:
        lesser += 1
        add(.hyphen, Hyphen.even)
        i -= 1
      case .omitHyphen:
        lesser += 1
        add(.hyphen, Hyphen.even)
        techniques.insert(.omission)
        j -= 1
      case .transpose:
        edits += 1
        add(.transposition, Transposition.even)
        (i, j) = (i - 2, j - 2)
      }
    }
    if edits > 1 { even += secondEdit + besides * Double(lesser) }
    return Resemblance(techniques: techniques, even: even)
  }

  private static func replacement(_ written: UInt8, _ meant: UInt8) -> Resemblance {
    var found = Resemblance(techniques: TechniqueSet(.replacement), even: Replacement.evenAny)
    if Replacement.isNeighbour(written, meant) { found.even = Replacement.evenNeighbour }
    if Bitsquat.isFlip(written, meant) {
      found.techniques.insert(.bitsquat)
      found.even = min(found.even, Bitsquat.even)
    }
    if VowelSwap.isSwap(written, meant) {
      found.techniques.insert(.vowelSwap)
      found.even = min(found.even, VowelSwap.even)
    }
    return found
  }

  private static func isLetter(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar) }
}
