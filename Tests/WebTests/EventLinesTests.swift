import Testing
import Web

@Suite struct EventLinesTests {
  @Test func `an event is one line, and silence has signs of life`() async {
    let (events, event) = AsyncStream.makeStream(of: String.self)
    event.yield("case 7\ndata: forged")
    var lines: [String] = []
    for await line in EventLines.stream(of: events, beatSeconds: 1) {
      lines.append(line)
      if lines.count == 3 { event.finish() }
    }
    #expect(lines.prefix(2) == ["retry: 5000\n\n", "data: case 7data: forged\n\n"])
    #expect(lines.dropFirst(2).first == ":\n\n")
  }
}
