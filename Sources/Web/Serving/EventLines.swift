/// Server-sent events as they go over the wire, with a sign of life in between: it is how a browser that went away is noticed.
package enum EventLines {
  package static func stream(of events: AsyncStream<String>, beatSeconds: Int = 20) -> AsyncStream<String> {
    let (lines, line) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(100))
    line.yield("retry: 5000\n\n")
    let pump = Task {
      for await event in events { line.yield("data: \(event.filter { !$0.isNewline })\n\n") }
      line.finish()
    }
    let beat = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(beatSeconds))
        line.yield(":\n\n")
      }
    }
    line.onTermination = { _ in
      pump.cancel()
      beat.cancel()
    }
    return lines
  }
}
