import Operations

/// Every path of the site, in one place. With `.key` for what varies it is the pattern of a route, with values an address.
package enum Place: Sendable, Hashable {
  case home
  case setUp(Slot), join(Slot)
  case signIn, signInCode, signOut, signedOut
  case account, password, timedCode, language, sessions, tokens, tokenEnd
  case people, invite, role(Slot), remove(Slot)
  case reports, report(Slot), cases, caseFile(Slot), lists, outgoing, log, settings
  case casePart(Slot, Slot), caseFinding(Slot), caseChanges(Slot), caseStep(Slot), caseAnswer(Slot), caseState(Slot),
    caseBundle(Slot)
  case listImport, listTake, listErase, listUndo(Slot), listTaking(Slot), apiReports, apiCases
  case letter(Slot), reportSource(Slot), reportOriginal(Slot)
  case check, checkFile, checkReport
  case status, statusIn(Slot), statusFeed(Slot), statusDesk, statusPreview(Slot)
  case notices, notice(Slot), noticeText(Slot), noticeDecision(Slot), noticeRecipients(Slot), noticeLedger(Slot)
  /// One language and segment of a notice's text.
  case noticeVersion(Slot, language: String, segment: String)
  case health, metrics, stylesheet, script, icon
  /// The way back to where somebody was who had to sign in first, and the steps before it.
  case back(ReturnPath), signInThen(ReturnPath), signInCodeThen(ReturnPath)
  /// Of an error page.
  case nowhere

  /// A part of a path that varies.
  package enum Slot: Sendable, Hashable {
    case key(String)
    case value(String)

    package static func number(_ number: Int64) -> Slot { .value(String(number)) }

    fileprivate var text: String {
      switch self {
      case .key(let name): ":" + name
      case .value(let text): Place.encoded(text)
      }
    }
  }

  /// Whether a path is one that anybody may see: those who come there know the company, and not Candor.
  static func isPublic(_ path: String) -> Bool {
    [Place.check, .status].map(\.path).contains { path == $0 || path.hasPrefix($0 + "/") }
  }

  /// RFC 3986: unreserved characters stay.
  static func encoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { out, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        out += byte < 16 ? "%0" + hex : "%" + hex
      }
    }
  }

  package var path: String {
    switch self {
    case .home: "/"
    case .setUp(let link): "/set-up/" + link.text
    case .join(let link): "/join/" + link.text
    case .signIn: "/sign-in"
    case .signInCode: "/sign-in/code"
    case .back(let page): page.text
    case .signInThen(let page): "/sign-in?to=" + Self.encoded(page.text)
    case .signInCodeThen(let page): "/sign-in/code?to=" + Self.encoded(page.text)
    case .signOut: "/sign-out"
    case .signedOut: "/signed-out"
    case .account: "/account"
    case .password: "/account/password"
    case .timedCode: "/account/code"
    case .language: "/account/language"
    case .sessions: "/account/sessions"
    case .tokens: "/account/tokens"
    case .tokenEnd: "/account/tokens/end"
    case .people: "/people"
    case .invite: "/people/invite"
    case .role(let person): "/people/" + person.text + "/role"
    case .remove(let person): "/people/" + person.text + "/remove"
    case .reports: "/reports"
    case .report(let number): "/reports/" + number.text
    case .cases: "/cases"
    case .caseFile(let number): "/cases/" + number.text
    case .lists: "/lists"
    case .listImport: "/lists/import"
    case .listTake: "/lists/take-in"
    case .listTaking(let held): "/lists/taking-in/" + held.text
    case .listErase: "/lists/delete-person"
    case .listUndo(let list): "/lists/" + list.text + "/undo"
    case .apiReports: "/api/reports"
    case .apiCases: "/api/cases"
    case .casePart(let number, let part): "/cases/" + number.text + "/" + part.text
    case .caseFinding(let number): "/cases/" + number.text + "/finding"
    case .caseChanges(let number): "/cases/" + number.text + "/changes"
    case .caseStep(let number): "/cases/" + number.text + "/settle"
    case .caseAnswer(let number): "/cases/" + number.text + "/answer"
    case .caseBundle(let number): "/cases/" + number.text + "/bundle"
    case .caseState(let number): "/cases/" + number.text + "/set-state"
    case .reportSource(let number): "/reports/" + number.text + "/source"
    case .reportOriginal(let number): "/reports/" + number.text + "/original"
    case .letter(let number): "/outgoing/" + number.text
    case .outgoing: "/outgoing"
    case .log: "/log"
    case .settings: "/settings"
    case .notices: "/notices"
    case .notice(let number): "/notices/" + number.text
    case .noticeText(let number): "/notices/" + number.text + "/text"
    case .noticeVersion(let number, let language, let segment):
      "/notices/\(number.text)/text?language=\(Self.encoded(language))&segment=\(Self.encoded(segment))"
    case .noticeDecision(let number): "/notices/" + number.text + "/decide"
    case .noticeRecipients(let number): "/notices/" + number.text + "/recipients"
    case .noticeLedger(let number): "/notices/" + number.text + "/ledger.csv"
    case .status: "/status"
    case .statusIn(let language): "/status/" + language.text
    case .statusFeed(let language): "/status/" + language.text + "/feed.atom"
    case .statusDesk: "/status-page"
    case .statusPreview(let language): "/status-page/preview/" + language.text
    case .check: "/check"
    case .checkFile: "/check/file"
    case .checkReport: "/check/report"
    case .health: "/healthz"
    case .metrics: "/metrics"
    case .stylesheet: "/candor.css"
    case .script: "/candor.js"
    case .icon: "/favicon.ico"
    case .nowhere: ""
    }
  }
}
