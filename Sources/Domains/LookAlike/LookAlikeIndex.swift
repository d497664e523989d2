import Vocabulary

/// Answers for any name whom of many brands it imitates and how; made once, asked by the million, from any thread.
package final class LookAlikeIndex: Sendable {
  let patterns: [BrandPattern]
  let sieves: [Sieve]
  /// The sieves' letters alone, since most names need no more.
  let masks: [UInt64]
  /// Bytes that a label has at least to be near any brand.
  let shortest: Int
  package let suffixes: PublicSuffixList
  let lures: LureWords
  let hosts: SharedHosts
  /// What is never accused: the brands' domains, and what they are registered as.
  private let own: Set<String>

  package init(brands: [Brand], suffixes: PublicSuffixList, lureWords: LureWords, hosts: SharedHosts = .none) {
    self.suffixes = suffixes
    self.hosts = hosts
    lures = lureWords
    var own: Set<String> = []
    var found: [(run: GlyphRun, homes: [BrandPattern.Home], isName: Bool)] = []
    for domain in brands.flatMap(\.domains) {
      let registrable = suffixes.registrable(domain.ascii) ?? domain.ascii
      own.formUnion([domain.ascii, registrable])
      let labels = registrable.split(separator: ".", maxSplits: 1)
      guard let label = labels.first, label.utf8.count >= 2 else { continue }
      let home = BrandPattern.Home(domain: domain, suffix: labels.count > 1 ? Array(labels[1].utf8) : [])
      let run = GlyphRun(IDNA.toUnicode(label) ?? String(label))
      if let known = found.firstIndex(where: { $0.run == run }) {
        found[known].homes.append(home)
      } else {
        found.append((run, [home], false))
      }
    }
    for brand in brands {
      guard let name = brand.name, let domain = brand.domains.first else { continue }
      let run = GlyphRun(name.lowercased().filter { $0.isLetter || $0.isNumber })
      if run.bytes.count >= 8, !found.contains(where: { $0.run.bytes == run.bytes }) {
        found.append((run, [BrandPattern.Home(domain: domain, suffix: [])], true))
      }
    }
    self.own = own
    patterns = found.map { BrandPattern(run: $0.run, homes: $0.homes, isName: $0.isName) }
    sieves = patterns.map(Sieve.init)
    masks = sieves.map(\.mask)
    shortest = sieves.map(\.shortest).min() ?? 0
  }

  /// Whether a plain host has letters enough in common with any brand to be looked at closely: most have not, and of those `classify` has nothing
  /// to say. True for every name with letters beyond ASCII.
  package func mayImitate(_ host: String) -> Bool {
    var host = host
    return host.withUTF8 { bytes in
      var mask: UInt64 = 0
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
        var isEncoded = false
        guard let count = ObservedName.copyPlain(bytes, into: buffer, isEncoded: &isEncoded), !isEncoded else {
          mask = .max
          return
        }
        mask = LetterMask.of(label: UnsafeBufferPointer(rebasing: buffer[..<count]))
      }
      // Two letters of a brand may lack.
      return masks.contains { ($0 & ~mask).nonzeroBitCount <= 2 }
    }
  }

  /// `leeway` is how many letters longer the brand counts because something else already says that the name is used in its name: a
  /// display name, say. Chance explains less then.
  package func classify(_ name: String, leeway: Double = 0) -> LookAlike {
    var name = name
    return name.withUTF8 { classify(UnsafeRawBufferPointer($0), leeway: leeway) }
  }

  package func classify(_ name: some Collection<UInt8>) -> LookAlike {
    name.withContiguousStorageIfAvailable { classify(UnsafeRawBufferPointer($0)) }
      ?? Array(name).withUnsafeBytes { classify($0) }
  }

  /// A name, or a URL with its path, of any length and any bytes.
  package func classify(_ name: UnsafeRawBufferPointer, leeway: Double = 0) -> LookAlike {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      var isEncoded = false
      if let count = ObservedName.copyPlain(name, into: buffer, isEncoded: &isEncoded), !isEncoded {
        let plain = UnsafeBufferPointer(rebasing: buffer[0...count])
        return judge(plain, letters: nil, unicode: nil, path: [], leeway)
      }
      let observed = ObservedName(name)
      return classify(observed.host, path: observed.path, leeway, buffer)
    }
  }

  /// A link's host and its path, as `HostileURL` has them.
  package func classify(host: String, path: String, leeway: Double = 0) -> LookAlike {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      classify(
        Array(host.utf8.prefix(ObservedName.longest))[...], path: Array(path.utf8.prefix(ObservedName.longest))[...],
        leeway, buffer)
    }
  }

  private func classify(
    _ host: ArraySlice<UInt8>, path: ArraySlice<UInt8>, _ leeway: Double, _ buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> LookAlike {
    var isEncoded = false
    if let count = ObservedName.copyPlain(host, into: buffer, isEncoded: &isEncoded) {
      let plain = UnsafeBufferPointer(rebasing: buffer[0...count])
      guard isEncoded, let unicode = IDNA.toUnicode(String(decoding: plain.dropLast(), as: UTF8.self)) else {
        return judge(plain, letters: nil, unicode: nil, path: path, leeway)
      }
      return judge(plain, letters: runs(unicode), unicode: unicode, path: path, leeway)
    }
    let text = String(decoding: host, as: UTF8.self)
    var ignored = false
    guard host.contains(where: { $0 >= 0x80 }), let ascii = IDNA.toASCII(text),
      let count = ObservedName.copyPlain(ascii.utf8, into: buffer, isEncoded: &ignored)
    else { return LookAlike(domain: Self.cut(text), unicode: nil, registrableCount: nil) }
    let unicode = IDNA.toUnicode(ascii)
    return judge(
      UnsafeBufferPointer(rebasing: buffer[0...count]), letters: unicode.flatMap(runs), unicode: unicode, path: path,
      leeway)
  }

  private func judge(
    _ host: UnsafeBufferPointer<UInt8>, letters: [GlyphRun]?, unicode: String?, path: ArraySlice<UInt8>,
    _ leeway: Double
  ) -> LookAlike {
    let name = UnsafeBufferPointer(rebasing: host.dropLast())
    let start = suffixes.registrableStart(terminated: host)
    let domain = String(decoding: name, as: UTF8.self)
    let unicode = unicode == domain ? nil : unicode
    let registrableCount = start.map { name.count - $0 }
    var judgement = Judgement(
      index: self, host: name, registrableStart: start ?? name.count, letters: letters, leeway: leeway)
    if start != nil { judgement.weighHost() }
    if !path.isEmpty { judgement.weighPath(path) }
    guard let best = judgement.best else {
      return LookAlike(domain: domain, unicode: unicode, registrableCount: registrableCount)
    }
    let isOwn = isOwn(domain)
    guard best.probability >= 0.5, !isOwn else {
      return LookAlike(
        domain: domain, unicode: unicode, registrableCount: registrableCount,
        score: isOwn ? 0 : Plausibility.unremarkable(best.probability))
    }
    return LookAlike(
      domain: domain, unicode: unicode, registrableCount: registrableCount, imitates: best.home.domain,
      techniques: best.techniques.list, score: best.probability)
  }

  private func isOwn(_ domain: String) -> Bool {
    var rest = domain[...]
    while true {
      if own.contains(String(rest)) { return true }
      guard let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) else { return false }
      rest = rest[rest.utf8.index(after: dot)...]
    }
  }

  private func runs(_ unicode: String) -> [GlyphRun]? {
    unicode.split(separator: ".", omittingEmptySubsequences: false).map { GlyphRun($0) }
  }

  /// The first 253 bytes, whole letters only, controls left out.
  private static func cut(_ text: String) -> String {
    var kept = ""
    var count = 0
    for scalar in text.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
      count += UTF8.width(scalar)
      guard count <= 253 else { break }
      kept.unicodeScalars.append(scalar)
    }
    return kept
  }
}
