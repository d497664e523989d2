import ArgumentParser
import Domains
import Evidence
import Forensics
import Foundation
import Mail
import Operations
import Post
import Vocabulary

/// Where the time of an analysis goes: microseconds of processor time a message for each stage, on one core.
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
      var best = Double.infinity
      for _ in 0..<rounds {
        let start = processorSeconds()
        for index in files.indices { sink &+= body(index) }
        best = min(best, processorSeconds() - start)
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
    measure("words that lure") {
      LureText([FoldedText(contents[$0].text)], words: known.lureWords).payment == nil ? 0 : 1
    }
    measure("transport evidence (path, service, times)") {
      TransportEvidence(messages[$0], catalog: known.catalog, keys: DKIMKeyArchive(), trusted: []).sender.claimed.count
    }
    let originals = messages.indices.map { Original(messages[$0], content: contents[$0], carrier: .original) }
    measure("fingerprint (of impersonations alone)") { Fingerprint(of: originals[$0]).sketch.count }
    let organization = Organization(
      name: "Harbor Ledger", domains: ["harborledger.com"].compactMap { DomainName($0) })
    let lookAlikes = LookAlikeIndex(
      brands: [Brand(domains: organization.domains, name: organization.name)], suffixes: known.suffixes,
      lureWords: known.domainWords, hosts: known.sharedHosts)
    measure("look-alikes of all links") { message in
      originals[message].links.count { $0.url.host.map { lookAlikes.classify($0).isLookAlike } ?? false }
    }
    let examination = Examination(
      organization: organization, lookAlikes: lookAlikes, catalog: known.catalog, weights: known.weights,
      lureWords: known.lureWords, lureFields: known.lureFields, lexicon: known.lexicon, keys: DKIMKeyArchive())
    let artifacts = files.indices.map { Artifact(sealing: files[$0], source: "\($0)") }
    measure("examination, all of it but the digest") { examination.findings(of: artifacts[$0]).count }
    let findings = artifacts.flatMap { examination.findings(of: $0) }
    measure("campaigns (of all mails, a message)") {
      $0 == 0 ? CampaignGrouping.group(findings, organization: organization).campaigns.count : 0
    }
    if sink == 42 { print() }
  }
}
