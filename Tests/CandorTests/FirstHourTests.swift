import Foundation
import Testing

/// What goes wrong in a founder's first hour: each is said, with what to do, and nothing is half done.
@Suite struct FirstHourTests {
  private static func made(_ scratch: Scratch, _ options: [String]) throws -> Program.Run {
    try Program.run(["init", "--name", "Acme", "--yes", "--data", scratch.path + "/new"] + options)
  }

  @Test(arguments: ["", "  ", "localhost", "co.uk", "not a domain!", "192.0.2.1"])
  func `what is no domain of a company makes no folder`(domain: String) throws {
    let scratch = try Scratch()
    let run = try Self.made(scratch, ["--domain", domain])
    #expect(run.status == 2 && run.errors.contains("--domain"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/new"))
  }

  @Test func `a web server's name is taken as its domain, and a language without letters is said`() throws {
    let scratch = try Scratch()
    let run = try Self.made(scratch, ["--domain", "www.acme.example", "--language", "fr", "--language", "en"])
    #expect(run.status == 0 && run.errors.contains("taken as acme.example"), "\(run.errors)")
    #expect(run.errors.contains("there are no letters in fr (there are: en, es, hu)"))
    #expect(try scratch.read("new/candor.yaml").contains("domains: [\"acme.example\"]"))
  }

  @Test func `a list that cannot be read leaves nothing behind`() throws {
    let scratch = try Scratch([
      "other.csv": "name,address,since\nJane,jane@c.example,2013-01-01\n", "head.csv": "email,created\n",
      "names.csv": "email\nJane\nBob\n", "empty.csv": "",
    ])
    _ = try Self.made(scratch, ["--domain", "acme.example"])
    let data = ["--yes", "--data", scratch.path + "/new"]
    for (file, said) in [
      ("nowhere.csv", "there is no such file"), ("head.csv", "a header and no row"),
      ("names.csv", "no address could be read from its column \"email\""), ("empty.csv", "the file is empty"),
    ] {
      let run = try Program.run(["store", "import", "crm", scratch.path + "/" + file] + data)
      #expect(run.status == 2 && run.errors.contains(said), "\(file): \(run.errors)")
    }
    let wrong = try Program.run(
      ["store", "import", "crm", scratch.path + "/other.csv", "--email-column", "mail"] + data)
    #expect(wrong.status == 2 && wrong.errors.contains("--email-column"), "\(wrong.errors)")
    #expect(try Program.run(["store", "list", "--data", scratch.path + "/new"]).text.isEmpty)
  }

  @Test func `the same file twice adds nobody, and who is in two exports counts once`() throws {
    let scratch = try Scratch([
      "may.csv": "email\njane@c.example\nbob@c.example\n", "june.csv": "email\njane@c.example\neve@c.example\n",
    ])
    _ = try Self.made(scratch, ["--domain", "acme.example"])
    let data = ["--data", scratch.path + "/new"]
    func take(_ file: String) throws -> Program.Run {
      try Program.run(["store", "import", "crm", scratch.path + "/" + file, "--yes"] + data)
    }
    #expect(try take("may.csv").text.contains("2 members taken in"))
    let told = ["--custodian", "Brickline", "--status", "retired", "--retired-on", "2013-06-30"]
    let described = try Program.run(["store", "import", "crm", scratch.path + "/may.csv", "--yes"] + told + data)
    #expect(described.status == 0 && described.text.contains("in it already"), "\(described.errors)")
    #expect(described.errors.contains("custodian was nothing, is now \"Brickline\""), "\(described.errors)")
    #expect(described.errors.contains("status was \"active\", is now \"retired\""))
    let held = try Program.run(
      ["store", "import", "crm", scratch.path + "/may.csv", "--fields", "email,nombre,shoe size", "--yes"] + data)
    #expect(held.status == 0 && held.errors.contains("whether a fake mail shows \"shoe size\" cannot be told"))
    #expect(held.errors.contains("is now \"email,name,shoe size\""), "\(held.errors)")
    let again = try take("may.csv")
    #expect(again.status == 0 && again.text.contains("all 2 were in it already, as batch 1"), "\(again.text)")
    #expect(try take("june.csv").text.contains("2 members taken in"))
    let listed = try Program.run(["store", "list"] + data)
    #expect(listed.text.contains("crm: crm, 3 members") && listed.lines.count == 3, "\(listed.text)")
    // What was said of it stands until somebody says otherwise, and each change has an entry: two files, one description.
    let kept = """
      exec python3 -c 'import sqlite3, sys
      base = sqlite3.connect(sys.argv[1])
      print(base.execute("SELECT description FROM data_store").fetchone()[0].decode())
      print(base.execute("SELECT count(*) FROM entry WHERE subject = ?", ("store:crm",)).fetchone()[0])' "$1"
      """
    let said = try Program.shell(kept, [scratch.path + "/new/candor.sqlite"]).text
    #expect(said.contains("Brickline") && said.contains("2013-06-30") && said.hasSuffix("\n4\n"), "\(said)")
  }

  @Test(arguments: [
    ("web:\n  trusted_proxies: [10.0.0.0/8]\n", "one proxy"), ("web:\n  public: candor.acme.example\n", "https://"),
    ("web:\n  open_name: status.other.example\n", "within the company's own domains"),
    ("keep:\n  mail_days: never\n", "none to keep mail"),
  ])
  func `a setting that would be of no use is refused with its line`(setting: String, said: String) throws {
    let scratch = try Scratch([
      "new/candor.yaml": "organization:\n  name: Acme\n  domains: [acme.example]\n" + setting
    ])
    let run = try Program.run(["case", "list", "--data", scratch.path + "/new"])
    #expect(run.status == 2 && run.errors.contains("candor.yaml:5:") && run.errors.contains(said), "\(run.errors)")
  }

  @Test func `a port that is taken is said, with what to do`() throws {
    let scratch = try Scratch()
    _ = try Self.made(scratch, ["--domain", "acme.example"])
    let line = """
      exec 3< <(exec python3 -c 'import socket, time
      s = socket.create_server(("127.0.0.1", 0))
      print(s.getsockname()[1], flush=True)
      time.sleep(60)')
      holder=$!
      read -r port <&3
      timeout 50 "$CANDOR" serve --data "$1" --listen 127.0.0.1:$port
      status=$?
      kill $holder
      exit $status
      """
    let run = try Program.shell(line, [scratch.path + "/new"])
    #expect(run.status == 2 && run.errors.contains("is taken by another program"), "\(run.text) \(run.errors)")
    #expect(run.errors.contains("--listen") && !run.errors.contains("errno") && !run.text.contains("set-up"))
  }

  @Test func `a folder that a newer program has changed is left alone`() throws {
    let scratch = try Scratch()
    _ = try Self.made(scratch, ["--domain", "acme.example"])
    let change = """
      exec python3 -c 'import sqlite3, sys
      base = sqlite3.connect(sys.argv[1])
      base.execute("INSERT INTO grdb_migrations VALUES (?)", ("9-tomorrow",))
      base.commit()' "$1"
      """
    #expect(try Program.shell(change, [scratch.path + "/new/candor.sqlite"]).status == 0)
    let run = try Program.run(["verify", "--data", scratch.path + "/new"])
    #expect(run.status == 2 && run.errors.contains("a newer Candor"), "\(run.errors)")
  }
}
