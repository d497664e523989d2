import Letters
import Mustache

/// What a template may take from a model: its fields are declared once, in a table, which is what renders them and what the test of
/// templates reads.
package protocol PagePart: MustacheParent, Sendable {
  static var fields: Fields<Self> { get }
}

extension PagePart {
  package func child(named name: String) -> Any? { Self.fields[name]?.value(self) }
}

/// A page: a model with a template of its own, `Data/pages/NAME.mustache`.
package protocol PageModel: PagePart {
  static var template: String { get }
  /// Its inputs; those with an error are listed at the top.
  var inputs: [Input] { get }
}

extension PageModel {
  package var inputs: [Input] { [] }
}

/// The fields of a model by name.
package struct Fields<Model>: Sendable, ExpressibleByArrayLiteral {
  private let table: [String: Field<Model>]

  package init(arrayLiteral fields: Field<Model>...) {
    table = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
  }

  package subscript(name: String) -> Field<Model>? { table[name] }

  package var shapes: [String: FieldShape] { table.mapValues(\.shape) }
}

package struct Field<Model>: Sendable {
  package let name: String
  package let shape: FieldShape
  let value: @Sendable (Model) -> Any?

  /// Escaped when it is printed; nil prints nothing and is false as a section.
  package static func text(_ name: String, _ get: @escaping @Sendable (Model) -> String?) -> Self {
    Field(name: name, shape: .text) { get($0).map { PageText(renderText: $0) } }
  }

  package static func flag(_ name: String, _ get: @escaping @Sendable (Model) -> Bool) -> Self {
    Field(name: name, shape: .flag) { get($0) }
  }

  /// The one thing that is printed unescaped, with `{{{name}}}`.
  package static func drawing(_ name: String, _ get: @escaping @Sendable (Model) -> Drawing?) -> Self {
    Field(name: name, shape: .drawing) { get($0).map { PageText(renderText: $0.markup) } }
  }

  /// Rendered once for each.
  package static func list<Part: PagePart>(_ name: String, _ get: @escaping @Sendable (Model) -> [Part]) -> Self {
    Field(name: name, shape: .part { Part.fields.shapes }) { get($0) }
  }

  /// Rendered where there is one.
  package static func part<Part: PagePart>(_ name: String, _ get: @escaping @Sendable (Model) -> Part?) -> Self {
    Field(name: name, shape: .part { Part.fields.shapes }) { get($0) }
  }
}

/// A text as a section's context has no fields; as a plain `String` the library would reflect it for each tag.
struct PageText: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  var isNull: Bool { false }

  func child(named: String) -> Any? { nil }
}

package enum FieldShape: Sendable {
  case text
  case flag
  case drawing
  case part(@Sendable () -> [String: FieldShape])
}

/// One input of a form with its label, its hint and what is wrong with it: `{{#name}}{{>input}}{{/name}}`.
package struct Input: PagePart {
  let name: String
  let label: String
  var hint: String?
  var error: String?
  var value = ""
  var type = "text"
  /// What a browser may fill in (the `autocomplete` attribute).
  var fills = "off"

  package static let fields: Fields<Input> = [
    .text("input_name") { $0.name }, .text("label") { $0.label }, .text("hint") { $0.hint },
    .text("error") { $0.error }, .text("value") { $0.value }, .text("type") { $0.type }, .text("fills") { $0.fills },
    .text("described_by") { input in
      let ids = [input.hint.map { _ in input.name + "-hint" }, input.error.map { _ in input.name + "-error" }]
      let present = ids.compactMap { $0 }
      return present.isEmpty ? nil : present.joined(separator: " ")
    },
  ]
}

/// One choice of a list.
package struct Choice: PagePart {
  let value: String
  let label: String
  var hint: String?
  var isChosen = false

  package static let fields: Fields<Choice> = [
    .text("choice_value") { $0.value }, .text("choice_label") { $0.label }, .text("choice_hint") { $0.hint },
    .flag("is_chosen") { $0.isChosen },
  ]
}

extension InterfaceWords: MustacheParent {
  package func child(named key: String) -> Any? { self[key] }
}
