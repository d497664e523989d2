import Casework
import Letters

/// What happened, as the log says it; what happens to notices has its words in their room.
extension InterfaceWords {
  func happened(_ event: RecordEvent) -> String {
    switch event {
    case .folderMade: self["event_folder_made"]
    case .folderRestored: self["event_folder_restored"]
    case .reportSealed: self["event_report_sealed"]
    case .reportExamined: self["event_report_examined"]
    case .caseOpened: self["event_case_opened"]
    case .reportFiled: self["event_report_filed"]
    case .answerRecorded(_, let gotIt): self[gotIt ? "event_answer_yes" : "event_answer_no"]
    case .stepSettled: self["event_step_settled"]
    case .stepReopened: self["event_step_reopened"]
    case .noteAdded: self["event_note_added"]
    case .caseClosed: self["event_case_closed"]
    case .caseReopened: self["event_case_reopened"]
    case .caseExported(_, let level, _): self("event_case_exported", ["level": level])
    case .dispatchProposed: self["event_dispatch_proposed"]
    case .dispatchApproved: self["event_dispatch_approved"]
    case .dispatchDeclined: self["event_dispatch_declined"]
    case .dispatchSent: self["event_dispatch_sent"]
    case .dispatchFailed: self["event_dispatch_failed"]
    case .dispatchUncertain: self["event_dispatch_uncertain"]
    case .answerWithheld: self["event_answer_withheld"]
    case .storeImported: self["event_store_imported"]
    case .importUndone: self["event_import_undone"]
    case .personErased: self["event_person_erased"]
    case .contentDeleted: self["event_content_deleted"]
    case .dnsAnswered: self["event_dns_answered"]
    case .statusPublished: self["event_status_published"]
    case .statusWithdrawn: self["event_status_withdrawn"]
    case .accountChanged: self["event_account_changed"]
    case .signedIn: self["event_signed_in"]
    case .signInRefused: self["event_sign_in_refused"]
    default: noticeEvent(event) ?? event.kind
    }
  }
}
