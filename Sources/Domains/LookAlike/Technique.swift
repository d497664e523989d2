/// Names each way in which a domain can be made to pass for another; the raw values are the contract's words.
package enum Technique: String, Sendable, CaseIterable, Hashable {
  case homoglyph, omission, insertion, repetition, transposition, replacement, bitsquat
  case vowelSwap = "vowel-swap"
  case hyphen, plural, tld, combosquat, subdomain, path
}

/// A set of techniques in two bytes.
struct TechniqueSet: Equatable, Sendable {
  private(set) var bits: UInt16 = 0

  init(_ techniques: Technique...) {
    for technique in techniques { insert(technique) }
  }

  private static let all = Technique.allCases

  private static func bit(_ technique: Technique) -> UInt16 {
    switch technique {
    case .homoglyph: 1 << 0
    case .omission: 1 << 1
    case .insertion: 1 << 2
    case .repetition: 1 << 3
    case .transposition: 1 << 4
    case .replacement: 1 << 5
    case .bitsquat: 1 << 6
    case .vowelSwap: 1 << 7
    case .hyphen: 1 << 8
    case .plural: 1 << 9
    case .tld: 1 << 10
    case .combosquat: 1 << 11
    case .subdomain: 1 << 12
    case .path: 1 << 13
    }
  }

  var isEmpty: Bool { bits == 0 }
  func contains(_ technique: Technique) -> Bool { bits & Self.bit(technique) != 0 }
  mutating func insert(_ technique: Technique) { bits |= Self.bit(technique) }
  mutating func formUnion(_ other: TechniqueSet) { bits |= other.bits }

  /// In the order of `Technique`.
  var list: [Technique] { bits == 0 ? [] : Self.all.filter(contains) }
}
