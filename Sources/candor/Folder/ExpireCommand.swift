import ArgumentParser
import Foundation
import Operations
import Vocabulary

/// `candor expire`.
struct ExpireCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expire", abstract: "Delete reporters' mail and addresses that have been kept for long enough.",
    discussion: """
      keep: mail_days in candor.yaml says how long that is. A running `candor serve` does this by itself every hour; the record \
      notes which reports' mail went, and still verifies.
      """)

  @OptionGroup var data: DataOption
  @OptionGroup var settings: Settings

  func run() async {
    let lock = data.locked()
    defer { withExtendedLifetime(lock) {} }
    let folder = OpenFolder(data, knowledge: settings.loadKnowledge())
    guard let days = folder.settings.keepMailDays else {
      Console.write("Mail is kept until somebody deletes it: keep: mail_days in candor.yaml says none.\n".utf8)
      return
    }
    do throws(StoreTrouble) {
      _ = try await folder.desk.examineWaiting()
      let count = try await folder.desk.expire()
      let next = try await folder.desk.archive.retention().next(keepDays: days)
      Console.write(
        """
        Deleted: the mail of \(count) reports, older than \(days) days.\(next.map { " The next goes on \($0.date)." } ?? "")

        """.utf8)
    } catch { Console.fail(error) }
  }
}
