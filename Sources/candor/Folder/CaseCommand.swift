import ArgumentParser
import Casework
import Foundation
import Letters
import Operations
import Vocabulary

/// `candor case list` and `candor case show`.
struct CaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "What cases there are, and what is known of one.",
    subcommands: [List.self, Show.self])

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "All cases, the first one first.")
    @OptionGroup var data: DataOption
    @Option(help: "text or json.") var format: Format = .text
    @OptionGroup var settings: Settings

    func run() async {
      let folder = OpenFolder(data, knowledge: settings.loadKnowledge(), readOnly: true)
      do throws(StoreTrouble) {
        var summaries: [CaseSummary] = []
        for id in try await folder.desk.cases.ids() {
          if let summary = try await folder.desk.summary(of: id) { summaries.append(summary) }
        }
        Console.write(
          format == .json
            ? CaseSummary.json(summaries)
            : CaseSummary.text(summaries, threshold: folder.settings.escalation.threshold))
      } catch { Console.fail(error) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One case: its finding sheet, or the document of its investigation.")
    @OptionGroup var data: DataOption
    @Argument(help: "The case's number; default: the newest.") var id: Int64?
    @Option(help: "text or json.") var format: Format = .text
    @OptionGroup var language: LanguageOption
    @OptionGroup var settings: Settings

    func run() async {
      let folder = OpenFolder(data, knowledge: settings.loadKnowledge(), readOnly: true)
      do throws(StoreTrouble) {
        let ids = try await folder.desk.cases.ids()
        guard let id = id ?? ids.last else { Console.fail("there is no case yet") }
        guard let assessment = try await folder.desk.assessing.freshAssessment(of: id) else {
          Console.fail("there is no case \(id); candor case list shows those that there are")
        }
        Console.write(
          format == .json
            ? InvestigationDocument(assessment.investigation, in: folder.knowledge.sheets.english).json()
            : Array(
              FindingSheetText(
                assessment.investigation, in: language.words(folder.knowledge), priors: folder.knowledge.priors
              )
              .text(isTerminal: Console.isTerminal).utf8)
              + Array("\nIts page in candor serve, with the steps and the letters to customers: /cases/\(id)\n".utf8))
      } catch { Console.fail(error) }
    }
  }
}
