import Casework
import ArgumentParser
import Attribution
import Foundation
import Letters
import Operations
import Store
import Vocabulary

/// `candor store import|list|undo`.
struct StoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "The lists of who was in which data store.",
    subcommands: [Import.self, List.self, Undo.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take in a CSV of a store's members.",
      discussion:
        "Shows what it read before it asks. The list stays on this machine; encrypting the disk is the file system's work."
    )
    @OptionGroup var data: DataOption
    @Argument(help: "A short name for the store: crm, newsletter …") var id: String
    @Argument(help: "CSV with a header line; columns email, created, removed or as the options say.") var file: String
    @Option(help: "What people call it.") var name: String?
    @Option(help: "Who holds the data.") var custodian: String?
    @Option(help: "active or retired; what is not said of a known store stays as it was, and a new one is active.")
    var status: String?
    @Option(help: ArgumentHelp("Since when it is no longer used: 2013-06-30.", valueName: "date")) var retiredOn:
      String?
    @Option(
      help: ArgumentHelp(
        "What it holds of each customer, with commas between: email,name,plan; a new one: email.", valueName: "words"))
    var fields: String?
    @Option(help: ArgumentHelp("An address that is in this store alone; repeat.", valueName: "address"))
    var testAccount: [String] = []
    @Option(help: ArgumentHelp("The CSV's column of addresses.", valueName: "column")) var emailColumn: String?
    @Option(help: ArgumentHelp("The CSV's column of first days.", valueName: "column")) var createdColumn: String?
    @Option(help: ArgumentHelp("The CSV's column of last days.", valueName: "column")) var removedColumn: String?
    @Flag(help: "Ask nothing.") var yes = false
    @OptionGroup var settings: Settings

    func validate() throws {
      guard StoreDescription.isID(id) else { throw ValidationError("\"\(id)\": letters, digits, -, _ and . only") }
      guard ["active", "retired", nil].contains(status) else { throw ValidationError("--status: active or retired") }
      if let retiredOn, CalendarDate(retiredOn) == nil {
        throw ValidationError("--retired-on: a date such as 2013-06-30")
      }
      for text in testAccount where EmailAddress(text) == nil {
        throw ValidationError("--test-account: \"\(text)\" is no e-mail address")
      }
    }

    func run() async {
      let lock = data.locked()
      defer { withExtendedLifetime(lock) {} }
      let columns = MembersTable.Columns(email: emailColumn, created: createdColumn, removed: removedColumn)
      let read = preview(columns)
      do throws(StoreTrouble) {
        let database = data.database()
        try database.clearStoppedImports(folder: data.stores)
        var source = MembersSource(path: file, name: file, columns: read)
        source.progress = { [file] in Console.progress("taking in \(file): \(Int($0 * 100))%") }
        let members = data.memory(database).members
        let known = try await members.stores().first { $0.description.id == id }?.description
        let description = described(over: known ?? StoreDescription(id: id, name: id))
        for change in known?.changes(in: description) ?? [] {
          Console.warn("\(id): \(PlainText.clean(change, width: 300))")
        }
        let result = try await members.add(description, source)
        Console.endProgress()
        for row in result.skipped.prefix(20) { Console.warn("skipped \(file):\(row.line): \(row.why)") }
        if result.skippedCount > 20 { Console.warn("and \(result.skippedCount - 20) more rows") }
        if result.skippedCount > 0 {
          Console.warn(
            "whoever stands in a skipped row is not on the list, and no letter goes to them; mend the rows and import the file again"
          )
        }
        guard !result.wasKnown else {
          Console.write(
            "\(id): all \(result.rows) were in it already, as batch \(result.batch); nothing was added.\n".utf8)
          return
        }
        Console.write(
          "\(id): \(result.rows) members taken in, \(result.skippedCount) rows skipped. Undo: candor store undo \(id) \(result.batch) --data \(data.folder)\n"
            .utf8)
      } catch {
        Console.endProgress()
        Console.fail(error)
      }
    }

    /// What it holds, by the words that attribution knows; nil where nothing is said.
    private func holds() -> [String]? {
      guard let fields else { return nil }
      let said = fields.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      let book = settings.loadKnowledge().sheets
      let unknown = book.unknown(said)
      if !unknown.isEmpty {
        Console.warn(
          "--fields: whether a fake mail shows \(unknown.map { "\"\(PlainText.clean($0, width: 40))\"" }.joined(separator: ", ")) cannot be told, and that says nothing about the source; what can be: \(book.english.fields.joined(separator: ", "))"
        )
      }
      return said.map(book.field)
    }

    /// What the options say, over what was said before.
    private func described(over known: StoreDescription) -> StoreDescription {
      let said = holds()
      let isRetired = status.map { $0 == "retired" } ?? known.isRetired
      return StoreDescription(
        id: id, name: name ?? known.name, custodian: custodian ?? known.custodian, isRetired: isRetired,
        retiredOn: isRetired ? retiredOn ?? known.retiredOn : nil,
        fields: said ?? known.fields,
        testAccounts: testAccount.isEmpty ? known.testAccounts : testAccount)
    }

    /// Which columns are read, said to whoever imports; and asked, where somebody is there.
    private func preview(_ columns: MembersTable.Columns) -> MembersTable.Columns {
      let head: Data
      do { head = try FileHandle(forReadingFrom: URL(filePath: file)).read(upToCount: 64 << 10) ?? Data() } catch {
        Console.fail("\(file): there is no such file, or it may not be read; nothing was changed")
      }
      let whole = head.lastIndex(of: 0x0A).map { Array(head[...$0]) } ?? Array(head)
      do throws(UnreadableTable) {
        let preview = try MembersPreview(whole, columns: columns)
        let said = [
          ("address", preview.columns.email), ("first day", preview.columns.created),
          ("last day", preview.columns.removed),
        ]
        .map { what, column in "\(what): \(column.map { "column \"\(PlainText.clean($0, width: 60))\"" } ?? "none")" }
        Console.write("\(said.joined(separator: ", "))\n".utf8, to: STDERR_FILENO)
        guard !yes, Console.canAsk else { return preview.columns }
        for member in preview.first {
          let days = [member.created, member.removed].map { $0?.description ?? "–" }.joined(separator: "  ")
          Console.write("  \(PlainText.clean(member.address, width: 100))  \(days)\n".utf8, to: STDERR_FILENO)
        }
        for row in preview.skipped.prefix(5) { Console.warn("line \(row.line) would be skipped: \(row.why)") }
        let answer = Console.ask("These are the first members of \"\(id)\". Take the list in? [Y/n] ")
        guard answer.isEmpty || answer.lowercased().hasPrefix("y") else { Console.fail("nothing was changed") }
        return preview.columns
      } catch {
        guard case .missingColumn = error else { Console.fail("\(file): \(error)") }
        Console.fail("\(file): \(error). Say which it is with --email-column, --created-column or --removed-column")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The stores and their batches.")
    @OptionGroup var data: DataOption

    func run() async {
      _ = data.settings()
      do throws(StoreTrouble) {
        let members = data.memory(data.database(readOnly: true)).members
        let records = try await members.stores()
        // Who is in two batches is one person.
        let people = records.contains { $0.batches.count > 1 } ? (try? await members.load().stores) ?? [] : []
        for record in records {
          let count = people.first { $0.id == record.description.id }?.people ?? record.rows
          Console.write("\(record.description.id): \(record.description.name), \(count) members\n".utf8)
          for batch in record.batches {
            Console.write("  batch \(batch.id): \(batch.rows) rows from \(batch.name), \(batch.added)\n".utf8)
          }
        }
      } catch { Console.fail(error) }
    }
  }

  struct Undo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a batch of members out again.")
    @OptionGroup var data: DataOption
    @Argument(help: "The store.") var id: String
    @Argument(help: "The batch's number.") var batch: Int64

    func run() async {
      let lock = data.locked()
      defer { withExtendedLifetime(lock) {} }
      do throws(StoreTrouble) {
        guard try await data.memory(data.database()).members.undo(id, batch, Actor.candor) else {
          Console.fail("\(id) has no batch \(batch); candor store list shows them")
        }
        Console.write("Batch \(batch) of \(id) is taken out.\n".utf8)
      } catch { Console.fail(error) }
    }
  }
}
