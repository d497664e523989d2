import Casework
import Forensics
import Letters
import Mail
import Vocabulary

/// One notice as it stands before a person: each version with what no longer holds and what would hurt, and who may let it go.
package struct NoticeReview: Sendable {
  package struct Version: Sendable {
    package let text: NoticeDraft.Version
    /// By id of the sentence; those that stand are left out.
    package let fallen: [String: NoticeStanding]
    /// nil where nothing could look at it.
    package let lint: [NoticeFinding]?
    /// What a person left out, as it would stand there.
    package let leftOut: [NoticeSentence]
    package let customers: Int

    package var findings: [NoticeFinding] { lint ?? [] }
  }

  package let notice: Notice
  package let draft: NoticeDraft
  package let versions: [Version]
  package let counts: [Audience.Count]
  /// Written now, the text would say something else: more is known, or something else is.
  package let isBehind: Bool

  package var customers: Int { counts.reduce(0) { $0 + $1.customers } }
  package var isWhole: Bool { !versions.isEmpty && versions.allSatisfy { $0.lint != nil } }

  /// Sentences that may not be said any more, in all versions together, each counted once.
  package var withdrawn: Int {
    Set(versions.flatMap { $0.fallen.filter(\.value.forbids).keys }).count
  }

  /// Findings that stop it and for which nobody gave a reason, each once for its language.
  package var stops: [NoticeFinding] {
    var seen: Set<String> = []
    let reasons = Set(notice.overrides.map(\.place))
    return versions.flatMap { version in
      version.findings.filter { finding in
        let key = version.text.language + finding.key
        return finding.severity == .stops && !reasons.contains(NoticeReview.place(finding, in: version))
          && seen.insert(key).inserted
      }
    }
  }

  /// What an override names: the language and a digest of the finding, so that another wording is another finding.
  package static func place(_ finding: NoticeFinding, in version: Version) -> String {
    "\(version.text.language):\(Digest(of: Array(finding.key.utf8)).hex.prefix(16))"
  }

  /// Versions that somebody gets, in the order of languages and segments; the others only where nobody is anywhere.
  package var read: [Version] {
    let used = versions.filter { $0.customers > 0 }
    return used.isEmpty ? versions : used
  }
}

extension NoticeDesk {
  package func review(_ id: Int64) async throws(StoreTrouble) -> NoticeReview? {
    guard let notice = try await notice(id), let draft = try await drafts.load(id) else { return nil }
    let facts = try await facts(of: notice.incident)
    let particulars = try particulars(draft)
    let guarded = try await guarded(notice.incident, facts)
    let counts = try await counts(of: notice.incident)
    let mostAdded = draft.added.keys.map(draft.paragraphsAdded).max() ?? 0
    let versions = draft.versions.map { version in
      let language = Language(version.language)
      let letters = language.map { language in
        [draft, draft.whole].map { letter($0, notice.edition, language, version.segment, facts, particulars) }
      }
      var fallen: [String: NoticeStanding] = [:]
      for sentence in [version.subject] + version.sentences where notice.isOpen || notice.isUnderway {
        let standing = sentence.standing(in: facts)
        if standing != .stands { fallen[sentence.id] = standing }
      }
      let lint: [NoticeFinding]? =
        if !notice.isOpen { [] } else if let letter = letters?[0], let tone = language.flatMap({ tone[$0] }) {
          NoticeLint.findings(
            letter, tone: tone, facts: facts, particulars: particulars, guarded: guarded,
            allowsOwnLinks: desk.settings.mail.noticesLinkHome)
            + (draft.paragraphsAdded(version.language) < mostAdded ? [.untranslated] : [])
        } else { nil }
      return NoticeReview.Version(
        text: version, fallen: fallen, lint: lint,
        leftOut: letters?[1]?.sentences.filter { draft.without.contains($0.id) } ?? [],
        customers: counts.filter { $0.language == language && $0.segment == version.segment }
          .reduce(0) { $0 + $1.customers })
    }
    let isBehind = notice.isOpen ? try written(draft, notice.edition, facts).digest != draft.digest : false
    return NoticeReview(notice: notice, draft: draft, versions: versions, counts: counts, isBehind: isBehind)
  }

  /// What a notice that is on its way states and nobody knows any more; empty where all that it says was not taken back.
  package func takenBack(from id: Int64) async throws(StoreTrouble) -> [NoticeFact] {
    guard let notice = try await notice(id), let draft = try await drafts.load(id) else { return [] }
    let facts = try await facts(of: notice.incident)
    var gone: Set<NoticeFact> = []
    for sentence in draft.versions.flatMap({ [$0.subject] + $0.sentences }) {
      switch sentence.standing(in: facts) {
      case .withdrawn(let some): gone.formUnion(some)
      case .changed(let changes) where NoticeStanding.changed(changes).forbids: gone.formUnion(changes.map(\.fact))
      default: break
      }
    }
    return gone.sorted { $0.rawValue < $1.rawValue }
  }

  /// What the attacker, who may read the letter too, must not learn from it.
  private func guarded(_ id: Int64, _ facts: NoticeFacts) async throws(StoreTrouble) -> NoticeLint.Guarded {
    guard let assessment = try await desk.assessing.assessment(of: id) else { return NoticeLint.Guarded() }
    let services = assessment.investigation.campaigns.compactMap(\.service?.service)
    var free: [String] = []
    if facts[.serviceActed] != nil, case .names(let names)? = facts[.services]?.value { free = names }
    let silent = services.filter { !free.contains($0.name) }
    let names = silent.flatMap { [$0.name, $0.providerID] + Self.parts(of: $0.name) }
    // Of twenty thousand reports a few hundred hold all that there is to hold.
    let fakes = assessment.investigation.findings.filter { $0.judgement.verdict == .impersonation }.prefix(500)
    let domains = desk.settings.organization.domains.map(\.ascii)
    let hosts = fakes.compactMap(\.service).flatMap(\.because).flatMap { Self.machines(in: $0) }
    return NoticeLint.Guarded(
      services: Array(Set(names)).filter { !free.contains($0) && !desk.settings.organization.name.contains($0) }
        .sorted(),
      accounts: Array(Set(services.compactMap(\.account))).sorted(),
      evidence: Array(Set(fakes.compactMap { $0.original?.messageID } + hosts)).filter(Self.isTelling)
        .filter { text in text.count > 5 && !domains.contains { text.hasSuffix($0) } }.sorted())
  }

  /// `Mailjet (Sinch)` is known as `Mailjet` and as `Sinch`.
  private static func parts(of name: String) -> [String] {
    name.split { "()/,".contains($0) }.map { String($0).trimming { $0.isWhitespace } }
      .filter { $0.count > 3 && $0.first?.isUppercase == true }
  }

  /// The attacker writes these: a plain word among them must not stop every sentence that has it.
  private static func isTelling(_ text: String) -> Bool {
    text.count > 8 && text.contains(where: \.isNumber) && text.contains { ".:@".contains($0) }
      && !text.contains(where: \.isWhitespace)
  }

  /// Hosts and addresses among what is said of the proof.
  private static func machines(in phrase: Phrase) -> [String] {
    guard case .sentence(_, _, let places) = phrase.content else { return [] }
    return places.flatMap { place -> [String] in
      switch place.value {
      case .text(let text): text.contains(where: \.isWhitespace) || !text.contains { ".:".contains($0) } ? [] : [text]
      case .phrase(let inner): machines(in: inner)
      case .list(let all): all.flatMap(machines)
      case .count: []
      }
    }
  }
}
