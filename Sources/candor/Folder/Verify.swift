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
    discussion: """
      Exit status 0: sound; 1: not sound, and the first bad entry is named; 2: it could not be read.
      With --bundle it checks what `candor export` wrote, and needs no data folder.
      """)

  @OptionGroup var data: DataOption
  @Option(help: ArgumentHelp("An exported case: its folder or .tar.", valueName: "place")) var bundle: String?
  @Option(
    help: ArgumentHelp(
      "The key of whoever exported it, as they told you by another way than the bundle.", valueName: "name+id+base64"),
    transform: { text in
      guard let key = NoteKey(text) else { throw ValidationError("--key: \"\(text)\" is no key of a log") }
      return key
    })
  var key: NoteKey?
  @Option(
    name: .customLong("checkpoint"),
    help: ArgumentHelp(
      "A checkpoint that was kept elsewhere, as `candor checkpoint` printed it: the record must still begin with what it vouches for; repeat.",
      valueName: "file"))
  var kept: [String] = []

  func run() async {
    if let bundle { return check(bundle) }
    let elsewhere = kept.map { file in
      guard let note = FileManager.default.contents(atPath: file) else {
        Console.fail("--checkpoint: \(file): there is no such file, or it may not be read")
      }
      return (name: file, note: [UInt8](note))
    }
    _ = data.settings()
    let database = data.database(readOnly: true)
    do throws(StoreTrouble) {
      let (result, others) = try await Verifying(
        ledger: database.ledger, archive: database.reports, checkpoints: data.checkpoints(database)
      ).verify(elsewhere: elsewhere)
      Self.report(result, others, of: "The record")
    } catch { Console.fail(error) }
  }
}

extension Verify {
  /// Says what was found; ends the program with exit status 1 where something was.
  static func report(_ result: Verification, _ others: [String], of what: String) {
    for fault in result.faults { Console.warn(fault.text) }
    if result.more > 0 { Console.warn("and \(result.more) more") }
    for fault in others { Console.warn(fault) }
    guard result.isSound, others.isEmpty else {
      Console.warn(
        result.firstBad.map { "\(what) is NOT sound: the first bad entry is \($0) of \(result.size)." }
          ?? "\(what) is NOT sound.")
      Foundation.exit(1)
    }
    Console.write(
      "\(result.size) entries, sound. The last checkpoint vouches for the first \(result.vouchedSize).\nroot \(result.root.hex)\n"
        .utf8)
  }

  private func check(_ place: String) {
    let check: BundleCheck
    do throws(StoreTrouble) { check = try BundleFile.check(place) } catch { Console.fail(error) }
    let enclosed = check.enclosedKey
    let result = check.result(keys: [key ?? enclosed].compactMap(\.self))
    for fault in result.faults.prefix(CustodyVerifier.mostFaults) { Console.warn("\(fault.file): \(fault.text)") }
    if result.faults.count > CustodyVerifier.mostFaults {
      Console.warn("and \(result.faults.count - CustodyVerifier.mostFaults) more")
    }
    guard result.isSound else {
      Console.warn(
        result.firstBad.map { "The bundle is NOT sound: the first bad entry is \($0) of \(result.entries)." }
          ?? "The bundle is NOT sound.")
      Foundation.exit(1)
    }
    Console.write(
      """
      \(result.files) files, sound. \(result.entries) entries, \(result.withheld) of them by their digest alone; \
      the checkpoint vouches for the first \(result.vouchedSize).
      root \(result.root?.hex ?? "")

      """.utf8)
    if key == nil, let enclosed {
      Console.warn(
        "checked with the key that lies in the bundle; whoever changed one could have changed the other. Ask whoever exported it whether their key is \(enclosed.text)"
      )
    }
  }
}

struct MakeCheckpoint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "Sign what the record holds now, and print it: keep the copy somewhere else.")

  @OptionGroup var data: DataOption

  func run() async {
    _ = data.settings()
    let database = data.database(migrating: false)
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
    database.checkpoints(keyFile: folder + "/record.key", name: Self.recordName(settings()))
  }

  /// What the record is called in its checkpoints.
  static func recordName(_ settings: FolderSettings) -> String {
    "\(settings.organization.domains.first?.ascii ?? "candor")/candor"
  }
}
