/// What may be said to be done on the page that follows it: `done_…` of the interface's words.
package enum Done: String, Sendable, CaseIterable {
  case joined
  case step
  case stepUnsaid = "step_unsaid"
  case answer
  case state
  case letter
  case password
  case codeOff = "code_off"
  case language
  case session
  case role
  case removed
  case listTaken = "list_taken"
  case listKnown = "list_known"
  case listUndone = "list_undone"
  case personErased = "person_erased"
  case personErasedNotOverwritten = "person_erased_not_overwritten"
  case tokenEnded = "token_ended"
  case noticeDrafted = "notice_drafted"
  case noticeChanged = "notice_changed"
  case noticeTested = "notice_tested"
  case noticeOverridden = "notice_overridden"
  case noticeApproved = "notice_approved"
  case noticeStarted = "notice_started"
  case noticePaused = "notice_paused"
  case noticeResumed = "notice_resumed"
  case noticeStopped = "notice_stopped"
  case status

  package var key: String { "done_" + rawValue }
}
