import Foundation
import Testing

/// Lists taken in and taken out by a program that is killed at any moment.
@Suite struct KilledImportTests {
  @Test func `killed while lists come and go, every batch that is listed has its file, and the record is sound`()
    async throws
  {
    let members = "email\n" + (1...3000).map { "c\($0)@c\($0).example\n" }.joined()
    let scratch = try Scratch(["app.csv": members])
    let data = scratch.path + "/data"
    let line = """
      "$CANDOR" init --name "Harbor Ledger" --domain harborledger.com --yes --data "$1/data" >/dev/null
      for round in {1..60}; do
        if [ $((round % 4)) = 0 ]; then
          "$CANDOR" store undo app $((round / 4)) --data "$1/data" >/dev/null 2>&1 &
        else
          { cat "$1/app.csv"; echo "round$round@c.example"; } >"$1/round.csv"
          "$CANDOR" store import app "$1/round.csv" --yes --data "$1/data" >>"$1/said" 2>/dev/null &
        fi
        sleep 0.$((RANDOM % 2))$((RANDOM % 10))
        kill -9 $! 2>/dev/null
        wait $! 2>/dev/null
      done
      echo "last@c.example" >>"$1/app.csv"
      "$CANDOR" store import app "$1/app.csv" --yes --data "$1/data" >/dev/null && "$CANDOR" verify --data "$1/data" \
        && "$CANDOR" store list --data "$1/data"
      """
    let run = try await Program.shellApart(line, [scratch.path])
    #expect(run.status == 0 && run.text.contains("sound"), "\(run.text) \(run.errors)")
    let listed = run.lines.compactMap { line in
      line.hasPrefix("  batch ") ? line.dropFirst(8).prefix { $0 != ":" } : nil
    }
    #expect(Set(listed).count == listed.count && !listed.isEmpty)
    for batch in listed {
      let text = try String(contentsOfFile: "\(data)/stores/app/\(batch).csv", encoding: .utf8)
      #expect(text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) == 3002, "batch \(batch)")
    }
    // Nothing is left of those that were stopped in the middle.
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(data)/stores/app")
    #expect(Set(files) == Set(listed.map { "\($0).csv" }))
    // What was said to be taken in is there, but for what was taken out again.
    let said = (try? scratch.read("said"))?.split(separator: "\n").count ?? 0
    #expect(run.lines.contains { $0.hasPrefix("app: ") } && listed.count >= said - 15)
  }
}
