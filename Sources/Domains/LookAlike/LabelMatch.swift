/// How one label of a name comes close to one brand: as it stands, or with words around it.
enum LabelMatch: Equatable {
  /// The brand's own label, letter for letter.
  case exact
  case like(Resemblance)

  /// Without `words` only the label as a whole is looked at.
  static func of(_ glyphs: Glyphs, _ words: LabelWords?, to pattern: BrandPattern) -> LabelMatch? {
    pattern.run.withGlyphs { brand in
      if glyphs.isSame(as: brand) { return .exact }
      var best = whole(glyphs, brand, pattern.edits)
      func offer(_ other: Resemblance?) {
        guard let other, best.map({ other.even < $0.even }) ?? true else { return }
        best = other
      }
      if let words {
        if glyphs.count > brand.count { offer(containing(words, brand)) }
        offer(folded(words, brand, pattern.folded))
        if pattern.letters >= 5 { offer(edited(words, brand, pattern)) }
      }
      return best.map(LabelMatch.like)
    }
  }

  private static func whole(_ glyphs: Glyphs, _ brand: Glyphs, _ edits: Int) -> Resemblance? {
    if glyphs.origins == nil, brand.origins == nil {
      if Plural.isPlural(glyphs.bytes, of: brand.bytes) {
        return Resemblance(techniques: TechniqueSet(.plural), even: Plural.even)
      }
      if Plural.isPlural(brand.bytes, of: glyphs.bytes) {
        return Resemblance(techniques: TechniqueSet(.plural, .omission), even: Plural.even)
      }
    }
    if Plural.isPlural(foreign: glyphs, of: brand) {
      return Resemblance(techniques: TechniqueSet(.plural), even: Plural.even)
    }
    return Alignment.resemblance(of: glyphs, to: brand, edits: edits)
  }

  /// The brand letter for letter inside a longer label.
  private static func containing(_ words: LabelWords, _ brand: Glyphs) -> Resemblance? {
    let glyphs = words.glyphs
    var best: Double?
    for start in 0...(glyphs.count - brand.count) where glyphs.bytes[start] == brand.bytes[0] {
      let range = start..<(start + brand.count)
      guard glyphs[range].isSame(as: brand), let even = words.even(around: range) else { continue }
      best = min(best ?? even, even)
    }
    return best.map { Resemblance(techniques: TechniqueSet(.combosquat), even: $0) }
  }

  /// The brand in look-alike letters inside a longer label.
  private static func folded(_ words: LabelWords, _ brand: Glyphs, _ pattern: [UInt8]) -> Resemblance? {
    let (folded, starts) = (words.folded, words.starts)
    guard folded.count > pattern.count else { return nil }
    var best: Resemblance?
    for start in 0...(folded.count - pattern.count) where folded[start] == pattern[0] {
      guard folded[start..<(start + pattern.count)].elementsEqual(pattern) else { continue }
      let range = starts[start]..<starts[start + pattern.count]
      guard let even = words.even(around: range),
        var found = Alignment.resemblance(of: words.glyphs[range], to: brand, edits: 0)
      else { continue }
      found.techniques.insert(.combosquat)
      found.even = max(found.even, even)
      if best.map({ found.even < $0.even }) ?? true { best = found }
    }
    return best
  }

  /// The brand with edits between hyphens and words that lure.
  private static func edited(_ words: LabelWords, _ brand: Glyphs, _ pattern: BrandPattern) -> Resemblance? {
    var best: Resemblance?
    let edits = min(1, pattern.edits)
    let mask = LetterMask.of(brand: brand.bytes)
    for core in words.cores(length: brand.count, slack: 2) {
      guard
        (mask & ~LetterMask.of(label: words.glyphs[core].bytes)).nonzeroBitCount
          <= pattern.edits,
        let around = words.even(around: core), var found = whole(words.glyphs[core], brand, edits)
      else { continue }
      found.techniques.insert(.combosquat)
      found.even = max(found.even, around) + Combosquat.evenEdited
      if best.map({ found.even < $0.even }) ?? true { best = found }
    }
    return best
  }
}
