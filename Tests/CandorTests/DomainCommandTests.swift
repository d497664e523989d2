import Foundation
import Schemas
import Testing

@Suite struct DomainCommandTests {
  static let names = [
    "harb0rledger.com", "harborledger.com", "xn--hrborledger-65a.com", "wikipedia.org", "", "no name at all", "..",
    "pay.harborledger.com.evil.example",
  ]

  @Test func `names are judged one a line, in order, as arguments or on standard input`() throws {
    let schema = try JSONSchema(named: "domain")
    let named = try Program.run(["domain", "--brand", "harborledger.com"] + Self.names)
    #expect(named.status == 0 && named.errors.isEmpty && named.lines.count == Self.names.count)
    for line in named.lines { #expect(try schema.complaints(about: Array(line.utf8)) == []) }
    let read = try Program.run(["domain", "--brand", "harborledger.com"], input: Self.names.joined(separator: "\r\n"))
    #expect(read.output == named.output)
    #expect(
      named.lines.map {
        $0.contains("\"imitates\":\"harborledger.com\"") || $0.contains("\"imitates\": \"harborledger.com\"")
      } == [true, false, true, false, false, false, false, true])
  }

  @Test func `standard input that is empty or closed gives no line`() throws {
    for input in ["", nil] {
      let run = try Program.run(["domain", "--brand", "harborledger.com"], input: input)
      #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
    }
  }

  @Test func `a brand that is no domain is refused; one with letters of its own is taken`() throws {
    let run = try Program.run(["domain", "--brand", "harbor ledger", "a.example"])
    #expect(
      run.status == 2 && run.output.isEmpty && run.errors == "candor: --brand: \"harbor ledger\" is no domain name\n")
    let own = try Program.run(["domain", "--brand", "bücher.example", "xn--bcher-kva.example", "bucher.example"])
    #expect(own.lines.count == 2 && !own.lines[0].contains("homoglyph"))
  }

  @Test func `bytes that are no text, and a line without end, are borne`() throws {
    let run = try Program.shell(
      "(head -c 300000 /dev/zero | tr '\\0' 'a'; printf '\\n\\xff\\xfe.com\\nharb0rledger.com') | \"$CANDOR\" domain --brand harborledger.com"
    )
    #expect(run.status == 0 && run.lines.count == 3)
    let schema = try JSONSchema(named: "domain")
    for line in run.lines { #expect(try schema.complaints(about: Array(line.utf8)) == []) }
  }
}
