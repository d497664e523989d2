import ArgumentParser
import Evidence
import Forensics
import Foundation
import Operations
import Store
import Vocabulary

/// `candor verify` and `candor checkpoint`.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that nothing in the record, and no sealed mail, was changed, taken out or put in.",
    discussion: "Exit status 0: sound; 1: not sound, and the first bad entry is named; 2: it could not be read.")

  @OptionGroup var data: DataOption

  func run() async {
    _ = data.settings()
    let database = data.database(readOnly: true)
    do throws(StoreTrouble) {
      let (result, others) = try await Verifying(
        ledger: database.ledger, archive: database.reports, checkpoints: data.checkpoints(database)
      ).verify()
      for fault in result.faults { Console.warn(fault.text) }
      if result.more > 0 { Console.warn("and \(result.more) more") }
      for fault in others { Console.warn(fault) }
      guard result.isSound, others.isEmpty else {
        Console.warn(
          result.firstBad.map { "The record is NOT sound: the first bad entry is \($0) of \(result.size)." }
            ?? "The record is NOT sound.")
        Foundation.exit(1)
      }
      Console.write(
        "\(result.size) entries, sound. The last checkpoint vouches for the first \(result.vouchedSize).\nroot \(result.root.hex)\n"
          .utf8)
    } catch { Console.fail(error) }
  }
}

struct MakeCheckpoint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "Sign what the record holds now, and print it: keep the copy somewhere else.")

  @OptionGroup var data: DataOption

  func run() async {
    _ = data.settings()
    let database = data.database()
    do throws(StoreTrouble) {
      let note = try await Checkpointing(
        ledger: database.ledger, checkpoints: data.checkpoints(database), now: Console.now
      ).make()
      Console.write((note ?? "The record is empty.\n").utf8)
    } catch { Console.fail(error) }
  }
}

extension DataOption {
  func checkpoints(_ database: CaseDatabase) -> CheckpointArchive {
    let domain = settings().organization.domains.first?.ascii ?? "candor"
    return database.checkpoints(keyFile: folder + "/record.key", name: "\(domain)/candor")
  }
}
