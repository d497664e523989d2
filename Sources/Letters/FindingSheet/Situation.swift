import Attribution
import Casework
import Forensics
import Mail
import Vocabulary

/// What an investigation comes down to: the few facts on which the sheet's sentences depend.
struct Situation {
  let fakes: [Finding]
  let unproven: Int
  /// Those of them that came without a header.
  let unprovenTexts: Int
  let genuine: Int
  let unrelated: Int
  let noMessage: Int
  let pictures: Int
  /// Reports that count for nobody, since the server that took them in says that their sender is forged.
  let forged: Int
  /// Files in which no mail could be made out.
  let unreadable: Int
  /// Distinct people who received a fake mail, as far as reports show.
  let recipients: Int
  /// Distinct people who reported one.
  let reporters: Int
  let testAccountsHit: Int
  let source: Source

  /// What is to be said of the list's source.
  enum Source {
    /// No fake mail whose recipient is known, or no store to compare with.
    case unknown
    case outside(Double)
    /// The leading stores (two where both are thought to have leaked), their probability, and others that are not ruled out.
    case stores([Named], probability: Double, rivals: [Named])
  }

  /// A suspect with what is known of the store.
  struct Named {
    let suspect: Suspect
    let facts: StoreFacts?
    var name: String { facts.map { $0.name.isEmpty ? $0.id : $0.name } ?? suspect.store }
    var custodian: String? { facts?.custodian.isEmpty == false ? facts?.custodian : nil }
  }

  init(_ investigation: Investigation) {
    let findings = investigation.findings
    func count(_ verdict: Verdict) -> Int { findings.count { $0.judgement.verdict == verdict } }
    fakes = findings.filter { $0.judgement.verdict == .impersonation }
    unproven = count(.unproven)
    unprovenTexts = findings.count { $0.judgement.verdict == .unproven && $0.grade == .text }
    genuine = count(.genuine)
    unrelated = count(.unrelated)
    pictures = findings.count { $0.carrier == .image }
    forged = findings.count(where: \.isReporterForged)
    unreadable = findings.count { $0.isUnreadable }
    noMessage =
      count(.noMessage) - unreadable - findings.count { $0.carrier == .image && $0.judgement.verdict == .noMessage }
    let campaigns = investigation.campaigns
    let unnamed = fakes.filter { $0.original?.recipient == nil && !$0.isReporterForged }.compactMap(\.reporter)
    recipients = campaigns.peopleReached(Set((campaigns.flatMap(\.recipients) + unnamed).map(\.untagged)))
    reporters = campaigns.peopleReached(
      Set(fakes.filter { !$0.isReporterForged }.compactMap { ($0.reporter ?? $0.original?.recipient)?.untagged }))
    testAccountsHit = Set(investigation.campaigns.flatMap(\.testAccounts)).count
    source = Self.source(investigation)
  }

  static func named(_ investigation: Investigation) -> [Named] {
    let facts = Dictionary(investigation.stores.map { ($0.id, $0) }) { first, _ in first }
    return investigation.suspicion.stores.map { Named(suspect: $0, facts: facts[$0.store]) }
  }

  private static func source(_ investigation: Investigation) -> Source {
    let suspicion = investigation.suspicion
    let suspects = named(investigation)
    guard suspicion.hasEvidence, let top = suspects.first else { return .unknown }
    guard suspicion.outsideProbability < top.suspect.probability else { return .outside(suspicion.outsideProbability) }
    let leaders = suspects.filter { suspicion.exposure?.stores.contains($0.suspect.store) ?? false }
    let leading = leaders.isEmpty ? [top] : leaders
    let ids = Set(leading.map(\.suspect.store))
    return .stores(
      leading, probability: leading.map(\.suspect.probability).min() ?? 0,
      rivals: suspects.filter { !ids.contains($0.suspect.store) && $0.suspect.probability >= 0.10 })
  }
}
