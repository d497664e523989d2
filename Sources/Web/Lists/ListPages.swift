import Letters
import Operations
import Vocabulary

/// The company's lists of who was in which data store, and the batches that they came in.
struct ListsPage: PageModel {
  static let template = "lists"

  struct List: PagePart {
    let record: StoreRecord
    /// Addresses, however many of its files name each.
    let people: Int
    let mayRecord: Bool
    let words: InterfaceWords

    private var about: StoreDescription { record.description }

    private var held: String {
      about.fields.isEmpty ? words["list_holds_unstated"] : PlainText.clean(about.fields.joined(separator: ", "))
    }

    static let fields: Fields<List> = [
      .text("list_name") { PlainText.clean($0.about.name, width: 100) }, .text("list_id") { $0.about.id },
      .text("members") { $0.words.count("list_members", $0.people) },
      .text("custodian") { $0.about.custodian.isEmpty ? nil : PlainText.clean($0.about.custodian, width: 100) },
      .text("standing") { list in
        guard list.about.isRetired else { return list.words["list_active"] }
        return list.about.retiredOn.map { list.words("list_retired_since", ["date": $0]) } ?? list.words["list_retired"]
      },
      .text("holds") { $0.held },
      .text("add_path") {
        $0.mayRecord ? "\(Place.listImport.path)?list=\(Place.encoded($0.about.id))" : nil
      },
      .list("batches") { list in
        list.record.batches.map { Batch(batch: $0, list: list.about.id, mayUndo: list.mayRecord, words: list.words) }
      },
    ]
  }

  struct Batch: PagePart {
    let batch: StoreRecord.Batch
    let list: String
    let mayUndo: Bool
    let words: InterfaceWords

    static let fields: Fields<Batch> = [
      .text("batch_text") { part in
        part.words(
          "list_batch",
          [
            "name": PlainText.clean(part.batch.name, width: 80), "time": part.words.moment(part.batch.added),
            "rows": part.words.number(part.batch.rows), "skipped": part.words.number(part.batch.skipped),
          ])
      },
      .text("batch_id") { String($0.batch.id) },
      .text("undo_path") { $0.mayUndo ? Place.listUndo(.value($0.list)).path : nil },
    ]
  }

  let lists: [List]
  let mayRecord: Bool
  let mayErase: Bool

  static let fields: Fields<ListsPage> = [
    .list("lists") { $0.lists }, .flag("has_none") { $0.lists.isEmpty }, .flag("may_record") { $0.mayRecord },
    .flag("may_erase") { $0.mayErase },
  ]
}

/// Step one: the file, and what it is a list of.
struct ListImportPage: PageModel {
  static let template = "list-import"

  private let about: [Input]
  private let more: [Input]
  private let file: Input
  private let isRetired: Bool
  private let words: InterfaceWords

  init(_ form: ListForm, _ words: InterfaceWords, checked: Bool = false, fileError: String? = nil) {
    (about, more) = form.inputs(words, checked: checked)
    file = Input(name: "file", label: words["list_file"], hint: words["list_file_hint"], error: fileError)
    isRetired = form.isRetired
    self.words = words
  }

  var inputs: [Input] { [file] + about + more }

  static let fields: Fields<ListImportPage> = [
    .list("about") { $0.about }, .list("more") { $0.more }, .text("file_error") { $0.file.error },
    .list("statuses") { page in
      [
        Choice(value: "active", label: page.words["list_active"], isChosen: !page.isRetired),
        Choice(value: "retired", label: page.words["list_retired"], isChosen: page.isRetired),
      ]
    },
  ]
}

/// Takes one person out of everything that is kept, after showing what that is.
struct ListErasePage: PageModel {
  static let template = "list-erase"

  let inputs: [Input]
  /// Whom the next press deletes.
  let confirming: String?
  let traces: [TextLine]
  let stays: [TextLine]

  init(_ words: InterfaceWords, typed: String = "", error: String? = nil) {
    inputs = [
      Input(name: "address", label: words["email"], hint: words["erase_hint"], error: error, value: typed)
    ]
    confirming = nil
    traces = []
    stays = []
  }

  /// Asks once more, where there is anything to delete.
  init(_ found: Traces, of person: EmailAddress, _ words: InterfaceWords) {
    let isAsking = found.isEmpty
    inputs =
      isAsking
      ? [
        Input(
          name: "address", label: words["email"], hint: words["erase_hint"], error: words["erase_nobody"],
          value: person.text)
      ] : []
    confirming = isAsking ? nil : person.text
    traces = Self.traces(found, words)
    stays = Self.stays(found, words)
  }

  private static func traces(_ found: Traces, _ words: InterfaceWords) -> [TextLine] {
    let lists = found.rows.sorted { $0.key < $1.key }.map { list, rows in
      words("erase_rows", ["list": list, "count": words.number(rows)])
    }
    var lines = lists
    if !found.reports.isEmpty {
      let others = String(found.ofOthers)
      lines.append(words("erase_reports", ["count": words.number(found.reports.count), "others": others]))
    }
    if !found.letters.isEmpty { lines.append(words("erase_letters", ["count": words.number(found.letters.count)])) }
    if !found.notices.isEmpty { lines.append(words("erase_notices", ["count": words.number(found.notices.count)])) }
    if !found.entries.isEmpty { lines.append(words("erase_entries", ["count": words.number(found.entries.count)])) }
    if !found.files.isEmpty { lines.append(words("erase_files", ["count": words.number(found.files.count)])) }
    if found.isSender { lines.append(words["erase_sender"]) }
    return lines.map { TextLine(text: $0) }
  }

  private static func stays(_ found: Traces, _ words: InterfaceWords) -> [TextLine] {
    var lines: [String] = []
    if found.hasAccount { lines.append(words["erase_stays_account"]) }
    if !found.testLists.isEmpty {
      lines.append(words("erase_stays_test", ["lists": found.testLists.joined(separator: ", ")]))
    }
    if !found.noticeTexts.isEmpty {
      lines.append(
        words("erase_stays_notices", ["notices": found.noticeTexts.map(String.init).joined(separator: ", ")]))
    }
    if !found.words.isEmpty {
      lines.append(
        words("erase_stays_words", ["entries": found.words.prefix(20).map(String.init).joined(separator: ", ")]))
    }
    return lines.map { TextLine(text: $0) }
  }

  static let fields: Fields<ListErasePage> = [
    .list("asking") { $0.inputs }, .text("confirming") { $0.confirming }, .list("traces") { $0.traces },
    .list("stays") { $0.stays }, .flag("has_stays") { !$0.stays.isEmpty },
  ]
}
