import Evidence
import Testing
import Vocabulary

/// The log as lines of JSON.
@Suite struct CustodyLineTests {
  @Test(
    arguments: [
      Log.entry(1), Log.entry(.max, time: -5, commitment: Digest(of: [1]), previous: Digest(of: [2])),
      Log.entry(
        2, actor: "Zoë \u{202E}\u{1F600} \"q\" \\ \n\t\u{1}", subject: "a<b>&c", body: "{\"x\":\"\\u00e9 é\"}\n"),
    ])
  func `an entry comes back as it was written`(entry: CustodyEntry) {
    let line = CustodyLine.write(entry)
    #expect(!line.contains(0x0A))
    #expect(CustodyLine.read(line) == entry)
    #expect(CustodyLine.read(line)?.digest == entry.digest)
  }

  @Test func `a body that is no text comes back too`() {
    let entry = CustodyEntry(
      number: 1, time: Timestamp(seconds: 0), actor: "a", kind: "k", subject: "s", body: [0xFF, 0x00, 0xC3],
      commitment: nil, previous: .zero)
    #expect(CustodyLine.read(CustodyLine.write(entry)) == entry)
  }

  @Test func `a line that is cut or has one byte changed never reads as the same entry, and harms nothing`() {
    let entry = Log.entry(7, actor: "a\"é", body: "{\"n\":1}", commitment: Digest(of: [1]))
    let line = CustodyLine.write(entry)
    for length in 0..<line.count { #expect(CustodyLine.read(line.prefix(length)) == nil) }
    for position in line.indices {
      for byte in [0x00, 0x22, 0x5C, 0x39, 0x7B, 0xC3, 0xFF] as [UInt8] where line[position] != byte {
        var changed = line
        changed[position] = byte
        #expect(CustodyLine.read(changed)?.digest != entry.digest)
      }
    }
  }

  @Test(arguments: [
    "", "{}", "{\"number\":1}", "{\"number\":01", "{\"number\":-1,\"time\":0", "{\"number\":1e3",
    "{\"number\":99999999999999999999",
    #"{"number":1,"time":0,"actor":"\ud800","kind":"","subject":"","body":"","commitment":null,"previous":""}"#,
    #"{"number":1,"time":0,"actor":"\ud800\u0041","kind":"","subject":"","body":"","commitment":null,"previous":""}"#,
  ])
  func `what is no line is refused`(line: String) { #expect(CustodyLine.read(Array(line.utf8)) == nil) }
}
