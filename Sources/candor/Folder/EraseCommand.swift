import Casework
import ArgumentParser
import Foundation
import Operations
import Vocabulary

/// `candor erase`.
struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Delete one person from everything that is kept, for good.",
    discussion: """
      Shows what would go, and asks. From lists, reports with their mail, letters, the record's personal part, and files \
      that wait; the record notes that somebody was deleted, and still verifies. Backups that you made keep the person.
      """)

  @OptionGroup var data: DataOption
  @Argument(
    help: "The person's address; addresses with a tag (jane+shop@…) are theirs too.",
    transform: { text in
      guard let address = EmailAddress(text) else { throw ValidationError("\"\(text)\" is no e-mail address") }
      return address
    })
  var person: EmailAddress
  @Flag(help: "Ask nothing.") var yes = false
  @OptionGroup var settings: Settings

  func run() async {
    let lock = data.locked()
    defer { withExtendedLifetime(lock) {} }
    let folder = OpenFolder(data, knowledge: settings.loadKnowledge())
    do throws(StoreTrouble) {
      _ = try await folder.desk.examineWaiting()
      let erasing = Erasing(desk: folder.desk)
      let traces = try await erasing.traces(of: person)
      Console.write("\(person.text)\n\(traces.lines.map { "  \($0)\n" }.joined())".utf8)
      for line in traces.remarks { Console.warn(line) }
      guard !traces.isEmpty else { return report(try await erasing.overwrite(person)) }
      guard yes || agreed() else {
        Console.write("Nothing was changed. With --yes, or a yes to the question, this is deleted.\n".utf8)
        return
      }
      report(try await erasing.erase(person, by: Actor.command).isOverwritten)
      Console.write("Deleted, for good. The record says that somebody was, not who.\n".utf8)
    } catch { Console.fail(error) }
  }

  private func report(_ isOverwritten: Bool) {
    guard !isOverwritten else { return }
    Console.fail(
      "deleted, but somebody is reading the database: it can still be found in its files. Run this again in a while")
  }

  private func agreed() -> Bool {
    Console.canAsk && Console.ask("Delete all of this for good? [y/N] ").lowercased().hasPrefix("y")
  }
}

extension Traces {
  /// What goes, a line each.
  var lines: [String] {
    if isEmpty { return ["nothing is kept of this person that can be deleted"] }
    var lines: [String] = []
    if !rows.isEmpty {
      lines.append(
        "lists: \(rows.sorted { $0.key < $1.key }.map { "\($0.value) in \($0.key)" }.joined(separator: ", "))")
    }
    if !reports.isEmpty {
      lines.append(
        "reports, with their mail: \(reports.map(String.init).joined(separator: ", ")) (\(ofOthers) of them sent by others)"
      )
    }
    if !letters.isEmpty { lines.append("letters: \(letters.map(String.init).joined(separator: ", "))") }
    if !notices.isEmpty {
      lines.append("ledgers of notices that lose the address: \(notices.map(String.init).joined(separator: ", "))")
    }
    if !entries.isEmpty { lines.append("entries of the record that lose their personal part: \(entries.count)") }
    if !files.isEmpty { lines.append("files that wait to be taken in: \(files.joined(separator: ", "))") }
    if isSender { lines.append("the address as a sender of fakes: letters may go to it again") }
    return lines
  }

  /// What stays.
  var remarks: [String] {
    var remarks: [String] = []
    if hasAccount { remarks.append("stays: the address has an account here; an administrator removes it under People") }
    if !testLists.isEmpty {
      remarks.append(
        "stays: it is a test account of \(testLists.joined(separator: ", ")), as the list's description says")
    }
    if !noticeTexts.isEmpty {
      remarks.append(
        "stays: somebody wrote the address into the text of notice \(noticeTexts.map(String.init).joined(separator: ", ")); a draft can be changed on its page"
      )
    }
    if !words.isEmpty {
      remarks.append(
        "stays: somebody wrote the address into the record, which cannot be changed: entry \(words.prefix(20).map(String.init).joined(separator: ", "))"
      )
    }
    return remarks
  }
}
