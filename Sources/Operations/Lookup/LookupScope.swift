import Forensics

/// Whose name servers may learn that somebody looks: `dns` in candor.yaml.
package enum LookupScope: String, Sendable, CaseIterable {
  /// Nothing is asked.
  case off
  /// The company's own names, and those of mail services that Candor knows: the attacker sees none of it.
  case providers
  /// Names that the attacker registered as well.
  case all

  package func allows(_ wish: LookupWish) -> Bool {
    switch self {
    case .off: false
    case .providers: wish.audience != .stranger
    case .all: true
    }
  }
}

/// How the DNS is asked.
package struct LookupSettings: Sendable, Hashable {
  package var scope = LookupScope.providers
  /// `127.0.0.1:5353`; nil asks the machine's own resolver.
  package var server: String?
  /// A trust anchor for DNSSEC that must hold; nil takes the machine's where the resolver passes signatures on.
  package var anchorFile: String?

  package init() {}
}
