/// The brand in the path of somebody else's host: `sites.example/harborledger`.
enum BrandPath {
  /// On a host where anybody may have a page.
  static let evenFree = 4.5
  /// The brand's whole domain as a part of the path.
  static let evenDomain = 4.0
  /// As the first part of the path anywhere else.
  static let evenElsewhere = 7.4
  static let segments = 8
}

extension Judgement {
  mutating func weighPath(_ path: ArraySlice<UInt8>) {
    let label = host[min(registrableStart, host.count)...].firstIndex(of: UInt8(ascii: "."))
    let suffix = label.map { String(decoding: host[($0 + 1)...], as: UTF8.self) } ?? ""
    let kind = index.suffixes.isPrivate(suffix) ? .free : index.hosts.kind(of: host)
    let parts = path.split(maxSplits: 4 * BrandPath.segments) { Self.separators.contains($0) }
    for (position, part) in parts.prefix(BrandPath.segments).enumerated() {
      let pieces = part.split(separator: UInt8(ascii: "."), maxSplits: 1)
      guard let first = pieces.first else { continue }
      let rest = pieces.count > 1 ? Array(pieces[1]).map(Self.lowercased) : []
      let run = GlyphRun(String(decoding: first.prefix(256), as: UTF8.self).replacing("_", with: "-"))
      run.withGlyphs { glyphs in
        weigh(glyphs) { $0.weighPart($1, $2, rest: rest, kind, isFirst: position == 0) }
      }
    }
  }

  private mutating func weighPart(
    _ number: Int, _ match: LabelMatch, rest: [UInt8], _ kind: SharedHosts.Kind, isFirst: Bool
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
      guard isFirst || home != nil || isCombined else { return }
      found.even = max(found.even, home == nil ? BrandPath.evenElsewhere : BrandPath.evenDomain)
    }
    add(number, home, found.techniques, found.even)
  }

  private static let separators: [UInt8] = Array("/\\?#&=~@+!:;,".utf8)

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
