import Domains
import Forensics
import Mail
import Post
import Testing
import Vocabulary

/// The services that the project ships. Loaded once.
enum Shipped {
  static let folder =
    String(#filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }) + "/Data/providers"
  static let providers = (try? ProviderFolder.load(folder)) ?? []
  static let catalog = ProviderCatalog(providers)
}

/// What a header block as text says of its sender.
func finding(_ header: String, trusting trusted: [String] = [], verified: [VerifiedSignature] = []) -> SenderFinding {
  let block = HeaderBlock(Array(header.utf8)[...])
  let path = DeliveryPath(block, receivers: Shipped.catalog.receivers, trusted: trusted.compactMap { DomainName($0) })
  return Shipped.catalog.identify(block, path: path, verified: verified)
}

@Suite struct ProviderFileTests {
  @Test func `all 83 files load`() throws {
    #expect(try ProviderFolder.load(Shipped.folder).count == 83)
  }

  @Test(arguments: Shipped.providers.map(\.id))
  func `a file's example is taken for its service, with tier and account`(id: String) throws {
    let provider = try #require(Shipped.catalog[id])
    let found = finding(provider.example.header)
    let tier = try #require(provider.example.tier)
    if tier == .claimed {
      #expect(found.service?.providerID != id)
      #expect(found.claimed.contains(id))
    } else {
      #expect(found.service?.providerID == id)
      #expect(found.service?.tier == tier)
      #expect(found.service?.account == provider.example.account)
      #expect(found.service?.because.isEmpty == false)
    }
  }

  @Test(arguments: Shipped.providers.map(\.id))
  func `a file's counter-example is never proven to be from its service`(id: String) throws {
    let provider = try #require(Shipped.catalog[id])
    #expect(finding(provider.counterExample.header).service == nil)
  }

  @Test func `a guess proves nothing`() {
    for provider in Shipped.providers where provider.evidence == .guess {
      #expect(provider.example.tier == .claimed, "\(provider.id)")
    }
  }

  @Test func `no abuse contact is unproven without saying so`() {
    for contact in Shipped.providers.flatMap(\.abuseContacts)
    where contact.source.hasPrefix("R") || contact.source.hasPrefix("X") {
      #expect(!contact.isVerified, "\(contact.value)")
    }
  }

  @Test func `a service rides on others, never on itself`() {
    for provider in Shipped.providers { #expect(!provider.ridesOn.contains(provider.id)) }
  }

  /// Firebase gives its customers names below its own suffix, as the public suffix list says.
  @Test func `no pattern that proves is a public suffix of others or an open series`() {
    for provider in Shipped.providers {
      for pattern in provider.dkimDomains + provider.bounceDomains + provider.hosts {
        switch pattern {
        case .exact(let name), .suffix(let name):
          #expect(PublicSuffixList.builtIn.registrable(name) != nil || name == "firebaseapp.com", "\(name)")
        case .digits: #expect(!pattern.proves)
        }
      }
    }
  }
}
