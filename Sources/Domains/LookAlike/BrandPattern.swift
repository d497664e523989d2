import Vocabulary

/// One label that look-alikes are made from, with the domains that carry it.
final class BrandPattern: Sendable {
  /// A domain of the brand and the suffix that follows the label in it.
  struct Home: Sendable {
    let domain: DomainName
    let suffix: [UInt8]
  }

  let run: GlyphRun
  /// The label with look-alike spellings made equal (`Homoglyph.fold`).
  let folded: [UInt8]
  /// One at least.
  let homes: [Home]
  let letters: Int
  let edits: Int
  /// From the organization's name rather than from one of its domains.
  let isName: Bool

  init(run: GlyphRun, homes: [Home], isName: Bool) {
    self.run = run
    self.homes = homes
    var folded: [UInt8] = []
    var starts: [Int] = []
    run.bytes.withUnsafeBufferPointer { Homoglyph.fold($0, into: &folded, starts: &starts) }
    self.folded = folded
    letters = run.bytes.count { $0 != UInt8(ascii: "-") }
    edits = Alignment.edits(letters: letters)
    self.isName = isName
  }
}
