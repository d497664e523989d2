import Letters
import Operations
import Vocabulary

/// Everybody who may sign in.
struct PeoplePage: PageModel {
  static let template = "people"

  struct Person: PagePart {
    let account: Account
    let role: String
    let isYou: Bool

    static let fields: Fields<Person> = [
      .text("name") { $0.account.name }, .text("email") { $0.account.email.text }, .text("role") { $0.role },
      .flag("has_code") { $0.account.hasTimedCode }, .flag("is_you") { $0.isYou },
      .text("role_path") { Place.role(.number($0.account.id)).path },
      .text("remove_path") { Place.remove(.number($0.account.id)).path },
    ]
  }

  let people: [Person]

  init(_ accounts: [Account], viewer: Account, words: InterfaceWords) {
    people = accounts.map { Person(account: $0, role: words.role($0.role), isYou: $0.id == viewer.id) }
  }

  static let fields: Fields<PeoplePage> = [.list("people") { $0.people }]
}

/// Makes a one-time link for somebody, and shows it once.
struct InvitePage: PageModel {
  static let template = "invite"

  let roles: [Choice]
  let inputs: [Input]
  private(set) var link: String?
  private(set) var linkText: String?

  init(_ words: InterfaceWords, isMissing: Bool = false) {
    roles = Choice.roles(words, chosen: nil)
    inputs = [Input(name: "role", label: words["role"], error: isMissing ? words["role_missing"] : nil)]
  }

  init(_ words: InterfaceWords, role: Role, link: String) {
    self.init(words)
    self.link = link
    linkText = words("invite_link_text", ["role": words.role(role)])
  }

  static let fields: Fields<InvitePage> = [
    .list("roles") { $0.roles }, .text("link") { $0.link }, .text("link_text") { $0.linkText },
    .text("role_error") { $0.inputs.first?.error },
  ]
}

/// Makes somebody's role another.
struct RolePage: PageModel {
  static let template = "role"

  let person: Account
  let roles: [Choice]
  let inputs: [Input]

  init(_ person: Account, _ words: InterfaceWords, isLast: Bool = false) {
    self.person = person
    roles = Choice.roles(words, chosen: person.role)
    inputs = [Input(name: "role", label: words["role"], error: isLast ? words["last_admin"] : nil)]
  }

  static let fields: Fields<RolePage> = [
    .text("name") { $0.person.name }, .list("roles") { $0.roles }, .text("role_error") { $0.inputs.first?.error },
  ]
}

/// Asks once more before somebody is removed.
struct RemovePage: PageModel {
  static let template = "remove"

  let person: Account
  let trouble: String?

  static let fields: Fields<RemovePage> = [
    .text("name") { $0.person.name }, .text("email") { $0.person.email.text }, .text("trouble") { $0.trouble },
  ]
}

extension Choice {
  static func roles(_ words: InterfaceWords, chosen: Role?) -> [Choice] {
    Role.allCases.map { role in
      Choice(value: role.rawValue, label: words.role(role), hint: words.rights(role), isChosen: role == chosen)
    }
  }
}
