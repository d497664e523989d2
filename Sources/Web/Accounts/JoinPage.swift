import Letters
import Operations

/// Makes an account by a one-time link: the first administrator's, or that of somebody invited.
struct JoinPage: PageModel {
  static let template = "join"

  let title: String
  let lead: String
  /// Empty where the link is of no use.
  let inputs: [Input]

  init(
    _ words: InterfaceWords, isSetUp: Bool, organization: String, form: Joining.Form? = nil,
    faults: Joining.Faults = Joining.Faults()
  ) {
    title =
      isSetUp
      ? words("set_up_title", ["organization": organization]) : words("join_title", ["organization": organization])
    lead = isSetUp ? words["set_up_lead"] : words["join_lead"]
    inputs = [
      Input(
        name: "name", label: words["name"], hint: words["name_hint"], error: faults.name ? words["name_missing"] : nil,
        value: form?.name ?? "", fills: "name"),
      Input(
        name: "email", label: words["email"], error: faults.email.map { words.email($0) }, value: form?.email ?? "",
        type: "email", fills: "username"),
      Input(
        name: "password", label: words["new_password"], hint: words["password_hint"],
        error: faults.password.map { words.password($0) }, type: "password", fills: "new-password"),
      Input(
        name: "again", label: words["password_again"], error: faults.repeated ? words["password_differs"] : nil,
        type: "password", fills: "new-password"),
    ]
  }

  private init(title: String, lead: String) {
    self.title = title
    self.lead = lead
    inputs = []
  }

  static func void(_ words: InterfaceWords) -> JoinPage {
    JoinPage(title: words["link_void"], lead: words["link_void_lead"])
  }

  static let fields: Fields<JoinPage> = [
    .text("join_title") { $0.title }, .text("lead") { $0.lead }, .list("inputs") { $0.inputs },
    .flag("is_open") { !$0.inputs.isEmpty },
  ]
}

extension InterfaceWords {
  func email(_ fault: Joining.Faults.EmailFault) -> String {
    switch fault {
    case .wrong: self["email_wrong"]
    case .taken: self["email_taken"]
    }
  }

  func password(_ fault: PasswordRule.Fault) -> String {
    switch fault {
    case .short: self["password_short"]
    case .long: self["password_long"]
    case .email, .name, .organization: self["password_guessed"]
    case .repetitive: self["password_repetitive"]
    }
  }

  func role(_ role: Role) -> String {
    switch role {
    case .viewer: self["role_viewer"]
    case .responder: self["role_responder"]
    case .approver: self["role_approver"]
    case .admin: self["role_admin"]
    }
  }

  /// What a role may do.
  func rights(_ role: Role) -> String {
    switch role {
    case .viewer: self["role_viewer_hint"]
    case .responder: self["role_responder_hint"]
    case .approver: self["role_approver_hint"]
    case .admin: self["role_admin_hint"]
    }
  }
}
