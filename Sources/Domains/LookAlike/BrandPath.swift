/// The brand in the path of somebody else's host: `sites.example/harborledger`.
enum BrandPath {
  /// On a host where anybody may have a page.
  static let evenFree = 4.5
  /// The brand's whole domain as a part of the path.
  static let evenDomain = 4.0
  /// In other words on a network of profiles.
  static let evenElsewhere = 7.4
  static let segments = 8
}

extension Judgement {
  mutating func weighPath(_ path: ArraySlice<UInt8>) {
    let label = host[min(registrableStart, host.count)...].firstIndex(of: UInt8(ascii: "."))
    let suffix = label.map { String(decoding: host[($0 + 1)...], as: UTF8.self) } ?? ""
    let kind = index.suffixes.isPrivate(suffix) ? .free : index.hosts.kind(of: host)
    // Whatever a page is asked for or told may name anybody, as a newsletter's click counter does.
    let end = path.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? path.endIndex
    let parts = path[..<(kind == .free ? path.endIndex : end)].split(maxSplits: 4 * BrandPath.segments) {
      Self.separators.contains($0)
    }
    for part in parts.prefix(BrandPath.segments) {
      let pieces = part.split(separator: UInt8(ascii: "."), maxSplits: 1)
      guard let first = pieces.first else { continue }
      let rest = pieces.count > 1 ? Array(pieces[1]).map(Self.lowercased) : []
      let run = GlyphRun(String(decoding: first.prefix(256), as: UTF8.self).replacing("_", with: "-"))
      run.withGlyphs { glyphs in
        weigh(glyphs) { $0.weighPart($1, $2, rest: rest, kind) }
      }
    }
  }

  private mutating func weighPart(
    _ number: Int, _ match: LabelMatch, rest: [UInt8], _ kind: SharedHosts.Kind
  ) {
    let home = index.patterns[number].homes.first { !$0.suffix.isEmpty && rest == $0.suffix }
    var found = Resemblance(techniques: TechniqueSet(), even: 0)
    if case .like(let like) = match { found = like }
    let isCombined = found.techniques.contains(.combosquat)
    found.techniques.insert(.path)
    switch kind {
    case .free: found.even = max(found.even, home == nil ? BrandPath.evenFree : BrandPath.evenDomain)
    case .profiles:
      guard isCombined else { return }
      found.even = max(found.even, BrandPath.evenElsewhere)
    case .other:
      // The press, a supplier and the company's own partners name it in their paths too; its whole domain there is for show.
      guard home != nil else { return }
      found.even = max(found.even, BrandPath.evenDomain)
    }
    add(number, home, found.techniques, found.even)
  }

  private static let separators: [UInt8] = Array("/\\?#&=~@+!:;,".utf8)

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
