import Foundation
import Testing

/// `init`, `receive`, `store`, `case` and `verify` over a data folder, as scripts use them.
@Suite(.serialized) struct FolderCommandTests {
  private struct Summary: Decodable {
    let id: Int
    let title: String
    let state: String
    let reports: Int
    let campaigns: Int
    let opened: String
  }

  @Test func `the second report opens a case, which scripts read as JSON`() throws {
    let scratch = try Scratch.dataFolder(mails: 2)
    let data = ["--data", scratch.path + "/data"]
    func cases() throws -> [Summary] {
      let run = try Program.run(["case", "list", "--format", "json"] + data)
      #expect(run.status == 0, "\(run.errors)")
      return try JSONDecoder().decode([Summary].self, from: Data(run.output))
    }
    let first = try Program.run(["receive", scratch.path + "/mails/1.eml"] + data)
    #expect(first.status == 0 && first.text.contains("report 1"))
    #expect(try cases().isEmpty)
    let second = try Program.run(["receive", scratch.path + "/mails"] + data)
    #expect(second.status == 0 && second.text.contains("known already, report 1") && second.text.contains(": report 2"))
    let open = try #require(try cases().first)
    #expect(open.id == 1 && open.state == "open" && open.reports == 2 && open.campaigns == 1)
    let shown = try Program.run(["case", "show", "--format", "json"] + data)
    #expect(shown.status == 0 && shown.text.contains("candor.investigation/1"))
  }

  @Test func `whoever has the machine makes a link to the pages, for the role that is named`() throws {
    let scratch = try Scratch.dataFolder(mails: 1)
    let data = ["--data", scratch.path + "/data"]
    let first = try Program.run(["invite"] + data)
    #expect(first.status == 0 && first.text.contains("/set-up/"), "\(first.errors)")
    let wrong = try Program.run(["invite", "--role", "boss"] + data)
    #expect(wrong.status == 2 && wrong.errors.contains("viewer, responder, approver, admin"))
    let zip = try Program.run(["export", "1", "--to", scratch.path + "/case.zip"] + data)
    #expect(zip.status == 2 && zip.errors.contains("ends in .tar"), "\(zip.errors)")
  }

  @Test func `a list is taken in with what was skipped, shown, and taken out again`() throws {
    let scratch = try Scratch.dataFolder(mails: 1)
    let data = ["--data", scratch.path + "/data"]
    let taken = try Program.run(
      ["store", "import", "app", scratch.path + "/app.csv", "--custodian", "Appfoundry", "--fields", "email", "--yes"]
        + data)
    #expect(taken.status == 0 && taken.text.contains("2 members") && taken.errors.contains(":3:"))
    #expect(try Program.run(["store", "list"] + data).text.contains("2 members"))
    #expect(try Program.run(["store", "undo", "app", "1"] + data).status == 0)
    #expect(try Program.run(["store", "undo", "app", "1"] + data).status == 2)
    #expect(try Program.run(["store", "import", "app", "/nowhere.csv", "--yes"] + data).status == 2)
  }

  @Test func `what is no data folder, or one already, is said with what to do`() throws {
    let scratch = try Scratch.dataFolder(mails: 1)
    let again = try Program.run([
      "init", "--name", "X", "--domain", "x.example", "--yes", "--data", scratch.path + "/data",
    ])
    #expect(again.status == 2 && again.errors.contains("already"))
    for command in [["case", "list"], ["verify"], ["receive", "x"], ["store", "list"]] {
      let run = try Program.run(command + ["--data", scratch.path + "/nothing"])
      #expect(run.status == 2 && run.errors.contains("candor init"), "\(command)")
    }
  }

  @Test func `of a folder, what is passed over is said`() throws {
    let scratch = try Scratch.dataFolder(mails: 1)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/mails/link.eml", withDestinationPath: scratch.path + "/mails/1.eml")
    let run = try Program.run(["receive", scratch.path + "/mails", "--data", scratch.path + "/data"])
    #expect(run.status == 2 && run.text.contains("/mails/1.eml: report 1"))
    #expect(run.errors.contains("/mails/link.eml: not taken: a symbolic link"))
  }

  @Test func `a server says at its start whose password it will not find`() throws {
    let scratch = try Scratch.dataFolder(mails: 1)
    let data = scratch.path + "/data"
    let line = """
      printf 'mail:\\n  submission: {host: smtp.shop.example, user: x, password_file: /no/such/file}\\n' >>"$1/candor.yaml"
      timeout -s TERM 4 "$CANDOR" serve --data "$1" --listen 127.0.0.1:$((23000 + RANDOM % 5000))
      """
    let run = try Program.shell(line, [data])
    #expect(run.errors.contains("/no/such/file is not there or may not be read"), "\(run.errors)")
    #expect(run.errors.contains("password for smtp.shop.example"))
  }

  @Test func `beside a running server, mail is handed over and other changes are refused`() throws {
    let scratch = try Scratch.dataFolder(mails: 1)
    let data = scratch.path + "/data"
    let line =
      "exec 9>\"$1/lock\"; flock 9; \"$CANDOR\" receive \"$2\" --data \"$1\"; \"$CANDOR\" store import app \"$3\" --yes --data \"$1\""
    let run = try Program.shell(line, [data, scratch.path + "/mails/1.eml", scratch.path + "/app.csv"])
    #expect(run.text.contains("handed to the running candor") && run.status == 2 && run.errors.contains("in use"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: data + "/incoming/new").count == 1)
  }

  @Test func `killed a hundred times, it loses no report that it said it has, and answers nobody twice`() async throws {
    let scratch = try Scratch.dataFolder(mails: 60)
    let line = """
      for round in {1..100}; do
        "$CANDOR" receive "$1"/mails --data "$1/data" >>"$1/said" 2>>"$1/errors" &
        sleep 0.0$((RANDOM % 10))$((RANDOM % 10))
        [ $((round % 3)) != 0 ] || sleep 0.2
        kill -9 $! 2>/dev/null
        wait $! 2>/dev/null
      done
      "$CANDOR" receive "$1"/mails --data "$1/data" >"$1/last" && "$CANDOR" verify --data "$1/data" && "$CANDOR" case list --data "$1/data"
      """
    let run = try await Program.shellApart(line, [scratch.path])
    #expect(
      run.status == 0 && run.text.contains("sound") && run.text.contains("reports 60"), "\(run.text) \(run.errors)")
    func numbers(_ name: String) throws -> [String: Set<String>] {
      try scratch.read(name).split(separator: "\n").reduce(into: [:]) { all, line in
        guard let at = line.range(of: ".eml: ") else { return }
        guard let number = line.split(separator: " ").last, line[at.upperBound...].contains("report ") else { return }
        all[String(line[..<at.lowerBound]), default: []].insert(String(number))
      }
    }
    let (said, last) = (try numbers("said"), try numbers("last"))
    #expect(last.count == 60)
    for (name, number) in said { #expect(last[name] == number, "\(name)") }
  }
}
