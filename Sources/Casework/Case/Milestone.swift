/// Something that was reached and that customers may be told: a person says so, and the record keeps when.
package enum Milestone: String, Sendable, CaseIterable {
  /// The service that sent the fakes has stopped the sender; until then it is not named.
  case serviceStopped = "service-stopped"
  /// The look-alike domain was reported to its registrar and host.
  case lookAlikeReported = "look-alike-reported"
  /// Somebody who does not run it has looked at the company's own site.
  case siteChecked = "site-checked"
  /// The store that leaked is closed, or its data deleted.
  case leakClosed = "leak-closed"
  case authorityTold = "authority-told"

  /// The step that has been done where this is reached.
  package var step: Playbook.ActionID? {
    switch self {
    case .serviceStopped: .reportService
    case .lookAlikeReported: .reportLookAlike
    case .leakClosed: .closeTheLeak
    case .siteChecked, .authorityTold: nil
    }
  }
}
