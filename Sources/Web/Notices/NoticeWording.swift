import Casework
import Letters
import Operations
import Vocabulary

/// The words for what a notice is and may become, each key written out so that a test finds the unused.
extension InterfaceWords {
  func edition(_ edition: Edition) -> String {
    switch edition {
    case .warning: self["edition_warning"]
    case .update: self["edition_update"]
    case .closing: self["edition_closing"]
    }
  }

  func segment(_ segment: Segment) -> String {
    switch segment {
    case .onList: self["segment_on_list"]
    case .notOnList: self["segment_not_on_list"]
    case .unknown: self["segment_unknown"]
    }
  }

  func state(_ state: Notice.State) -> String {
    switch state {
    case .draft: self["notice_draft"]
    case .approved: self["notice_approved"]
    case .sending: self["notice_sending"]
    case .paused: self["notice_paused"]
    case .stopped: self["notice_stopped"]
    case .finished: self["notice_finished"]
    }
  }

  func state(_ state: NoticeRecipient.State) -> String {
    switch state {
    case .waiting, .sending: self["notice_sum_waiting"]
    case .sent: self["notice_sum_sent"]
    case .failed: self["notice_sum_failed"]
    case .skipped: self["notice_sum_skipped"]
    }
  }

  func kind(_ kind: NoticeRecipient.Kind) -> String {
    switch kind {
    case .complained: self["recipient_complained"]
    case .refused: self["recipient_refused"]
    case .gaveUp: self["recipient_gave_up"]
    case .ambiguous: self["recipient_ambiguous"]
    case .bounced: self["recipient_bounced"]
    case .erased: self["recipient_erased"]
    case .adversary: self["recipient_adversary"]
    case .unfit: self["recipient_unfit"]
    case .stopped: self["recipient_stopped"]
    case .toldBefore: self["recipient_told_before"]
    }
  }

  func milestone(_ milestone: Milestone) -> String {
    switch milestone {
    case .serviceStopped: self["milestone_service_stopped"]
    case .lookAlikeReported: self["milestone_look_alike_reported"]
    case .siteChecked: self["milestone_site_checked"]
    case .leakClosed: self["milestone_leak_closed"]
    case .authorityTold: self["milestone_authority_told"]
    }
  }

  func check(_ check: NoticeApproval.Check) -> String {
    switch check {
    case .readWhole: self["check_list_read"]
    case .nothingGuessed: self["check_list_guessed"]
    case .nobodyNamed: self["check_list_named"]
    case .looksLikeOurs: self["check_list_ours"]
    case .sleptOrAsked: self["check_list_asked"]
    }
  }

  func hindrance(_ hindrance: NoticeApproval.Hindrance) -> String {
    switch hindrance {
    case .alreadyLeft: self["hindrance_left"]
    case .noText: self["hindrance_text"]
    case .withdrawnFacts(let count): self("hindrance_facts", ["count": String(count)])
    case .lint(let count): self("hindrance_lint", ["count": String(count)])
    case .notTested: self["hindrance_test"]
    case .ownText: self["hindrance_own"]
    case .wait(let seconds): self("hindrance_wait", ["minutes": String((seconds + 59) / 60)])
    case .unchecked: self["hindrance_checks"]
    }
  }

  func standing(_ standing: NoticeStanding) -> String {
    func names(_ facts: [NoticeFact]) -> String { facts.map { fact($0) }.joined(separator: ", ") }
    switch standing {
    case .stands: return ""
    case .withdrawn(let facts): return self("fallen_withdrawn", ["facts": names(facts)])
    case .overtaken(let facts): return self("fallen_overtaken", ["facts": names(facts)])
    case .changed(let changes): return self("fallen_changed", ["facts": names(changes.map(\.fact))])
    }
  }

  func fact(_ fact: NoticeFact) -> String {
    switch fact {
    case .fakesReported: self["fact_fakes_reported"]
    case .firstSeen: self["fact_first_seen"]
    case .lookAlikes: self["fact_look_alikes"]
    case .services: self["fact_services"]
    case .serviceActed: self["milestone_service_stopped"]
    case .lookAlikeReported: self["milestone_look_alike_reported"]
    case .warned: self["fact_warned"]
    case .store: self["fact_store"]
    case .custodian: self["fact_custodian"]
    case .storeRetired: self["fact_store_retired"]
    case .fields: self["fact_fields"]
    case .leakWindow: self["fact_leak_window"]
    case .exposed: self["fact_exposed"]
    case .leakClosed: self["milestone_leak_closed"]
    case .authorityTold: self["milestone_authority_told"]
    case .siteChecked: self["milestone_site_checked"]
    case .caseClosed: self["fact_case_closed"]
    }
  }

  /// nil for what is no notice's.
  func noticeEvent(_ event: RecordEvent) -> String? {
    switch event {
    case .noticeDrafted: self["notice_event_drafted"]
    case .noticeChanged: self["notice_event_changed"]
    case .noticeTested: self["notice_event_tested"]
    case .noticeOverridden(_, let rule, _, let reason):
      self("notice_event_overridden", ["rule": rule, "reason": PlainText.clean(reason, width: 700)])
    case .noticeApproved: self["notice_event_approved"]
    case .noticeStarted(_, let count): self("notice_event_started", ["count": number(count)])
    case .noticePaused: self["notice_event_paused"]
    case .noticeResumed: self["notice_event_resumed"]
    case .noticeStopped(_, let reason):
      self("notice_event_stopped", ["reason": PlainText.clean(reason, width: 300)])
    case .noticeFinished(_, let sent, let failed, let skipped):
      self(
        "notice_event_finished",
        ["sent": number(sent), "failed": number(failed), "skipped": number(skipped)])
    default: nil
    }
  }

  /// A language as the reader of the page calls it; its tag where there is no word.
  func name(of language: Language?) -> String {
    switch language?.tag {
    case "en": self["language_en"]
    case "es": self["language_es"]
    case "hu": self["language_hu"]
    default: language?.tag ?? ""
    }
  }
}
