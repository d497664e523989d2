/// The brand before somebody else's domain: `harborledger.com.client-portal.org`, `harborledger.evil.org`, a page on a
/// free host.
enum Subdomain {
  /// The brand's whole domain.
  static let evenDomain = 2.0
  /// The brand's label, with words that lure beside it.
  static let evenLured = 4.0
  /// The brand's label alone.
  static let evenLabel = 5.4
  /// The brand's label cut in two by a dot.
  static let evenDotted = 5.9
}
