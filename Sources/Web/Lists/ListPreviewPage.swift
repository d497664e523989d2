import Attribution
import Letters
import Operations
import Vocabulary

/// Step two: what the file would bring, before any of it is kept.
struct ListPreviewPage: PageModel {
  static let template = "list-preview"

  struct Row: PagePart {
    let member: MembersPreview.Member

    static let fields: Fields<Row> = [
      .text("address") { PlainText.clean($0.member.address, width: 100) },
      .text("created") { $0.member.created?.description ?? "–" },
      .text("removed") { $0.member.removed?.description ?? "–" },
    ]
  }

  /// Which of the file's columns is which of ours.
  struct Column: PagePart {
    let name: String
    let label: String
    let options: [Choice]

    static let fields: Fields<Column> = [
      .text("column_name") { $0.name }, .text("column_label") { $0.label }, .list("options") { $0.options },
    ]
  }

  private let hidden: [HiddenField]
  private let title: String
  private let preview: MembersPreview?
  private let trouble: UnreadableTable?
  private let names: [String]
  /// What the list is said to hold and attribution has no word for; nil where it knows them all.
  private let unknownFields: String?
  private let words: InterfaceWords

  private static let shown = 20

  init(
    _ result: Result<MembersPreview, UnreadableTable>, held: Secret, fileName: String, form: ListForm,
    _ book: SheetBook, _ words: InterfaceWords
  ) {
    let unknown = book.unknown(form.description?.fields ?? [])
    let sheet = book[words.language]
    unknownFields =
      unknown.isEmpty
      ? nil
      : words(
        "list_fields_unknown",
        [
          "fields": unknown.map { PlainText.clean($0, width: 40) }.joined(separator: ", "),
          "known": sheet.fields.map { sheet.field($0).text }.joined(separator: ", "),
        ])
    hidden =
      form.hidden + [HiddenField(name: "held", value: held.text), HiddenField(name: "file_name", value: fileName)]
    title = words("list_preview_title", ["name": PlainText.clean(fileName, width: 80)])
    self.words = words
    switch result {
    case .success(let preview):
      self.preview = preview
      trouble = nil
      names = preview.names
    case .failure(let trouble):
      preview = nil
      self.trouble = trouble
      if case .missingColumn(_, let present) = trouble { names = present } else { names = [] }
    }
  }

  private var columns: [Column] {
    guard !names.isEmpty else { return [] }
    let read = preview?.columns ?? MembersTable.Columns()
    func column(_ name: String, _ label: String, _ chosen: String?) -> Column {
      let none = Choice(value: "", label: words["list_column_none"], isChosen: chosen == nil)
      return Column(
        name: name, label: label,
        options: [none]
          + names.prefix(200).filter { !$0.isEmpty }.map {
            Choice(value: $0, label: PlainText.clean($0, width: 60), isChosen: $0 == chosen)
          })
    }
    return [
      column("email", words["list_column_email"], read.email),
      column("created", words["list_column_created"], read.created),
      column("removed", words["list_column_removed"], read.removed),
    ]
  }

  static let fields: Fields<ListPreviewPage> = [
    .list("hidden") { $0.hidden }, .text("preview_title") { $0.title },
    .text("trouble") { page in page.trouble.map { page.words.why($0) } },
    .text("summary") { page in
      page.preview.map {
        page.words(
          "list_preview_summary",
          ["members": page.words.number($0.members), "skipped": page.words.number($0.skippedCount)])
      }
    },
    .text("unknown_fields") { $0.unknownFields },
    .text("no_rows") { page in
      page.preview.flatMap { $0.members == 0 && $0.skippedCount == 0 ? page.words["list_preview_none"] : nil }
    },
    .list("rows") { $0.preview?.first.map { Row(member: $0) } ?? [] },
    .flag("has_rows") { !($0.preview?.first.isEmpty ?? true) },
    .list("columns") { $0.columns }, .flag("has_columns") { !$0.columns.isEmpty },
    .list("skipped") { page in
      page.preview?.skipped.prefix(shown).map { row in
        TextLine(text: page.words("list_skipped_line", ["line": String(row.line), "why": page.words.why(row.reason)]))
      } ?? []
    },
    .flag("has_skipped") { ($0.preview?.skippedCount ?? 0) > 0 },
    .text("more_skipped") { page in
      let more = (page.preview?.skippedCount ?? 0) - shown
      return more > 0 ? page.words.count("list_skipped_more", more) : nil
    },
    .flag("has_bad_dates") { page in
      page.preview.map { preview in
        preview.members == 0
          && preview.skipped.contains {
            if case .badDate = $0.reason { return true }
            return false
          }
      } ?? false
    },
    .flag("may_take") { ($0.preview?.members ?? 0) > 0 },
  ]
}

/// Why rows and files cannot be read, in the language of the pages.
extension InterfaceWords {
  func why(_ reason: SkippedRow.Reason) -> String {
    switch reason {
    case .noAddress: self["row_no_address"]
    case .badAddress(let text): self("row_bad_address", ["text": PlainText.clean(text, width: 60)])
    case .notUTF8(let text): self("row_not_utf8", ["text": PlainText.clean(text, width: 60)])
    case .badDate(let column, let text):
      self("row_bad_date", ["column": PlainText.clean(column, width: 40), "text": PlainText.clean(text, width: 40)])
    case .removedBeforeCreated: self["row_removed_first"]
    case .tooFewColumns(let count, let all): self("row_too_few", ["count": String(count), "all": String(all)])
    case .tooManyColumns(let all): self("row_too_many", ["all": String(all)])
    case .unclosedQuote: self["row_unclosed_quote"]
    case .textAfterQuote: self["row_text_after_quote"]
    case .nul: self["row_nul"]
    case .bookIsFull: self["row_too_many_addresses"]
    }
  }

  func why(_ trouble: UnreadableTable) -> String {
    switch trouble {
    case .empty: self["table_empty"]
    case .utf16: self["table_utf16"]
    case .brokenHeader: self["table_broken_header"]
    case .noHeader(let person): self("table_no_header", ["person": PlainText.clean(person, width: 100)])
    case .missingColumn: self["table_no_column"]
    }
  }
}
