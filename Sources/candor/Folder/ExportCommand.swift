import Casework
import ArgumentParser
import Evidence
import Foundation
import Letters
import Operations
import Store
import Vocabulary

/// `candor export`.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write one case as a signed bundle that an outsider can check.",
    discussion: """
      At TLP:RED, the default, it holds everything: the customers' mail as it came, their names and addresses. That is for \
      the police or your lawyer. Every lower level leaves out all that a customer could be known by, and says so.
      The record notes each export. Check a bundle with `candor verify --bundle`, or scripts/verify_bundle.py.
      """)

  @OptionGroup var data: DataOption
  @Argument(help: "The case's number.") var id: Int64
  @Option(
    name: .customLong("tlp"),
    help: ArgumentHelp("clear, green, amber, amber+strict or red: how far it may be passed on.", valueName: "level"),
    transform: Self.level)
  var level = TrafficLight.red
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("A new file that ends in .tar, or a new folder.", valueName: "place"))
  var place: String
  @OptionGroup var settings: Settings

  func run() async {
    let folder = OpenFolder(data, knowledge: settings.loadKnowledge(), migrating: false)
    do throws(StoreTrouble) {
      let exporting = Exporting(desk: folder.desk, checkpoints: data.checkpoints(folder.database))
      let sink = try BundleFile.sink(place, now: Console.now())
      guard let outcome = try await exporting.export(id, at: level, by: Actor.command, to: sink) else {
        sink.abandon()
        Console.fail("there is no case \(id); candor case list shows those that there are")
      }
      let left = outcome.omissions.map { "  \($0.text)\n" }.joined()
      Console.write(
        """
        \(place): case \(id), \(level.rawValue). \(level.meaning)
        \(outcome.files) files; \(outcome.shown) entries of the record in full, \(outcome.withheld) by their digest alone.
        Left out\(left.isEmpty ? ": nothing.\n" : ":\n" + left)Check it with: candor verify --bundle \(place) --key '\(outcome.key.text)'
        Tell that key to whoever gets the bundle by another way than the bundle.

        """.utf8)
    } catch { Console.fail(error) }
  }

  private static func level(_ text: String) throws -> TrafficLight {
    let name = text.lowercased()
    guard let level = TrafficLight.allCases.first(where: { $0.lowercase == name || "tlp:\($0.lowercase)" == name })
    else { throw ValidationError("\"\(text)\": clear, green, amber, amber+strict or red") }
    return level
  }
}

extension Actor {
  /// Whoever uses the command line, by the name of their account on this machine.
  static var command: String { "command:\(NSUserName())" }
}
