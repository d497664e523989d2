import Vocabulary

/// Says of one observed name whom it imitates and how, if anybody.
package struct LookAlike: Sendable, Equatable {
  /// The host as the DNS compares it: lower case, no final dot, `xn--` labels. For text that is no name, that text,
  /// cut to 253 bytes.
  package let domain: String
  /// The same with the letters that people see, where that differs.
  package let unicode: String?
  /// nil for a public suffix, an IP address and text that is no name.
  package var registrable: String? {
    guard let registrableCount else { return nil }
    return String(decoding: domain.utf8.suffix(registrableCount), as: UTF8.self)
  }
  /// The brand's domain that comes nearest; nil for an ordinary name.
  package let imitates: DomainName?
  /// In the contract's order; empty for an ordinary name.
  package let techniques: [Technique]
  /// Probability that the name was made to pass for the brand: 0.5 and more wherever a technique is named, under 0.1
  /// otherwise.
  package let score: Double

  private let registrableCount: Int?

  init(
    domain: String, unicode: String?, registrableCount: Int?, imitates: DomainName? = nil, techniques: [Technique] = [],
    score: Double = Plausibility.ordinary
  ) {
    self.domain = domain
    self.unicode = unicode
    self.registrableCount = registrableCount
    self.imitates = imitates
    self.techniques = techniques
    self.score = score
  }

  package var isLookAlike: Bool { imitates != nil }

  /// What to accuse, block and have taken down: the whole host where the brand is a subdomain of it, else the
  /// registrable domain.
  package var accused: String {
    techniques.contains(.subdomain) ? domain : registrable ?? domain
  }
}
