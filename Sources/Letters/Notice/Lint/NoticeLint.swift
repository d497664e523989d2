import Casework
import Vocabulary

/// Reads a notice before people do, and names what would hurt: rules of tone by words that are data, and of what must and must not be in it.
package enum NoticeLint {
  /// What must not be given away while somebody could still get away with it.
  package struct Guarded: Sendable, Hashable {
    /// Services that sent the fakes, by every name that they are known by.
    package let services: [String]
    /// The attacker's: account ids, addresses, names.
    package let accounts: [String]
    /// What we hold of the attacker: `DKIM` selectors, IP addresses, file names.
    package let evidence: [String]

    package init(services: [String] = [], accounts: [String] = [], evidence: [String] = []) {
      self.services = services
      self.accounts = accounts
      self.evidence = evidence
    }
  }

  static let rules: [any NoticeRule.Type] = [
    EmptyPlaceRule.self, WhatToDoRule.self, RealMailRule.self, ReferenceRule.self, NextTimeRule.self,
    TippingOffRule.self, LinkRule.self, AttachmentRule.self, LureRule.self, PayElsewhereRule.self, TelephoneRule.self,
    UrgencyRule.self, ShoutingRule.self, HedgeRule.self, FogRule.self, BlameRule.self, AngerRule.self,
    PromiseRule.self, ReadabilityRule.self, SentenceLengthRule.self,
  ]

  /// Those that stop come first, each kind in the order of the letter.
  package static func findings(
    _ letter: NoticeLetter, tone: ToneWords, facts: NoticeFacts, particulars: NoticeParticulars,
    guarded: Guarded = Guarded(), allowsOwnLinks: Bool = false
  ) -> [NoticeFinding] {
    let notice = LintedNotice(
      letter, tone: tone, facts: facts, particulars: particulars, guarded: guarded, allowsOwnLinks: allowsOwnLinks)
    let found = rules.flatMap { $0.findings(in: notice) }
    let order = Dictionary(
      notice.sentences.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return found.enumerated().sorted { left, right in
      func rank(_ item: (offset: Int, element: NoticeFinding)) -> (Int, Int, Int) {
        let place = item.element.sentence.map { order[$0] ?? Int.max } ?? -1
        return (item.element.severity == .stops ? 0 : 1, place, item.offset)
      }
      return rank(left) < rank(right)
    }.map(\.element)
  }
}

/// One thing that the lint looks for.
protocol NoticeRule: Sendable {
  static func findings(in notice: LintedNotice) -> [NoticeFinding]
}
