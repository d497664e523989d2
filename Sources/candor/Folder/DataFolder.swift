import ArgumentParser
import Evidence
import Forensics
import Foundation
import Letters
import Mail
import Operations
import Post
import Probes
import Store
import Vocabulary

/// `--data DIR`, and what is opened from it.
struct DataOption: ParsableArguments {
  @Option(
    name: .customLong("data"), help: ArgumentHelp("The data folder that `candor init` made.", valueName: "folder"))
  var folder = "candor-data"

  var settingsFile: String { folder + "/candor.yaml" }
  var databaseFile: String { folder + "/candor.sqlite" }
  var lockFile: String { folder + "/lock" }
  var spool: String { folder + "/incoming" }
  var stores: String { folder + "/stores" }

  func settings() -> FolderSettings {
    guard FileManager.default.fileExists(atPath: settingsFile) else {
      Console.fail("\(folder) is no data folder; make one with: candor init --data \(folder)")
    }
    do throws(FileTrouble) { return try SettingsFile.load(settingsFile) } catch { Console.fail(error) }
  }

  /// Only who has the folder's lock may be `migrating`.
  func database(readOnly: Bool = false, migrating: Bool = true) -> CaseDatabase {
    // Mail and lists are for nobody else on this machine.
    umask(0o077)
    do throws(StoreTrouble) {
      return try CaseDatabase(path: databaseFile, readOnly: readOnly, migrating: migrating)
    } catch { Console.fail(error) }
  }

  func memory(_ database: CaseDatabase) -> CaseDesk.Memory {
    CaseDesk.Memory(
      archive: database.reports, ledger: database.ledger, outbox: database.outbox, cases: database.cases,
      members: database.members(folder: stores, now: Console.now),
      erasures: database.erasures(folder: folder, now: Console.now), lookups: database.lookups,
      notices: database.notices)
  }

  /// For commands that change something: nobody else may have the folder.
  func locked() -> FolderLock {
    guard FileManager.default.fileExists(atPath: settingsFile) else {
      Console.fail("\(folder) is no data folder; make one with: candor init --data \(folder)")
    }
    guard let lock = FolderLock(lockFile) else {
      Console.fail(
        "\(folder) is in use by another candor (a running `candor serve`?). Stop it first, or do this on its pages.")
    }
    return lock
  }
}

/// A folder that only this process writes to, until it ends or lets go.
final class FolderLock: Sendable {
  private let descriptor: Int32

  init?(_ path: String) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }
}

/// The desk over an opened folder.
struct OpenFolder {
  let option: DataOption
  let settings: FolderSettings
  let database: CaseDatabase
  let knowledge: Knowledge
  let desk: CaseDesk
  let acknowledging: Acknowledging
  let resolver: Resolver?

  /// `asks`: the DNS, where the settings allow it. `change`: what a command's options say otherwise than candor.yaml.
  init(
    _ option: DataOption, knowledge: Knowledge, readOnly: Bool = false, migrating: Bool = true, asks: Bool = false,
    _ change: (inout FolderSettings) -> Void = { _ in }
  ) {
    self.option = option
    self.knowledge = knowledge
    var settings = option.settings()
    change(&settings)
    self.settings = settings
    database = option.database(readOnly: readOnly, migrating: migrating)
    let ledger = database.ledger
    let acknowledging = Acknowledging(
      settings: settings, knowledge: knowledge, restored: { await ledger.restoredPeriod() },
      hasOriginal: database.reports.hasOriginal)
    self.acknowledging = acknowledging
    resolver = asks ? Self.resolver(settings.lookups) : nil
    desk = CaseDesk(
      settings: settings, knowledge: knowledge, memory: option.memory(database), version: programVersion,
      names: resolver?.service, now: Console.now,
      answer: { mail throws(StoreTrouble) in try await acknowledging.answer(mail) })
  }

  /// `CANDOR_DNS=off` in the environment stands above the settings: for tests, and for a machine that is to stay silent.
  private static func resolver(_ settings: LookupSettings) -> Resolver? {
    guard settings.scope != .off, ProcessInfo.processInfo.environment["CANDOR_DNS"] != "off" else { return nil }
    do throws(ResolverTrouble) {
      return try Resolver(ResolverPlace(server: settings.server, anchorFile: settings.anchorFile), now: Console.now)
    } catch {
      Console.warn("nothing is looked up in the DNS: \(error)")
      return nil
    }
  }
}
