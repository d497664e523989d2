import ArgumentParser
import Evidence
import Forensics
import Foundation
import Mail
import Operations
import Post
import Vocabulary

/// Where the time of an analysis goes: microseconds a message for each stage, on one core.
struct Stages: AsyncParsableCommand {
  @Option var mail: String
  @Option var knowledge: String
  @Option var rounds = 10

  func run() async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: mail).filter { $0.hasSuffix(".eml") }.sorted()
    let files = try names.map { [UInt8](try Data(contentsOf: URL(filePath: mail + "/" + $0))) }
    let known = try KnowledgeFolder.load(knowledge)
    let context = Report.Context(lexicon: known.lexicon)
    let messages = files.map { Message($0) }
    let contents = messages.map { MessageText($0) }
    let paths = messages.map { DeliveryPath($0.header, receivers: known.catalog.receivers) }
    var sink = 0
    func measure(_ stage: String, _ body: (Int) -> Int) {
      let clock = ContinuousClock()
      var best = Double.infinity
      for _ in 0..<rounds {
        let start = clock.now
        for index in files.indices { sink &+= body(index) }
        best = min(best, seconds(clock.now - start))
      }
      print("\(stage): \((best / Double(files.count) * 1e7).rounded() / 10) µs")
    }
    measure("copy of the bytes") {
      var copy = files[$0]; copy.append(0); return copy.count
    }
    measure("SHA-256") { Int(Digest(of: files[$0]).bytes[0]) }
    measure("header and structure") { Message(files[$0]).header.fields.count }
    measure("text and links") { MessageText(messages[$0]).links.count }
    measure("original (addresses, subject, date)") {
      Original(messages[$0], content: contents[$0], carrier: .original).to.count
    }
    measure("inline forward") {
      InlineForward(in: contents[$0].text, subject: messages[$0].subject, lexicon: known.lexicon) == nil ? 0 : 1
    }
    measure("report, all of it") { Report(files[$0], context: context).originals.count }
    measure("delivery path") { DeliveryPath(messages[$0].header, receivers: known.catalog.receivers).hops.count }
    measure("sending service") { known.catalog.identify(messages[$0].header, path: paths[$0]).claimed.count }
    measure("folded text") { FoldedText(contents[$0].text).bytes.count }
    if sink == 42 { print() }
  }
}
