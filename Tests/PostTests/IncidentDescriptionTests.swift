import Attribution
import Forensics
import Foundation
import Operations
import Post
import Testing
import Vocabulary

/// `candor.yaml`: what is wrong in it is said with its file and line, in words.
@Suite struct IncidentDescriptionTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let yaml: String
    let says: String
    var testDescription: String { name }
  }

  static let head = "organization:\n  name: Harbor Ledger\n  domains: [harborledger.com]\n"
  static let store = "stores:\n  - id: app\n    members: stores/app.csv\n"

  static let cases = [
    Case(
      name: "an unknown key", yaml: head + "  domain: harborledger.com\n",
      says: "candor.yaml:4: organization: unknown key \"domain\" (known: domains, "),
    Case(
      name: "an unknown key at the top", yaml: head + "store: []\n",
      says: "candor.yaml:4: unknown key \"store\" (known: organization, stores)"),
    Case(
      name: "an unknown key of a store", yaml: head + store + "    mebers: x\n",
      says: "candor.yaml:7: stores: unknown key \"mebers\""),
    Case(
      name: "an unknown column", yaml: head + store + "    columns: {mail: email}\n",
      says: "candor.yaml:7: stores.columns: unknown key \"mail\""),
    Case(name: "broken YAML", yaml: head + "  website: [unclosed\n", says: "candor.yaml:5: not YAML: "),
    Case(name: "a tab for indentation", yaml: "organization:\n\tname: x\n", says: "candor.yaml:2: not YAML: "),
    Case(name: "the same key twice", yaml: head + "  name: Again\n", says: "the same key twice: name"),
    Case(name: "an empty file", yaml: "", says: "candor.yaml: the file is empty"),
    Case(name: "no organization", yaml: store, says: "candor.yaml:1: \"organization\" is missing"),
    Case(name: "no domains", yaml: "organization:\n  name: x\n", says: "\"domains\" must name at least one domain"),
    Case(
      name: "a domain that is none", yaml: "organization:\n  name: x\n  domains: [harbor ledger]\n",
      says: "candor.yaml:3: organization.domains: \"harbor ledger\" is no domain name such as harborledger.com"),
    Case(
      name: "a list where text is wanted", yaml: "organization:\n  name: [a, b]\n  domains: [a.example]\n",
      says: "candor.yaml:2: organization.name: text is wanted"),
    Case(
      name: "one word where a list is wanted", yaml: "organization:\n  name: x\n  domains: harborledger.com\n",
      says: "candor.yaml:3: organization.domains: a list is wanted: write [harborledger.com]"),
    Case(
      name: "an address that is none", yaml: head + "  intake: [reports]\n",
      says: "candor.yaml:4: organization.intake: \"reports\" is no e-mail address"),
    Case(
      name: "a status that is none", yaml: head + store + "    status: gone\n",
      says: "candor.yaml:7: stores.status: \"gone\" is none of active, retired"),
    Case(
      name: "a date that is none", yaml: head + store + "    retired_on: 2013-13-01\n",
      says: "candor.yaml:7: stores.retired_on: \"2013-13-01\" is no date such as 2013-06-30"),
    Case(
      name: "a store without id", yaml: head + "stores:\n  - members: stores/app.csv\n",
      says: "candor.yaml:5: stores: \"id\" is missing"),
    Case(
      name: "two stores of one id", yaml: head + store + "  - id: app\n    members: stores/app.csv\n",
      says: "candor.yaml:7: two stores have the id \"app\""),
    Case(
      name: "a store without its file", yaml: head + "stores:\n  - id: app\n    members: stores/none.csv\n",
      says:
        "candor.yaml:5: store \"app\": stores/none.csv: No such file or directory; put the list of its members there, or correct the path under \"members\""
    ),
    Case(
      name: "a path that leads out", yaml: head + "stores:\n  - id: app\n    members: ../../../etc/passwd\n",
      says: "leads out of the incident folder; copy the file into it"),
    Case(
      name: "a folder for a file", yaml: head + "stores:\n  - id: app\n    members: stores\n",
      says: "candor.yaml:5: store \"app\": stores: a folder; a file is wanted"),
  ]

  @Test(arguments: cases)
  func `what is wrong is named with its place`(one: Case) throws {
    let said = try StagedFolder(yaml: one.yaml).trouble()
    #expect(said.contains(one.says), "\(said)")
    #expect(said.hasPrefix("candor.yaml"))
  }

  @Test func `a link that leads out of the folder is refused, one inside is read`() throws {
    let folder = try StagedFolder(yaml: Self.head + "stores:\n  - id: app\n    members: stores/out.csv\n")
    try folder.link("stores/out.csv", to: "/etc/hostname")
    #expect(try folder.trouble().contains("leads out of the incident folder"))
    let inside = try StagedFolder(yaml: Self.head + "stores:\n  - id: app\n    members: stores/in.csv\n")
    try inside.link("stores/in.csv", to: "app.csv")
    #expect(try inside.source().stores.count == 1)
  }

  @Test func `bytes that are no UTF-8 are refused`() throws {
    let folder = try StagedFolder()
    try folder.write([0x6F, 0x72, 0xFF, 0xFE], to: "candor.yaml")
    #expect(try folder.trouble() == "candor.yaml: not UTF-8")
  }

  @Test(arguments: ["", "stores:\n", "stores: []\n", "stores: ~\n"])
  func `an incident without stores can be looked at`(stores: String) throws {
    let source = try StagedFolder(yaml: Self.head + stores).source()
    #expect(source.stores.isEmpty && source.items.isEmpty && source.skipped.isEmpty)
  }

  @Test func `a byte order mark and CRLF are tolerated`() throws {
    let yaml = "\u{FEFF}" + StagedFolder.yaml.replacing("\n", with: "\r\n")
    #expect(try StagedFolder(yaml: yaml).source().organization.name == "Harbor Ledger")
  }

  @Test func `names of any kind are taken as they are`() throws {
    let yaml =
      "organization:\n  name: \"Ha\\\"rbor \\u202E Ledger\\n<b>\"\n  domains: [bücher.example, XN--BCHER-KVA.example, Shop.Mall.example.]\n"
    let source = try StagedFolder(yaml: yaml).source()
    #expect(source.organization.name == "Ha\"rbor \u{202E} Ledger\n<b>")
    #expect(
      source.organization.domains.map(\.ascii) == [
        "xn--bcher-kva.example", "xn--bcher-kva.example", "shop.mall.example",
      ])
  }
}
