import Vocabulary

extension ProvenService {
  /// The service that the reports of one campaign agree on, and those that only writable headers name.
  ///
  /// A reporter may lie: services stated by two independent reporters, to a test account, or under a signature verified here come first; among equals the
  /// higher tier, then the more reporters. Each reporter counts once; a file that is itself the message counts by its recipient.
  static func agree(_ findings: [Finding]) -> (service: ProvenService?, claimed: [String]) {
    var tally: [String: (best: SendingService, witnesses: Set<String>, sure: Bool)] = [:]
    var claimed: Set<String> = []
    for finding in findings {
      claimed.formUnion(finding.claimedServices)
      guard let service = finding.service else { continue }
      guard service.tier != .claimed else {
        claimed.insert(service.providerID)
        continue
      }
      var entry = tally[service.providerID] ?? (service, [], false)
      if service.tier > entry.best.tier || (service.tier == entry.best.tier && entry.best.account == nil) { entry.best = service }
      entry.witnesses.insert((finding.reporter ?? finding.original?.recipient)?.text ?? finding.file)
      entry.sure = entry.sure || finding.sentToTestAccount || finding.verifiedHere
      tally[service.providerID] = entry
    }
    func rank(_ entry: (best: SendingService, witnesses: Set<String>, sure: Bool)) -> (Int, Int, Int, String) {
      (entry.sure || entry.witnesses.count >= 2 ? 0 : 1, SendingService.Tier.allCases.firstIndex(of: entry.best.tier) ?? 9, -entry.witnesses.count, entry.best.providerID)
    }
    guard let best = tally.values.min(by: { rank($0) < rank($1) }) else {
      return (nil, claimed.sorted())
    }
    claimed.remove(best.best.providerID)
    let proven = best.sure || best.witnesses.count >= 2
    return (ProvenService(service: best.best, independentReports: best.witnesses.count, proven: proven), claimed.sorted())
  }
}
