import Casework
import Letters
import Operations

/// E-mail address and password.
struct SignInPage: PageModel {
  static let template = "sign-in"

  let email: Input
  let password: Input
  /// Where to go on.
  let back: ReturnPath?
  var inputs: [Input] { [email, password] }

  /// One answer to a wrong password, an unknown address and a locked account.
  init(_ words: InterfaceWords, email typed: String, isRefused: Bool, back: ReturnPath?) {
    self.back = back
    email = Input(
      name: "email", label: words["email"], error: isRefused ? words["sign_in_refused"] : nil,
      value: String(typed.prefix(320)), type: "email", fills: "username")
    password = Input(name: "password", label: words["password"], type: "password", fills: "current-password")
  }

  static let fields: Fields<SignInPage> = [
    .part("email") { $0.email }, .part("password") { $0.password }, .text("back_to") { $0.back?.text },
  ]
}

/// The code of the second step.
struct CodePage: PageModel {
  static let template = "sign-in-code"

  let code: Input
  /// Where to go on.
  let back: ReturnPath?
  var inputs: [Input] { [code] }

  init(_ words: InterfaceWords, isRefused: Bool, back: ReturnPath?) {
    self.back = back
    code = Input(
      name: "code", label: words["code"], hint: words["code_hint"], error: isRefused ? words["code_refused"] : nil,
      fills: "one-time-code")
  }

  static let fields: Fields<CodePage> = [.part("code") { $0.code }, .text("back_to") { $0.back?.text }]
}

struct SignedOutPage: PageModel {
  static let template = "signed-out"
  static let fields: Fields<SignedOutPage> = []
}

/// Where somebody arrives.
struct HomePage: PageModel {
  static let template = "home"

  let name: String
  let openCase: CaseSummary?
  /// Of the open case, where it waits to be read, approved or sent.
  let notice: Notice?
  let reports: ReportTally
  let words: InterfaceWords

  init(_ request: PageRequest) async throws {
    name = try request.account().name
    reports = try await request.ports.desk.archive.tally()
    var open: CaseSummary?
    for id in try await request.ports.desk.cases.ids().reversed() where open == nil {
      if let summary = try await request.ports.desk.summary(of: id), summary.state == .open { open = summary }
    }
    openCase = open
    if let open { notice = try await request.ports.notices.desk.unsent(of: open.id) } else { notice = nil }
    words = request.words
  }

  static let fields: Fields<HomePage> = [
    .text("name") { $0.name },
    .text("case_title") { page in page.openCase.map { page.words.title($0.title) } },
    .text("case_path") { $0.openCase.map { Place.caseFile(.number($0.id)).path } },
    .text("notice_path") { $0.notice.map { Place.notice(.number($0.id)).path } },
    .text("notice_title") { page in page.notice.map { page.words.edition($0.edition) } },
    .text("reports") { String($0.reports.all) },
  ]
}
