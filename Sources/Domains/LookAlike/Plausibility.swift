import Glibc

/// Turns a likeness into a probability: the longer the brand that a name comes so close to, the less it can be chance.
///
/// Each technique has a length at which chance and intent are even: about as many ordinary names come that close to a
/// brand of that many
/// letters as there are imitations. Each further letter makes chance about two and a half times rarer. The lengths
/// were set on lists of
/// ordinary names (docs/look-alikes.md).
enum Plausibility {
  /// For a name that resembles nothing.
  static let ordinary = 0.01
  static let perLetter = 0.9
  static let highest = 0.99

  static func probability(letters: Int, even: Double) -> Double {
    min(highest, 1 / (1 + exp(-perLetter * (Double(letters) - even))))
  }

  /// Of a likeness that chance explains better: something between `ordinary` and 0.09.
  static func unremarkable(_ probability: Double) -> Double {
    ordinary + min(0.08, max(0, probability) * 0.16)
  }
}

/// How a name, or a part of it, comes close to a brand.
struct Resemblance: Equatable {
  var techniques: TechniqueSet
  /// The brand length at which chance is as likely as intent.
  var even: Double
}
