import Letters
import Operations
import Vocabulary

/// A person's access tokens for programs; a new one is shown once.
struct TokensPage: PageModel {
  static let template = "tokens"

  struct Line: PagePart {
    let token: AccessToken
    let words: InterfaceWords

    static let fields: Fields<Line> = [
      .text("token_id") { String($0.token.id) }, .text("token_name") { PlainText.clean($0.token.name, width: 100) },
      .text("token_made") { $0.words("token_made", ["time": $0.words.moment($0.token.made)]) },
      .text("token_used") { line in
        line.token.used.map { line.words("token_used", ["time": line.words.moment($0)]) } ?? line.words["token_unused"]
      },
    ]
  }

  let lines: [Line]
  var made: String?
  var name: Input
  var password: Input
  var inputs: [Input] { [name, password] }

  init(_ tokens: [AccessToken], _ words: InterfaceWords) {
    lines = tokens.map { Line(token: $0, words: words) }
    name = Input(name: "name", label: words["token_name"], hint: words["token_name_hint"])
    password = Input(name: "password", label: words["password"], type: "password", fills: "current-password")
  }

  static let fields: Fields<TokensPage> = [
    .list("tokens") { $0.lines }, .flag("has_none") { $0.lines.isEmpty }, .text("made") { $0.made },
    .list("inputs") { $0.inputs },
  ]
}
