import Vocabulary

/// Weighs one host, label by label, against every brand, and keeps the likeliest imitation.
struct Judgement {
  struct Finding {
    var pattern: Int
    var home: BrandPattern.Home
    var techniques: TechniqueSet
    var probability: Double
    /// Letters beyond the even length: what is left to compare where probabilities are all but one.
    var margin: Double
  }

  let index: LookAlikeIndex
  let host: UnsafeBufferPointer<UInt8>
  let registrableStart: Int
  /// Per label from the left, where the name has letters beyond ASCII.
  let letters: [GlyphRun]?
  /// Letters that each brand counts as longer.
  let leeway: Double
  private(set) var best: Finding?

  init(
    index: LookAlikeIndex, host: UnsafeBufferPointer<UInt8>, registrableStart: Int, letters: [GlyphRun]?,
    leeway: Double = 0
  ) {
    self.leeway = leeway
    self.index = index
    self.host = host
    self.registrableStart = registrableStart
    self.letters = letters
  }

  mutating func weighHost() {
    var label = labelEnd(from: registrableStart)
    var number = letters.map { $0.count - 1 - host[label...].count { $0 == UInt8(ascii: ".") } } ?? 0
    let registered = registrableStart..<label
    weigh(registered, number) { $0.weighRegistered($1, $2, suffix: label + 1) }
    label = registrableStart - 1
    weighDotted(registered)
    while label > 0 {
      let start = (host[..<label].lastIndex(of: UInt8(ascii: ".")) ?? -1) + 1
      number -= 1
      weigh(start..<label, number) { $0.weighBelow($1, $2, next: label + 1) }
      label = start - 1
    }
  }

  /// Looks closer at the label for each brand whose letters it has.
  private mutating func weigh(_ range: Range<Int>, _ number: Int, _ body: (inout Judgement, Int, LabelMatch) -> Void) {
    guard let letters, letters.indices.contains(number), letters[number].isForeign else {
      return weigh(Glyphs(bytes: UnsafeBufferPointer(rebasing: host[range]), origins: nil), body)
    }
    letters[number].withGlyphs { weigh($0, body) }
  }

  mutating func weigh(_ glyphs: Glyphs, _ body: (inout Judgement, Int, LabelMatch) -> Void) {
    let mask = LetterMask.of(label: glyphs.bytes)
    var near: [(number: Int, isInside: Bool)] = []
    guard glyphs.count >= index.shortest else { return }
    var pairs: PairSet?
    index.masks.withUnsafeBufferPointer { masks in
      for number in 0..<masks.count {
        // Clears the two lowest bits, for two letters may lack: the plain x86-64 has no instruction that counts bits.
        var lacking = masks[number] & ~mask
        lacking &= lacking &- 1
        lacking &= lacking &- 1
        if lacking != 0 { continue }
        let seen = pairs ?? PairSet(glyphs.bytes)
        pairs = seen
        let nearness = index.sieves[number].nearness(seen, letters: mask, count: glyphs.count)
        if nearness != .far { near.append((number, nearness == .inside)) }
      }
    }
    if near.isEmpty { return }
    var words: LabelWords?
    for (number, isInside) in near {
      if isInside, words == nil { words = LabelWords(glyphs, lures: index.lures) }
      guard let match = LabelMatch.of(glyphs, isInside ? words : nil, to: index.patterns[number]) else { continue }
      body(&self, number, match)
    }
  }

  private mutating func weighRegistered(_ number: Int, _ match: LabelMatch, suffix start: Int) {
    let pattern = index.patterns[number]
    let suffix = UnsafeBufferPointer(rebasing: host[min(start, host.count)...])
    let home = pattern.homes.first { suffix.elementsEqual($0.suffix) }
    let isFree =
      suffix.contains(UInt8(ascii: ".")) && !TopLevelDomain.isSoldAsOne(suffix)
      && index.suffixes.isPrivate(String(decoding: suffix, as: UTF8.self))
    switch match {
    case .exact:
      if isFree {
        add(number, home, TechniqueSet(.subdomain), Subdomain.evenLabel)
      } else if pattern.isName {
        add(number, home, TechniqueSet(.combosquat), Combosquat.evenLure)
      } else if home == nil {
        add(number, home, TechniqueSet(.tld), TopLevelDomain.even)
      }
    case .like(var found):
      if isFree {
        found.techniques.insert(.subdomain)
      } else if home == nil, !pattern.isName, !found.techniques.contains(.combosquat) {
        found.techniques.insert(.tld)
        found.even += TopLevelDomain.evenEdited
      }
      add(number, home, found.techniques, found.even)
    }
  }

  private mutating func weighBelow(_ number: Int, _ match: LabelMatch, next: Int) {
    let pattern = index.patterns[number]
    let home = pattern.homes.first { home in
      !home.suffix.isEmpty && host[next...].starts(with: home.suffix) && next + home.suffix.count < host.count
        && Self.endsLabel.contains(host[next + home.suffix.count])
    }
    let even = home != nil ? Subdomain.evenDomain : isLured ? Subdomain.evenLured : Subdomain.evenLabel
    switch match {
    case .exact: add(number, home, TechniqueSet(.subdomain), even)
    case .like(var found):
      found.techniques.insert(.subdomain)
      add(number, home, found.techniques, max(found.even, even))
    }
  }

  private static let endsLabel = Array(".-".utf8)

  /// Whether the registered label is nothing but words that lure.
  private var isLured: Bool {
    let label = UnsafeBufferPointer(rebasing: host[registrableStart..<labelEnd(from: registrableStart)])
    return label.count < 64 && index.lures.prefixes(of: label) & (1 << UInt64(label.count)) != 0
  }

  /// The brand with a dot put in: `har.borledger.com`.
  private mutating func weighDotted(_ registered: Range<Int>) {
    guard registered.lowerBound > 1 else { return }
    let dot = registered.lowerBound - 1
    let start = (host[..<dot].lastIndex(of: UInt8(ascii: ".")) ?? -1) + 1
    let count = dot - start + registered.count
    for (number, pattern) in index.patterns.enumerated()
    where pattern.run.bytes.count == count && !pattern.run.isForeign {
      let cut = dot - start
      guard host[start..<dot].elementsEqual(pattern.run.bytes[..<cut]),
        host[registered].elementsEqual(pattern.run.bytes[cut...])
      else { continue }
      add(number, nil, TechniqueSet(.subdomain), Subdomain.evenDotted)
    }
  }

  mutating func add(_ number: Int, _ home: BrandPattern.Home?, _ techniques: TechniqueSet, _ even: Double) {
    let pattern = index.patterns[number]
    let even = even - leeway
    let probability = Plausibility.probability(letters: pattern.letters, even: even)
    let margin = Double(pattern.letters) - even
    var finding = Finding(
      pattern: number, home: home ?? pattern.homes[0], techniques: techniques, probability: probability, margin: margin)
    guard let known = best else {
      best = finding
      return
    }
    let bothLikely = min(known.probability, probability) >= 0.5
    let isSame = known.pattern == number && bothLikely
    // What was done to the domain says more than what was done to the company's name, where both are told.
    let knownIsName = index.patterns[known.pattern].isName
    if bothLikely, knownIsName != pattern.isName, known.home.domain == finding.home.domain {
      if knownIsName { best = finding }
      return
    }
    if margin > known.margin {
      if isSame { finding.techniques.formUnion(known.techniques) }
      best = finding
    } else if isSame {
      best?.techniques.formUnion(techniques)
    }
  }

  private func labelEnd(from start: Int) -> Int {
    host[start...].firstIndex(of: UInt8(ascii: ".")) ?? host.count
  }
}
