import Vocabulary

/// Holds what an organization calls its own, which look-alikes are measured against and which is never accused.
package struct Brand: Sendable, Equatable {
  /// Every domain of its own; the first is the one that a look-alike of its name imitates.
  package let domains: [DomainName]
  /// What it calls itself, in any letters: `Könyvelő Plusz`.
  package let name: String?

  package init(domains: [DomainName], name: String? = nil) {
    self.domains = domains
    self.name = name
  }
}
