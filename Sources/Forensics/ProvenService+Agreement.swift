import Vocabulary

extension ProvenService {
  /// The service that the reports of one campaign agree on, and those that only writable headers name.
  ///
  /// A reporter may lie: services stated by two independent reporters, to a test account, or under a signature verified here come first; among equals the
  /// higher tier, then the more reporters. Tier and account are those that have the same support, so that nobody adds his own to what others saw. Each
  /// reporter counts once, whatever tags the address has; a file that is itself the message counts by its recipient.
  static func agree(_ findings: [Finding]) -> (service: ProvenService?, claimed: [String]) {
    var statements: [String: [Statement]] = [:]
    var claimed: Set<String> = []
    for finding in findings {
      claimed.formUnion(finding.claimedServices)
      guard let service = finding.service else { continue }
      guard service.tier != .claimed else {
        claimed.insert(service.providerID)
        continue
      }
      // Whatever names they carry, forged reports may be one person's.
      let witness =
        finding.isReporterForged
        ? "forged" : (finding.reporter ?? finding.original?.recipient)?.untagged.text ?? finding.file
      let sure = finding.sentToTestAccount || finding.verifiedHere
      statements[service.providerID, default: []].append(
        Statement(service: service, witness: witness, sure: sure))
    }
    let candidates = statements.values.compactMap { Statement.sum(of: $0) }
    guard let best = candidates.min(by: { rank($0) < rank($1) }) else {
      return (nil, claimed.sorted())
    }
    claimed.remove(best.service.providerID)
    return (best, claimed.sorted())
  }

  private static func rank(_ one: ProvenService) -> (Int, Int, Int, String) {
    (
      one.proven ? 0 : 1, SendingService.Tier.allCases.firstIndex(of: one.service.tier) ?? 9,
      -one.independentReports,
      one.service.providerID
    )
  }

  /// What one report says of the service.
  private struct Statement {
    let service: SendingService
    let witness: String
    let sure: Bool

    /// nil for none.
    static func sum(of all: [Statement]) -> ProvenService? {
      let proven = isProven(all)
      // The highest tier that is as well supported as the service itself.
      let tiers = SendingService.Tier.allCases.sorted(by: >)
      guard
        let tier = tiers.first(where: { tier in
          let own = all.filter { $0.service.tier >= tier }
          return !own.isEmpty && isProven(own) == proven
        })
      else { return nil }
      let strong = all.filter { $0.service.tier >= tier }
      let account = account(of: all)
      let model = strong.filter {
        $0.service.tier == tier && (account == nil || $0.service.account == account)
      }.map(
        \.service)
      guard
        let service = (model.isEmpty ? strong.map(\.service) : model).min(by: {
          $0.because.lexicographicallyPrecedes($1.because)
        })
      else { return nil }
      return ProvenService(
        service: SendingService(
          providerID: service.providerID, name: service.name, tier: tier, account: account,
          because: service.because,
          ridesOn: service.ridesOn, abuseContacts: service.abuseContacts),
        independentReports: Set(all.map(\.witness)).count, proven: proven)
    }

    static func isProven(_ all: [Statement]) -> Bool {
      all.contains(where: \.sure) || Set(all.map(\.witness)).count >= 2
    }

    /// The account that is best supported: surely, else by the most reporters. nil where two are equally so, and one of them is a lie.
    private static func account(of all: [Statement]) -> String? {
      var named: [String: [Statement]] = [:]
      for one in all {
        if let account = one.service.account { named[account, default: []].append(one) }
      }
      let support = named.mapValues { own in
        Set(own.map(\.witness)).count + (own.contains(where: \.sure) ? all.count : 0)
      }
      guard let most = support.values.max() else { return nil }
      let best = support.filter { $0.value == most }
      return best.count == 1 ? best.first?.key : nil
    }
  }
}
