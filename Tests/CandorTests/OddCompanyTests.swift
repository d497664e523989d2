import Foundation
import Schemas
import Testing

/// Companies and incidents that are not like the others: the program goes through to its end and what it prints is whole.
@Suite struct OddCompanyTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let yaml: String
    var from = "Billing <billing@harb0rledger.com>"
    var verdict = "impersonation"
    var testDescription: String { name }
  }

  static let plain = "organization:\n  name: Harbor Ledger\n  domains: [harborledger.com]\n"
  static let cases = [
    Case(name: "no stores", yaml: plain),
    Case(
      name: "a name with quotes, markup and a line end",
      yaml: "organization:\n  name: \"Har\\\"bor'</script><b>\\n Ledger\"\n  domains: [harborledger.com]\n"),
    Case(
      name: "a name that turns the text around",
      yaml: "organization:\n  name: \"\\u202EregdeL robraH\\u0007\"\n  domains: [harborledger.com]\n"),
    Case(name: "an empty name", yaml: "organization:\n  name: \"\"\n  domains: [harborledger.com]\n"),
    Case(name: "a name of signs only", yaml: "organization:\n  name: \"!!! --- !!!\"\n  domains: [harborledger.com]\n"),
    Case(
      name: "a very long name",
      yaml: "organization:\n  name: \(String(repeating: "Harbor ", count: 5000))\n  domains: [harborledger.com]\n"),
    Case(
      name: "a domain with letters of its own",
      yaml: "organization:\n  name: Bücher Müller\n  domains: [büchermüller.example]\n",
      from: "B <b@buchermuller.example>"),
    Case(
      name: "its own domain with letters of its own",
      yaml: "organization:\n  name: Bücher Müller\n  domains: [büchermüller.example]\n",
      from: "B <b@xn--bchermller-9dbf.example>", verdict: "unproven"),
    Case(
      name: "a domain below another's", yaml: "organization:\n  name: Harbor Shop\n  domains: [shop.harborledger.com]\n"
    ),
    Case(
      name: "several domains",
      yaml: "organization:\n  name: Harbor Ledger\n  domains: [harborledger.com, harborledger.es, harborpay.com]\n",
      from: "Billing <billing@mail.harborpay.com>", verdict: "unproven"),
    Case(name: "an address of intake in the same domain", yaml: plain + "  intake: [report@harborledger.com]\n"),
    Case(
      name: "a public suffix for a domain",
      yaml: "organization:\n  name: Harbor Ledger\n  domains: [co.uk, harborledger.com]\n"),
  ]

  @Test(arguments: cases)
  func `an odd company's incident is looked at to its end`(one: Case) throws {
    let mail = Scratch.mail(to: "jane@customer.example").replacing(
      "Harbor Ledger <billing@harb0rledger.com>", with: one.from
    )
    .replacing("https://harb0rledger.com/", with: "https://pay.example/")
    let folder = try Scratch(["candor.yaml": one.yaml, "reports/1.eml": mail])
    let run = try Program.run([
      "investigate", folder.path, "--format", "json", "--now", Program.now, "--html", folder.path + "/r.html",
    ])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(try JSONSchema(named: "investigation").complaints(about: run.output) == [])
    #expect(run.text.contains("\"verdict\": \"\(one.verdict)\""), "\(run.text.prefix(1500))")
    let page = try folder.read("r.html")
    #expect(!page.contains("</script><b>") && !page.contains("\u{202E}") && !page.contains("\u{7}"))
    let text = try Program.run(["investigate", folder.path, "--now", Program.now])
    #expect(
      text.status == 0 && !text.text.contains("\u{202E}") && !text.text.contains("\u{7}")
        && !text.text.contains("\u{1B}"))
  }

  static let store = "stores:\n  - {id: app, members: stores/app.csv, test_accounts: [canary@harborledger.com]}\n"

  @Test func `no reports at all is a result too`() throws {
    let folder = try Scratch(["candor.yaml": plainStore, "stores/app.csv": Scratch.members])
    for format in ["json", "text", "html"] {
      let run = try Program.run(["investigate", folder.path, "--format", format, "--now", Program.now])
      #expect(run.status == 0 && run.output.count > 60)
      if format == "json" { #expect(try JSONSchema(named: "investigation").complaints(about: run.output) == []) }
    }
  }

  @Test func `no recipients known is said, and no store is accused`() throws {
    let mail = Scratch.mail(to: "jane@customer.example").split(separator: "\r\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("To:") }
      .joined(separator: "\r\n")
    let folder = try Scratch(["candor.yaml": plainStore, "stores/app.csv": Scratch.members, "reports/1.eml": mail])
    let run = try Program.run(["investigate", folder.path, "--format", "json", "--now", Program.now])
    #expect(run.status == 0)
    #expect(try JSONSchema(named: "investigation").complaints(about: run.output) == [])
    #expect(run.text.contains("\"recipients\": []") && !run.text.contains("close-the-leak"))
  }

  @Test func `a store without rows, and a mailbox without mails, are no end`() throws {
    let folder = try Scratch([
      "candor.yaml": plainStore, "stores/app.csv": "email,created\n", "reports/a.mbox": "From \n",
      "reports/1.eml": Scratch.mail(to: "jane@customer.example"),
    ])
    let run = try Program.run(["investigate", folder.path, "--format", "json", "--now", Program.now])
    #expect(run.status == 0)
    #expect(try JSONSchema(named: "investigation").complaints(about: run.output) == [])
  }

  private var plainStore: String { Self.plain + Self.store }
}
