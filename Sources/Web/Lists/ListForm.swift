import Letters
import Operations
import Vocabulary

/// What a person says of a list before it is taken in, as it was typed.
struct ListForm: Sendable {
  var id = ""
  var name = ""
  var custodian = ""
  var isRetired = false
  var retiredOn = ""
  var fields = ""
  var testAccounts = ""

  init() {}

  init(_ form: FormFields) {
    id = Self.typed(form["id"])
    name = Self.typed(form["name"])
    custodian = Self.typed(form["custodian"])
    isRetired = form["status"] == "retired"
    retiredOn = isRetired ? Self.typed(form["retired_on"]) : ""
    fields = Self.typed(form["fields"], upTo: 2000)
    testAccounts = Self.typed(form["test_accounts"], upTo: 10_000)
  }

  /// One more batch for a list that is there.
  init(_ known: StoreDescription) {
    id = known.id
    name = known.name
    custodian = known.custodian
    isRetired = known.isRetired
    retiredOn = known.retiredOn ?? ""
    fields = known.fields.joined(separator: ", ")
    testAccounts = known.testAccounts.joined(separator: ", ")
  }

  /// nil where something is missing or cannot be.
  var description: StoreDescription? {
    let accounts = Self.pieces(testAccounts)
    guard StoreDescription.isID(id), retiredOn.isEmpty || CalendarDate(retiredOn) != nil,
      accounts.allSatisfy({ EmailAddress($0) != nil })
    else { return nil }
    let said = Self.pieces(fields)
    return StoreDescription(
      id: id, name: name.isEmpty ? id : name, custodian: custodian, isRetired: isRetired,
      retiredOn: retiredOn.isEmpty ? nil : retiredOn, fields: said, testAccounts: accounts)
  }

  /// Carried from the form to the preview and back.
  var hidden: [HiddenField] {
    [
      HiddenField(name: "id", value: id), HiddenField(name: "name", value: name),
      HiddenField(name: "custodian", value: custodian),
      HiddenField(name: "status", value: isRetired ? "retired" : "active"),
      HiddenField(name: "retired_on", value: retiredOn), HiddenField(name: "fields", value: fields),
      HiddenField(name: "test_accounts", value: testAccounts),
    ]
  }

  func inputs(_ words: InterfaceWords, checked: Bool) -> (about: [Input], more: [Input]) {
    let badDate = checked && !retiredOn.isEmpty && CalendarDate(retiredOn) == nil
    let badAccount = checked && Self.pieces(testAccounts).contains { EmailAddress($0) == nil }
    return (
      [
        Input(
          name: "id", label: words["list_id"], hint: words["list_id_hint"],
          error: checked && !StoreDescription.isID(id) ? words["list_id_wrong"] : nil, value: id),
        Input(name: "name", label: words["list_name"], hint: words["list_name_hint"], value: name),
        Input(name: "custodian", label: words["list_custodian"], hint: words["list_custodian_hint"], value: custodian),
      ],
      [
        Input(
          name: "retired_on", label: words["list_retired_on"], hint: words["list_retired_on_hint"],
          error: badDate ? words["list_date_wrong"] : nil, value: retiredOn),
        Input(name: "fields", label: words["list_fields"], hint: words["list_fields_hint"], value: fields),
        Input(
          name: "test_accounts", label: words["list_test_accounts"], hint: words["list_test_accounts_hint"],
          error: badAccount ? words["list_test_accounts_wrong"] : nil, value: testAccounts),
      ]
    )
  }

  /// One line, no controls.
  private static func typed(_ text: String, upTo longest: Int = 200) -> String {
    let line = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
    let words = String(String.UnicodeScalarView(line)).split(separator: " ").joined(separator: " ")
    return String(words.prefix(longest))
  }

  /// Between commas; at most a hundred.
  private static func pieces(_ text: String) -> [String] {
    text.split(separator: ",").prefix(100).map { $0.drop { $0 == " " } }.map { piece in
      var piece = piece
      while piece.last == " " { piece.removeLast() }
      return String(piece)
    }.filter { !$0.isEmpty }
  }
}

/// Something that a form carries unseen.
struct HiddenField: PagePart {
  let name: String
  let value: String

  static let fields: Fields<HiddenField> = [.text("hidden_name") { $0.name }, .text("hidden_value") { $0.value }]
}
