import Domains
import Vocabulary

/// The invented brands that the look-alike tests attack, over a public suffix list of a few lines.
enum Brands {
  static let suffixes =
    PublicSuffixList(
      data: Array(
        """
        // ===BEGIN ICANN DOMAINS===
        com
        org
        net
        io
        app
        es
        hu
        uk
        co.uk
        *.ck
        !www.ck
        // ===END ICANN DOMAINS===
        // ===BEGIN PRIVATE DOMAINS===
        github.io
        pages.app
        us.com
        // ===END PRIVATE DOMAINS===
        """.utf8)) ?? .builtIn

  static let lures = LureWords(["login", "support", "secure", "billing", "my", "client", "portal", "hu", "clientes"])

  static func index(_ domains: String...) -> LookAlikeIndex {
    let brands = domains.map { Brand(domains: $0.split(separator: "+").compactMap { DomainName($0) }) }
    let hosts = SharedHosts(
      free: ["sites.hosting.org"].compactMap { DomainName($0) }, profiles: ["friends.com"].compactMap { DomainName($0) }
    )
    return LookAlikeIndex(brands: brands, suffixes: suffixes, lureWords: lures, hosts: hosts)
  }

  static let invented = index(
    "harborledger.com+harborledger-mail.com", "northlightstudio.co.uk", "tallermax.es", "willowcreek.org", "zephyr.net",
    "acme.com")
}

/// What the classifier is asked and what it must say at least.
struct Attack: CustomStringConvertible, Sendable {
  let name: String
  let imitates: String
  let techniques: [Technique]

  init(_ name: String, _ imitates: String, _ techniques: Technique...) {
    self.name = name
    self.imitates = imitates
    self.techniques = techniques
  }

  var description: String { name }

  /// Whether exactly these techniques are named, of that brand, as a look-alike.
  var isNamed: Bool {
    let found = Brands.invented.classify(name)
    return found.imitates?.ascii == imitates && found.techniques == techniques && found.score >= 0.5 && found.score < 1
  }
}
