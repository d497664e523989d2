import Letters
import Mustache
import Operations
import Vocabulary

/// What every page has around its model: language, navigation, who is signed in, the form token, the list of errors.
package struct Chrome: PagePart {
  let words: InterfaceWords
  let organization: String
  let person: String?
  let formToken: String
  let links: [NavigationLink]
  let errors: [Input]
  /// What was just done, in words.
  let done: String?
  /// What keeps Candor from its work, in words; for whoever is signed in.
  let ailments: [TextLine]
  let stylesheet: String
  let script: String

  package static let fields: Fields<Chrome> = [
    .text("lang") { $0.words.language.tag }, .text("organization") { $0.organization }, .text("person") { $0.person },
    .text("form_token") { $0.formToken }, .list("links") { $0.links }, .flag("has_links") { !$0.links.isEmpty },
    .list("errors") { $0.errors }, .flag("has_errors") { !$0.errors.isEmpty }, .text("done") { $0.done },
    .flag("has_ailments") { !$0.ailments.isEmpty }, .list("ailments") { $0.ailments },
    .text("stylesheet") { $0.stylesheet }, .text("script") { $0.script },
  ]
}

extension Chrome {
  /// The pages that no route shows.
  package static let errorPages: [any PageModel.Type] = [ErrorPage.self, PublicErrorPage.self]
}

extension PageModel {
  package static var shapes: [String: FieldShape] { fields.shapes }
}

/// One entry of the navigation.
struct NavigationLink: PagePart {
  let place: Place
  let label: String
  let isHere: Bool

  static let fields: Fields<NavigationLink> = [
    .text("href") { $0.place.path }, .text("nav_label") { $0.label }, .flag("is_here") { $0.isHere },
  ]
}

/// What a template sees: the model's fields, the chrome's, and `words.KEY`.
struct WholePage: MustacheParent {
  let chrome: Chrome
  let model: any PageModel

  func child(named name: String) -> Any? {
    name == "words" ? chrome.words : model.child(named: name) ?? chrome.child(named: name)
  }
}
