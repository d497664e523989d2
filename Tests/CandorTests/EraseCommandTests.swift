import Foundation
import Testing

/// `erase` over a data folder, as an operator uses it.
@Suite struct EraseCommandTests {
  @Test func `it shows what would go, does nothing unasked, and with --yes leaves no trace`() throws {
    let scratch = try Scratch.openCase(mails: 3)
    let data = scratch.path + "/data"
    let list = try Program.run(["store", "import", "app", scratch.path + "/app.csv", "--yes", "--data", data])
    #expect(list.status == 0)
    func search(_ text: String) throws -> [Substring] {
      try Program.shell("grep -rlai \"$1\" \"$2\"", [text, data]).lines
    }
    let person = "customer2@c2.example"
    #expect(try !search(person).isEmpty)
    let shown = try Program.run(["erase", person, "--data", data])
    #expect(
      shown.status == 0 && shown.text.contains("reports, with their mail: 2 ")
        && shown.text.contains("Nothing was changed"))
    #expect(try !search(person).isEmpty)
    let done = try Program.run(["erase", person, "--yes", "--data", data])
    #expect(done.status == 0 && done.text.contains("Deleted, for good"), "\(done.errors)")
    #expect(try search(person) == [])
    #expect(try !search("customer1@c1.example").isEmpty)
    let verified = try Program.run(["verify", "--data", data])
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(try Program.run(["erase", person, "--yes", "--data", data]).text.contains("nothing is kept"))
    #expect(try Program.run(["erase", "jane@customer.example", "--yes", "--data", data]).text.contains("1 in app"))
    #expect(try search("jane@customer.example") == [])
  }

  @Test func `what is no address, or a folder in use, is refused`() throws {
    let scratch = try Scratch.openCase(mails: 1)
    let data = scratch.path + "/data"
    #expect(try Program.run(["erase", "jane", "--yes", "--data", data]).status == 64)
    let line = "exec 9>\"$1/lock\"; flock 9; \"$CANDOR\" erase customer1@c1.example --yes --data \"$1\""
    let run = try Program.shell(line, [data])
    #expect(run.status == 2 && run.errors.contains("in use"))
  }
}
