import Vocabulary

/// Decides whether somebody may let a notice go: a second person, or a lone founder who waited and looked twice.
package struct NoticeApproval: Sendable, Hashable {
  /// What a lone founder ticks, each read aloud or not at all.
  package enum Check: String, Sendable, CaseIterable {
    case readWhole = "read-whole"
    case nothingGuessed = "nothing-guessed"
    case nobodyNamed = "nobody-named"
    case looksLikeOurs = "looks-like-ours"
    case sleptOrAsked = "asked-somebody"
  }

  /// Why not, or not yet.
  package enum Hindrance: Sendable, Hashable {
    case alreadyLeft
    /// There is no text, or none that could be looked at.
    case noText
    /// Sentences whose fact is no longer so.
    case withdrawnFacts(Int)
    /// Findings of the lint that stop a letter, with no reason given.
    case lint(Int)
    case notTested
    /// It is the person's own text, and others could approve it.
    case ownText
    /// The same where there is nobody else: seconds until it can be approved.
    case wait(seconds: Int64)
    case unchecked(Set<Check>)
  }

  /// Seconds between the last change and a lone founder's approval.
  package static let pause: Int64 = 600

  package let hindrances: [Hindrance]
  /// It would be approved by whoever wrote it.
  package let isAlone: Bool
  /// Nobody else is there who may approve.
  package let isOnlyOne: Bool

  package var isGranted: Bool { hindrances.isEmpty }

  /// `others`: people beside the actor who may approve; `isWhole`: every version is there and was looked at; `stops`: open findings of the lint; `withdrawn`: sentences that no longer stand.
  package init(
    _ notice: Notice, by actor: String, others: Int, isWhole: Bool = true, stops: Int, withdrawn: Int,
    checked: Set<Check> = [], now: Timestamp
  ) {
    var hindrances: [Hindrance] = []
    isOnlyOne = others == 0
    isAlone = notice.authors.contains(actor)
    if notice.state != .draft { hindrances.append(.alreadyLeft) }
    if !isWhole { hindrances.append(.noText) }
    if withdrawn > 0 { hindrances.append(.withdrawnFacts(withdrawn)) }
    if stops > 0 { hindrances.append(.lint(stops)) }
    if notice.tested == nil { hindrances.append(.notTested) }
    if isAlone {
      if others > 0 {
        hindrances.append(.ownText)
      } else {
        let waited = now.seconds - notice.changed.seconds
        if waited < Self.pause { hindrances.append(.wait(seconds: Self.pause - waited)) }
        let missing = Set(Check.allCases).subtracting(checked)
        if !missing.isEmpty { hindrances.append(.unchecked(missing)) }
      }
    }
    self.hindrances = hindrances
  }
}
