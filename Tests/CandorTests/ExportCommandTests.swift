import Foundation
import Testing

/// `export` and `verify --bundle`, with a second opinion from scripts/verify_bundle.py.
@Suite struct ExportCommandTests {
  /// Exit statuses of Candor and of the script over one bundle, and what Candor said.
  private func check(_ place: String, _ options: [String] = []) throws -> (candor: Program.Run, script: Int32) {
    let script = Program.repository.appending(path: "scripts/verify_bundle.py").path
    let witness = try Program.shell(
      "exec python3 -X utf8 \"$@\"", [script, place] + options)
    return (try Program.run(["verify", "--bundle", place] + options), witness.status)
  }

  private func export(_ scratch: Scratch, _ options: [String]) throws -> Program.Run {
    try Program.run(["export", "1", "--data", scratch.path + "/data"] + options)
  }

  @Test(arguments: ["out", "out.tar"], ["red", "amber+strict", "amber", "green", "clear"])
  func `a bundle is sound for both, without any data folder`(place: String, level: String) throws {
    let scratch = try Scratch.openCase()
    let place = scratch.path + "/" + place
    let made = try export(scratch, ["--tlp", level, "--to", place])
    #expect(made.status == 0 && made.text.contains("TLP:\(level.uppercased())"), "\(made.errors)")
    try FileManager.default.removeItem(atPath: scratch.path + "/data")
    let key = try #require(made.text.split(separator: "'").first { $0.hasPrefix("harborledger.com/candor+") })
    let (candor, script) = try check(place, ["--key", String(key)])
    #expect(candor.status == 0 && candor.errors.isEmpty && script == 0, "\(candor.errors)")
    let (trusting, _) = try check(place)
    #expect(trusting.status == 0 && trusting.errors.contains("the key that lies in the bundle"))
    let (other, stranger) = try check(place, ["--key", "x.example+00000000+AQ=="])
    #expect(other.status == 64 && stranger != 0)
    let listed = try Program.shell("tar tf \"$1\" || ls -R \"$1\"", [place])
    #expect(listed.text.contains("originals") == (level == "red"))
  }

  @Test func `what is no case or no level, or is there already, is said`() throws {
    let scratch = try Scratch.openCase()
    #expect(try export(scratch, ["--tlp", "pink", "--to", scratch.path + "/x"]).status == 64)
    let none = try Program.run(["export", "9", "--data", scratch.path + "/data", "--to", scratch.path + "/x.tar"])
    #expect(none.status == 2 && none.errors.contains("there is no case 9"))
    #expect(try export(scratch, ["--to", scratch.path + "/mails"]).errors.contains("is there already"))
    let nowhere = try export(scratch, ["--to", "/nowhere/x.tar"])
    #expect(nowhere.status == 2 && nowhere.errors.contains("/nowhere/x.tar"))
    #expect(try !FileManager.default.contentsOfDirectory(atPath: scratch.path).contains { $0.hasPrefix("x") })
    #expect(try Program.run(["verify", "--bundle", scratch.path + "/nothing"]).status == 2)
    #expect(try Program.run(["verify", "--bundle", scratch.path + "/mails/1.eml"]).status == 2)
  }

  /// A line of bash in the bundle's folder, and the entry that is named.
  @Test(arguments: [
    ("sed -i '3s/\"actor\":\"candor\"/\"actor\":\"cancer\"/' log.jsonl", "3 of"), ("sed -i 2d log.jsonl", "2 of"),
    ("sed -i '2{h;d};3{G}' log.jsonl", "2 of"), ("sed -i '$d' log.jsonl", "of"),
    ("truncate -s -5 log.jsonl", "of"), ("sed -i 's/Is this from/Is that from/' originals/1.eml", nil),
    ("rm originals/2.eml", nil), ("cp originals/1.eml originals/3.eml", nil), ("sed -i s/open/shut/ case.json", nil),
    ("sed -i s/harb0r/harbor/g stix.json", nil), ("ln -sf /etc/hostname misp.json", nil),
    ("sed -i 's/customer1@/customer3@/' personal.jsonl", "of"), ("rm signature.txt", nil), ("rm checkpoint.txt", nil),
    ("rm manifest.txt", nil), (": > log.jsonl", "1 of"),
  ])
  func `whatever is done to a bundle, both find it, and the first bad entry is named`(line: String, named: String?)
    throws
  {
    let scratch = try Scratch.openCase()
    let place = scratch.path + "/out"
    #expect(try export(scratch, ["--to", place]).status == 0)
    #expect(try Program.shell("cd \"$1\" && \(line)", [place]).status == 0)
    let (candor, script) = try check(place)
    #expect(candor.status == 1 && candor.output.isEmpty && script != 0, "\(candor.text)")
    if let named {
      #expect(candor.errors.contains(named) && candor.errors.contains("first bad entry is"), "\(candor.errors)")
    }
    #expect(candor.errors.contains("NOT sound"))
  }

  @Test func `an archive of which any byte was changed, or the end was cut off, is not sound`() throws {
    let scratch = try Scratch.openCase()
    let place = scratch.path + "/out.tar"
    #expect(try export(scratch, ["--to", place]).status == 0)
    let whole = try Data(contentsOf: URL(filePath: place))
    let other = scratch.path + "/other.tar"
    // Not every byte of a header counts (its time, its owner); every byte of content does.
    for offset in stride(from: 600, to: whole.count - 1600, by: whole.count / 23) {
      var bytes = whole
      let place = offset / 512 * 512 + 3
      bytes[place] ^= 0x01
      try bytes.write(to: URL(filePath: other))
      #expect(try Program.run(["verify", "--bundle", other]).status != 0, "\(place)")
    }
    for kept in [0, 100, 512, whole.count / 2, whole.count - 600] {
      try whole.prefix(kept).write(to: URL(filePath: other))
      #expect(try Program.run(["verify", "--bundle", other]).status == 2, "\(kept)")
    }
  }
}
