import HTTPTypes
import Letters
import Operations

/// The entries of the navigation, each shown to whoever may follow it.
enum Navigation {
  /// A place with its word. The route says who may go there; one without a route is not shown.
  private static let entries: [(place: Place, word: String)] = [
    (.home, "nav_home"), (.cases, "nav_cases"), (.reports, "nav_reports"), (.lists, "nav_lists"),
    (.notices, "nav_notices"), (.statusDesk, "nav_status"), (.outgoing, "nav_outgoing"), (.log, "nav_log"),
    (.people, "nav_people"),
    (.settings, "nav_settings"),
    (.account, "nav_account"),
  ]

  /// Those that are about somebody's own account lead to this one.
  private static let within: [Place: Place] = [
    .password: .account, .timedCode: .account, .sessions: .account, .language: .account, .tokens: .account,
    .invite: .people,
    .role(.key("person")): .people, .remove(.key("person")): .people, .report(.key("number")): .reports,
    .caseFile(.key("number")): .cases, .casePart(.key("number"), .key("part")): .cases,
    .letter(.key("number")): .outgoing, .listImport: .lists, .listTake: .lists, .listTaking(.key("held")): .lists,
    .listErase: .lists,
    .notice(.key("number")): .notices, .noticeText(.key("number")): .notices,
    .noticeRecipients(.key("number")): .notices,
  ]

  static func links(for visitor: Visitor, at place: Place, words: InterfaceWords) -> [NavigationLink] {
    guard visitor.account != nil else { return [] }
    let here = within[place] ?? place
    return entries.filter { entry in
      Routes.all.contains { $0.method == .get && $0.place == entry.place && $0.admits(visitor) }
    }.map { NavigationLink(place: $0.place, label: words[$0.word], isHere: $0.place == here) }
  }
}
