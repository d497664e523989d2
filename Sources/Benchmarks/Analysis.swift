import ArgumentParser
import Attribution
import Casework
import Foundation
import Forensics
import Mail
import Operations
import Post
import Vocabulary

/// The whole examination of every mail of a folder, repeated to a number of messages. One worker's speed is counted in processor time, since
/// other programs may run beside it; that of several by the clock.
struct Analysis: AsyncParsableCommand {
  @Option var mail: String
  @Option var knowledge: String
  @Option var messages = 5000
  @Option var workers = 1

  func run() async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: mail).filter { $0.hasSuffix(".eml") }.sorted()
    let files = try names.map { [UInt8](try Data(contentsOf: URL(filePath: mail + "/" + $0))) }
    guard !files.isEmpty else { throw ValidationError("no .eml in \(mail)") }
    let known = try KnowledgeFolder.load(knowledge)
    let items = (0..<messages).map { ReportItem(name: "reports/\($0).eml", file: "\($0 % files.count)") }
    let source = IncidentSource(
      organization: Organization(name: "Harbor Ledger", domains: ["harborledger.com"].compactMap { DomainName($0) }),
      stores: [],
      book: AddressBook(), items: items, skipped: []
    ) { .bytes(files[Int($0.file) ?? 0]) }
    let investigating = Investigating(
      knowledge: known, keys: DKIMKeyArchive(), version: "bench", now: Timestamp(seconds: 1_400_000_000),
      workers: workers)
    _ = await investigating.run(
      IncidentSource(
        organization: source.organization, stores: [], book: AddressBook(), items: Array(items.prefix(200)),
        skipped: [], read: source.read))
    let clock = ContinuousClock()
    let (start, used) = (clock.now, processorSeconds())
    let result = await investigating.run(source)
    let time = workers == 1 ? processorSeconds() - used : seconds(clock.now - start)
    guard result.findings.count >= messages else { throw ValidationError("only \(result.findings.count) findings") }
    report(workers == 1 ? "analysis" : "analysis-\(workers)-cores", unit: "messages/s", Double(messages) / time)
  }
}
