import Casework
import Evidence
import Letters
import Operations

/// The words for states and parts, each key written out so that a test finds the unused.
extension InterfaceWords {
  /// A case's title; one that Candor gave is said in the page's language.
  func title(_ kept: String) -> String {
    CaseTitle(kept).map { self("case_title", ["organization": $0.organization, "date": "\($0.day)"]) } ?? kept
  }

  func state(_ state: Case.State) -> String {
    switch state {
    case .open: self["case_open"]
    case .closed: self["case_closed"]
    }
  }

  func state(_ state: Dispatch.State) -> String {
    switch state {
    case .proposed: self["letter_proposed"]
    case .approved: self["letter_approved"]
    case .sending: self["letter_sending"]
    case .sent: self["letter_sent"]
    case .failed: self["letter_failed"]
    case .declined: self["letter_declined"]
    case .uncertain: self["letter_uncertain"]
    }
  }

  /// Who may see what is passed on at a level.
  func level(_ level: TrafficLight) -> String {
    switch level {
    case .clear: self["bundle_clear"]
    case .green: self["bundle_green"]
    case .amber: self["bundle_amber"]
    case .amberStrict: self["bundle_amber_strict"]
    case .red: self["bundle_red"]
    }
  }

  func part(_ part: CasePart) -> String {
    switch part {
    case .overview: self["case_part_overview"]
    case .steps: self["case_part_steps"]
    case .mails: self["case_part_mails"]
    case .source: self["case_part_source"]
    case .exposure: self["case_part_exposure"]
    case .ask: self["case_part_ask"]
    case .reports: self["case_part_reports"]
    case .evidence: self["case_part_evidence"]
    case .log: self["case_part_log"]
    }
  }
}
