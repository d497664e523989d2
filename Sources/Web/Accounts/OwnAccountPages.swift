import Letters
import Operations
import Vocabulary

/// What there is to change about one's own account.
struct AccountPage: PageModel {
  static let template = "account"

  let name: String
  let email: String
  let role: String
  let hasCode: Bool
  let languages: [Choice]

  init(_ account: Account, _ words: InterfaceWords, languages all: [InterfaceWords]) {
    name = account.name
    email = account.email.text
    role = words.role(account.role)
    hasCode = account.hasTimedCode
    languages = all.map { other in
      Choice(value: other.language.tag, label: other["language_name"], isChosen: other.language == words.language)
    }
  }

  static let fields: Fields<AccountPage> = [
    .text("name") { $0.name }, .text("email") { $0.email }, .text("role") { $0.role },
    .flag("has_code") { $0.hasCode }, .list("languages") { $0.languages },
  ]
}

struct PasswordPage: PageModel {
  static let template = "password"

  var old: Input
  var new: Input
  var again: Input
  var inputs: [Input] { [old, new, again] }

  init(_ words: InterfaceWords) {
    old = Input(name: "old", label: words["old_password"], type: "password", fills: "current-password")
    new = Input(
      name: "password", label: words["new_password"], hint: words["password_hint"], type: "password",
      fills: "new-password")
    again = Input(name: "again", label: words["password_again"], type: "password", fills: "new-password")
  }

  static let fields: Fields<PasswordPage> = [.list("inputs") { $0.inputs }]
}

/// The second step of signing in: switched on in two moves, off by the password.
struct TimedCodePage: PageModel {
  static let template = "code"

  /// To type into an app, and as a link that an app on this device opens.
  private(set) var typed: String?
  private(set) var link: String?
  private(set) var secret = ""
  private(set) var isOff = false
  private(set) var recovery: [Choice] = []
  private(set) var inputs: [Input] = []

  static func on(_ words: InterfaceWords, _ code: TimedCode, link: String, isRefused: Bool) -> TimedCodePage {
    var page = TimedCodePage()
    page.typed = code.typed
    page.link = link
    page.secret = Hexadecimal.encode(code.secret)
    page.inputs = [
      Input(
        name: "code", label: words["code"], hint: words["code_set_up_hint"],
        error: isRefused ? words["code_refused"] : nil, fills: "one-time-code")
    ]
    return page
  }

  static func off(_ words: InterfaceWords, isRefused: Bool = false) -> TimedCodePage {
    var page = TimedCodePage()
    page.isOff = true
    page.inputs = [
      Input(
        name: "password", label: words["password"], error: isRefused ? words["old_password_wrong"] : nil,
        type: "password", fills: "current-password")
    ]
    return page
  }

  static func recovery(_ codes: [RecoveryCode]) -> TimedCodePage {
    var page = TimedCodePage()
    page.recovery = codes.map { Choice(value: $0.text, label: $0.text) }
    return page
  }

  static let fields: Fields<TimedCodePage> = [
    .text("typed") { $0.typed }, .text("app_link") { $0.link }, .text("secret") { $0.secret },
    .flag("is_off") { $0.isOff }, .flag("has_recovery") { !$0.recovery.isEmpty }, .list("recovery") { $0.recovery },
    .list("inputs") { $0.inputs },
  ]
}

/// Where somebody is signed in.
struct SessionsPage: PageModel {
  static let template = "sessions"

  struct Line: PagePart {
    let session: Session
    let isHere: Bool
    let words: InterfaceWords

    static let fields: Fields<Line> = [
      .text("session_digest") { $0.session.digest.hex }, .text("agent") { BrowserName.plain($0.session.agent) },
      .text("address") { $0.session.address },
      .text("seen") { $0.words.moment($0.session.seen) },
      .flag("is_this") { $0.isHere },
    ]
  }

  let lines: [Line]

  init(_ sessions: [Session], here: Session, words: InterfaceWords) {
    lines = sessions.map { Line(session: $0, isHere: $0.digest == here.digest, words: words) }
  }

  static let fields: Fields<SessionsPage> = [.list("sessions") { $0.lines }]
}

/// What a browser calls itself, as people call it.
enum BrowserName {
  private static let browsers = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
  ]
  private static let systems = [
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
  ]

  /// `Firefox, Windows`; as it is where it is none that we know.
  static func plain(_ agent: String) -> String {
    guard let browser = browsers.first(where: { agent.contains($0.0) })?.1 else { return agent.isEmpty ? "?" : agent }
    return [browser, systems.first { agent.contains($0.0) }?.1].compactMap { $0 }.joined(separator: ", ")
  }
}
