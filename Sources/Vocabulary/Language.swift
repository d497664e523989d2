/// A language by its BCP 47 tag (RFC 5646), primary subtag and perhaps a region: `en`, `pt-br`.
package struct Language: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let tag: String

  /// nil for what is not two or three letters, with an optional region of two letters or three digits.
  package init?(_ tag: some StringProtocol) {
    let parts = tag.lowercased().split(separator: "-", omittingEmptySubsequences: false)
    guard let primary = parts.first, (2...3).contains(primary.utf8.count),
      primary.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
      parts.count <= 2
    else { return nil }
    if parts.count == 2 {
      guard (2...3).contains(parts[1].utf8.count),
        parts[1].utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
      else {
        return nil
      }
    }
    self.tag = parts.joined(separator: "-")
  }

  package var description: String { tag }
  package static func < (left: Language, right: Language) -> Bool { left.tag < right.tag }
}

extension Dictionary where Key == Language {
  /// What there is for the language itself, or for it without its region.
  package func nearest(_ language: Language) -> Value? {
    self[language] ?? language.tag.split(separator: "-").first.flatMap { Language($0) }.flatMap { self[$0] }
  }
}
