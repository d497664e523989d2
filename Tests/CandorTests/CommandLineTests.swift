import Foundation
import Schemas
import Testing

/// The program from outside: exit status, what goes to which stream, and what it says when something is wrong.
@Suite struct CommandLineTests {
  @Test func `help and version are said, and each subcommand has its own`() throws {
    let help = try Program.run(["--help"])
    #expect(help.status == 0 && help.errors.isEmpty)
    for name in ["investigate", "parse", "domain"] {
      #expect(help.text.contains(name))
      let own = try Program.run([name, "--help"])
      #expect(own.status == 0 && own.text.contains("USAGE: candor \(name)"))
    }
    let version = try Program.run(["--version"])
    #expect(version.status == 0 && version.text.split(separator: ".").count == 3)
  }

  @Test(arguments: [
    (["investigate", "--colour", "x"], "Unknown option '--colour'"),
    (["investigate"], "Missing expected argument '<folder>'"),
    (["investigate", "x", "--now", "tomorrow"], "--now: \"tomorrow\" is no time such as 2014-11-14T09:00:00Z"),
    (["investigate", "x", "--jobs", "0"], "--jobs: at least 1"), (["investigate", "x", "--format", "pdf"], "pdf"),
    (["parse"], "Missing expected argument '<files> ...'"),
    (["parse", "x", "--intake", "jane"], "--intake: \"jane\" is no e-mail address"),
    (["domain", "a.example"], "Missing expected argument '--brand <domain>"), (["frobnicate"], "frobnicate"),
  ])
  func `a wrong call is refused with what is wrong and how it goes`(arguments: [String], says: String) throws {
    let run = try Program.run(arguments)
    #expect(run.status != 0 && run.output.isEmpty)
    #expect(run.errors.contains(says) && run.errors.contains("Usage: candor"), "\(run.errors)")
  }

  @Test func `a folder that cannot be used is exit 2, with file and line and nothing on standard output`() throws {
    let none = try Program.run(["investigate", "/nowhere/at/all", "--format", "json"])
    #expect(none.status == 2 && none.output.isEmpty)
    #expect(
      none.errors
        == "candor: /nowhere/at/all: there is no such folder; an incident folder holds candor.yaml, stores/ and reports/\n"
    )
    let wrong = try Scratch(["candor.yaml": Scratch.yaml.replacing("name:", with: "nam:")])
    let run = try Program.run(["investigate", wrong.path])
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(
      run.errors.hasPrefix("candor: \(wrong.path)/candor.yaml:2: organization: unknown key \"nam\" (known: "),
      "\(run.errors)")
    let bare = try Scratch()
    #expect(try Program.run(["investigate", bare.path]).errors.contains("candor.yaml: there is no such file"))
  }

  static func incident() throws -> Scratch {
    try Scratch([
      "candor.yaml": Scratch.yaml, "stores/app.csv": Scratch.members,
      "reports/1.eml": Scratch.mail(to: "jane@customer.example"),
      "reports/2.eml": Scratch.mail(to: "bob@other.example"), "reports/notes.txt": "Call Jane",
    ])
  }

  @Test func `JSON is alone on standard output, warnings with file and line on standard error`() throws {
    let folder = try Self.incident()
    let run = try Program.run(["investigate", folder.path, "--format", "json", "--now", Program.now])
    #expect(run.status == 0)
    #expect(try JSONSchema(named: "investigation").complaints(about: run.output) == [])
    #expect(
      run.errors.split(separator: "\n").map(String.init) == [
        "candor: skipped stores/app.csv:3: \"not an address\" is not an e-mail address",
        "candor: skipped reports/notes.txt: not a mail: .eml, .mbox, Maildir, .msg and pictures are read",
      ])
  }

  /// Finding sheets go to people outside: no customer's address may be left in any of them.
  @Test(arguments: ["text", "json", "html"])
  func `with --redact no customer's address is left`(format: String) throws {
    let folder = try Self.incident()
    let run = try Program.run(["investigate", folder.path, "--format", format, "--redact", "--now", Program.now])
    #expect(run.status == 0 && run.output.count > 500)
    for hidden in ["jane@", "bob@", "@customer", "@other", "customer.example", "other.example", "canary@", "jane%40"] {
      #expect(!run.text.contains(hidden), "\(hidden)")
    }
    let plain = try Program.run(["investigate", folder.path, "--format", format, "--now", Program.now])
    #expect(plain.text.contains("jane@customer.example"))
  }

  /// Addresses also stand in file names, in rows that cannot be read, and in mail that is no fake.
  @Test(arguments: ["text", "json", "html"])
  func `with --redact no address is left where one is not looked for`(format: String) throws {
    let spam = Scratch.mail(to: "bob@other.example").replacing(
      "Harbor Ledger <billing@harb0rledger.com>", with: "\"jane@customer.example\" <jane@customer.example>"
    )
    .replacing("harb0rledger.com", with: "shop.example")
    let folder = try Scratch([
      "candor.yaml": Scratch.yaml, "stores/app.csv": "email\njane@customer.example\njane doe@customer.example extra\n",
      "reports/from jane@customer.example.eml": Scratch.mail(to: "jane@customer.example"),
      "reports/jane@customer.example.txt": "none", "reports/2.eml": spam,
    ])
    let run = try Program.run(["investigate", folder.path, "--format", format, "--redact", "--now", Program.now])
    #expect(run.status == 0)
    for text in [run.text, run.errors] {
      #expect(
        !text.contains("customer.example") && !text.contains("jane@") && !text.contains("other.example"), "\(text)")
    }
    if format == "json" { #expect(try JSONSchema(named: "investigation").complaints(about: run.output) == []) }
  }

  /// Every address that a store of the demo holds, that a fake mail went to, or that reported one.
  static func demoCustomers() throws -> Set<String> {
    let stores = Program.demo + "/stores"
    let lists = try FileManager.default.contentsOfDirectory(atPath: stores).map {
      try String(contentsOfFile: stores + "/" + $0, encoding: .utf8)
    }
    let plain = try Program.run(["investigate", Program.demo, "--format", "json", "--now", Program.now])
    let reports = try (JSONSchema.value(plain.output) as? [String: Any])?["reports"] as? [[String: Any]] ?? []
    let named = reports.flatMap {
      [$0["reporter"] as? String, ($0["original"] as? [String: Any])?["recipient"] as? String]
    }.compactMap { $0 }
    let held = lists.joined(separator: "\n").split { " ,;\t\r\n\"".contains($0) }.filter { $0.contains("@") }.map {
      $0.lowercased()
    }
    return Set(held + named)
  }

  @Test(arguments: ["text", "json", "html"])
  func `with --redact none of the demo's customers is left`(format: String) throws {
    let customers = try Self.demoCustomers()
    #expect(customers.count > 500)
    let run = try Program.run(["investigate", Program.demo, "--format", format, "--redact", "--now", Program.now])
    let left = Set(
      run.text.lowercased().split { " ,;\t\r\n\"<>():".contains($0) }.map(String.init).filter { $0.contains("@") }
    ).intersection(customers)
    #expect(left.isEmpty, "\(left.sorted().prefix(5))")
  }

  @Test func `results go where they are sent, whole, for the owner alone`() throws {
    let folder = try Self.incident()
    let run = try Program.run([
      "investigate", folder.path, "--format", "json", "--output", folder.path + "/r.json", "--html",
      folder.path + "/r.html",
    ])
    #expect(run.status == 0 && run.output.isEmpty)
    #expect(try JSONSchema(named: "investigation").complaints(about: Array(folder.read("r.json").utf8)) == [])
    #expect(try folder.read("r.html").lowercased().hasPrefix("<!doctype html>"))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/r.json")[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let nowhere = try Program.run(["investigate", folder.path, "--output", folder.path + "/no/such/r.json"])
    #expect(nowhere.status == 2 && nowhere.output.isEmpty)
    #expect(nowhere.errors.contains("/no/such/r.json: No such file or directory"))
  }

  @Test func `--now decides when things are due`() throws {
    let folder = try Self.incident()
    let run = try Program.run(["investigate", folder.path, "--format", "json", "--now", "2014-11-12T09:00:00+02:00"])
    #expect(run.text.contains("\"2014-11-12T09:00:00Z\"") && run.text.contains("\"warn-customers\""))
    let other = try Program.run(["investigate", folder.path, "--format", "json", "--now", "2014-12-12T09:00:00+02:00"])
    #expect(other.text.contains("\"2014-12-12T09:00:00Z\"") && !other.text.contains("\"2014-11-12T09:00:00Z\""))
  }

  @Test(arguments: ["text", "json", "html"])
  func `the same folder is the same bytes, with one job or several`(format: String) throws {
    let runs = try ["1", "1", "2", "5"].map { jobs in
      try Program.run(["investigate", Program.demo, "--format", format, "--now", Program.now, "--jobs", jobs])
    }
    #expect(runs.allSatisfy { $0.status == 0 && $0.errors.isEmpty && $0.output == runs[0].output })
    #expect(runs[0].output.count > 2000)
  }

  @Test func `the demo's result is what its schema says`() throws {
    let run = try Program.run(["investigate", Program.demo, "--format", "json", "--now", Program.now])
    #expect(try JSONSchema(named: "investigation").complaints(about: run.output) == [])
  }

  @Test func `a reader that goes away ends it quietly`() throws {
    let run = try Program.shell(
      "\"$CANDOR\" investigate \"$1\" --format json | head -1; echo ${PIPESTATUS[0]} >&2", [Program.demo])
    #expect(run.lines == ["{"] && run.errors == "0\n")
    let names = String(repeating: "harb0rledger.com\n", count: 50_000)
    let domain = try Program.shell(
      "\"$CANDOR\" domain --brand harborledger.com | head -1; echo ${PIPESTATUS[0]} >&2", input: names)
    #expect(domain.lines.count == 1 && domain.errors == "0\n")
  }

  @Test func `an output that takes nothing is an error that says so`() throws {
    let full = try Program.shell("\"$CANDOR\" investigate \"$1\" --format json >/dev/full", [Program.demo])
    #expect(full.status == 2 && full.errors == "candor: standard output: No space left on device\n")
    let closed = try Program.shell("\"$CANDOR\" investigate \"$1\" --format json >&-", [Program.demo])
    #expect(closed.status == 2 && closed.errors.contains("standard output: "))
  }
}
