import Forensics
import Mail
import Vocabulary

/// The whole of `candor parse`: one report taken apart, with what its originals' headers prove.
package struct Parsing: Sendable {
  private let knowledge: Knowledge
  private let keys: DKIMKeyArchive
  private let context: Report.Context
  private let trustedReceivers: [DomainName]

  package init(knowledge: Knowledge, keys: DKIMKeyArchive, intake: [EmailAddress], trustedReceivers: [DomainName]) {
    self.knowledge = knowledge
    self.keys = keys
    self.trustedReceivers = trustedReceivers
    context = Report.Context(intake: Set(intake), lexicon: knowledge.lexicon)
  }

  /// Evidence for each original that has a header, in order; for one that has none (an inline forward), and where there is no original, that of
  /// the message which carries it.
  package func parse(_ bytes: [UInt8]) -> (report: Report, evidence: [TransportEvidence]) {
    let report = Report(bytes, context: context)
    let messages = report.originals.isEmpty ? [report.outer] : report.originals.map { $0.message ?? report.outer }
    return (
      report,
      messages.map {
        TransportEvidence($0, catalog: knowledge.catalog, keys: keys, trusted: trustedReceivers, bodies: .all)
      }
    )
  }
}
