import Domains
import Foundation
import Testing
import Vocabulary
import Yams

@Suite struct DomainDataTests {
  private func load(_ file: String) throws -> [String: Any] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Data/domains/\(file)"), encoding: .utf8)
    return try #require(try Yams.load(yaml: text) as? [String: Any])
  }

  @Test func `every lure word is a word that domain names can hold, named once`() throws {
    let words = try #require(try load("lure-words.yaml")["words"] as? [[String]]).flatMap { $0 }
    #expect(words.count > 300)
    #expect(Set(words).count == words.count)
    #expect(Set(LureWords(words).words).isSuperset(of: words))
  }

  @Test func `every shared host is a name, and free or not`() throws {
    let hosts = try load("shared-hosts.yaml")
    let free = try #require(hosts["free"] as? [[String]]).flatMap { $0 }
    let profiles = try #require(hosts["profiles"] as? [[String]]).flatMap { $0 }
    #expect((free + profiles).allSatisfy { DomainName($0)?.ascii == $0 })
    #expect(Set(free).isDisjoint(with: profiles))
  }
}
