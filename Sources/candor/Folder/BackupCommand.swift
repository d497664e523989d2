import Casework
import ArgumentParser
import Foundation
import Operations
import Post
import Store
import Vocabulary

/// `candor backup` and `candor restore`.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Save a data folder into one file, also while `candor serve` runs on it.",
    discussion: """
      The file is a tar archive that its owner alone may read; it holds customers' mail, the members' lists and the record's key.
      It has its name only when it is whole. What was saved is verified: exit status 1 says that it is saved and not sound.
      """)

  @OptionGroup var data: DataOption
  @Option(name: .customLong("to"), help: ArgumentHelp("A new file: candor-2014-11-11.tar.", valueName: "file"))
  var file: String

  func run() async {
    umask(0o077)
    let name = DataOption.recordName(data.settings())
    do throws(StoreTrouble) {
      let backup = Backup(of: data.folder, to: file, name: name, version: programVersion, now: Console.now())
      let outcome = try await backup.make()
      for name in outcome.leftOut { Console.warn("not saved: \(data.folder)/\(name)") }
      Console.write("\(file): \(outcome.files) files, \(outcome.bytes) bytes.\n".utf8)
      Verify.report(outcome.verification, outcome.others, of: "What was saved")
    } catch { Console.fail(error) }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make a data folder from a file that `candor backup` wrote.",
    discussion: """
      The folder must not be there, or be empty. Letters that waited when the backup was made wait for a person's decision, \
      since they may have been sent after it. Exit status 1: it is restored, and what was saved is not sound.
      """)

  @Argument(help: "The file.") var file: String
  @OptionGroup var data: DataOption

  func run() async {
    umask(0o077)
    do throws(StoreTrouble) {
      let outcome = try await Restore(from: file, to: data.folder, now: Console.now()).make(by: Actor.command) {
        path throws(StoreTrouble) in
        do throws(FileTrouble) { return DataOption.recordName(try SettingsFile.load(path)) } catch {
          throw StoreTrouble(.damaged, "\(error)")
        }
      }
      Console.write(
        """
        \(data.folder): restored from \(file), \(outcome.label).
        \(outcome.held) letters wait for a decision on the page of outgoing mail: each may have been sent after the backup.
        Whoever was deleted after the backup is back: delete them once more. Files that candor.yaml names elsewhere are not in a backup.

        """.utf8)
      Verify.report(outcome.verification, outcome.others, of: "What was restored")
    } catch { Console.fail(error) }
  }
}
