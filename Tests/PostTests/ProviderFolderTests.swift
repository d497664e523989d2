import Forensics
import Post
import Testing

@Suite struct ProviderFolderTests {
  static let plain = """
    id: harborpost
    name: Harbor Post
    kind: esp
    evidence: documented
    confidence: high
    sources: W
    dkim_domains:
    - {suffix: harborpost.example}
    account:
    - {field: Return-Path, pattern: "b-{account:digits}-"}
    abuse_contacts:
    - {kind: email, value: "abuse@harborpost.example", source: R, verified: false}
    example: {tier: A, account: "7", headers: "From: a@b.example"}
    counter_example: {headers: "From: a@b.example"}
    """

  @Test func `a plain file is read`() throws {
    let provider = try ProviderFolder.read(Self.plain, file: "x.yaml")
    #expect(provider.id == "harborpost")
    #expect(provider.dkimDomains == [.suffix("harborpost.example")])
    #expect(provider.example.account == "7")
    #expect(provider.abuseContacts.first?.isVerified == false)
  }

  @Test(arguments: [
    (
      "kind: esp", "kind: spammer",
      "x.yaml:3: kind: \"spammer\" is none of saas, esp, relay, forwarder, webhost, mailbox"
    ),
    ("sources: W", "sourcs: W", "x.yaml:6: unknown key \"sourcs\""),
    (
      "- {suffix: harborpost.example}", "- {suffix: \"*.example\"}",
      "x.yaml:8: dkim_domains.suffix: \"*.example\" is no domain name"
    ),
    (
      "- {suffix: harborpost.example}", "- {suffix: example}",
      "x.yaml:8: dkim_domains.suffix: \"example\" is no domain name"
    ),
    (
      "- {suffix: harborpost.example}", "- harborpost.example",
      "x.yaml:8: dkim_domains: a mapping (key: value) is wanted"
    ),
    ("{account:digits}", "{account:numbers}", "x.yaml:10: account.pattern: pattern: unknownClass(\"numbers\")"),
    ("{account:digits}", "{digits}", "x.yaml:10: account: the pattern catches nothing"),
    (
      "abuse@harborpost.example", "abuse+<jid>@harborpost.example",
      "x.yaml:12: abuse_contacts: \"abuse+<jid>@harborpost.example\" is a template"
    ),
    ("verified: false", "verified: maybe", "x.yaml:12: abuse_contacts.verified: true or false is wanted"),
    ("name: Harbor Post\n", "", "x.yaml:1: \"name\" is missing"),
    ("name: Harbor Post", "name: [Harbor", "x.yaml:"),
    ("name: Harbor Post", "name: A\nname: B", "x.yaml:"),
    ("tier: A", "tier: D", "x.yaml:13: example.tier: \"D\" is none of A, B, C, claimed"),
  ])
  func `a slip is an error with file, line and reason`(old: String, new: String, wanted: String) throws {
    let text = String(Self.plain.replacing(old, with: new))
    let trouble = #expect(throws: FileTrouble.self) { try ProviderFolder.read(text, file: "x.yaml") }
    #expect(trouble?.description.hasPrefix(wanted) == true, "\(trouble?.description ?? "")")
  }

  @Test func `a folder that is not there is an error`() {
    #expect(throws: FileTrouble.self) { try ProviderFolder.load("/nowhere/providers") }
  }
}
