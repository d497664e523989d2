import ArgumentParser
import Forensics
import Casework
import Letters
import Operations
import Post
import Vocabulary

/// `candor investigate FOLDER`.
struct Investigate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what the forwarded mails of an incident folder are, who sent them, and which list leaked.",
    discussion:
      "The folder holds candor.yaml, stores/*.csv and reports/. Exit status 0: investigated; 2: the folder can't be used."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

  @Argument(help: "The incident folder.")
  var folder: String

  @Option(help: "text, json or html.")
  var format: Format = .text

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write the result to a file instead of standard output.", valueName: "file")
  )
  var output: String?

  @Option(help: ArgumentHelp("Also write the finding as one HTML file.", valueName: "file"))
  var html: String?

  @Option(help: ArgumentHelp("The time to count from, RFC 3339; default: the clock.", valueName: "time"))
  var now: String?

  @Flag(help: "Hide customers' addresses.")
  var redact = false

  @Option(help: ArgumentHelp("How many reports to examine side by side; default: one a processor.", valueName: "count"))
  var jobs: Int?

  @OptionGroup var language: LanguageOption
  @OptionGroup var keys: KeyOption
  @OptionGroup var settings: Settings

  func validate() throws {
    if let now, Timestamp(rfc3339: now) == nil {
      throw ValidationError("--now: \"\(now)\" is no time such as 2014-11-14T09:00:00Z")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs: at least 1") }
  }

  func run() async {
    let source: IncidentSource
    do throws(FileTrouble) {
      source = try IncidentFolder(folder).source { Console.progress($0) }
    } catch {
      Console.endProgress()
      Console.fail(error)
    }
    let knowledge = settings.loadKnowledge()
    let words = language.words(knowledge)
    for sender in source.organization.senders where !knowledge.catalog.providers.contains(where: { $0.id == sender }) {
      Console.warn(
        "candor.yaml: organization.senders: \"\(PlainText.clean(sender, width: 60))\" is no service that Candor knows, and counts for nothing; the names are those of the files in Data/providers"
      )
    }
    let investigating = Investigating(
      knowledge: knowledge, keys: keys.load(), version: programVersion,
      now: now.flatMap { Timestamp(rfc3339: $0) } ?? Console.now(), workers: jobs ?? Console.processors)
    let result = await investigating.run(source) { done, all in Console.progress("\(done) of \(all) reports examined") }
    Console.endProgress()
    let redaction: Redaction = redact ? .addresses : .none
    warn(result, redaction)
    func page() -> [UInt8] {
      FindingSheetPage(result, in: words, priors: knowledge.priors, redaction: redaction).html()
    }
    if let html { save(page(), to: html) }
    let bytes: [UInt8] =
      switch format {
      case .json: InvestigationDocument(result, in: knowledge.sheets.english, redaction: redaction).json()
      case .html: page()
      case .text:
        Array(
          FindingSheetText(result, in: words, priors: knowledge.priors, redaction: redaction)
            .text(isTerminal: output == nil && Console.isTerminal).utf8)
      }
    if let output { save(bytes, to: output) } else { Console.write(bytes) }
  }

  private func save(_ bytes: [UInt8], to path: String) {
    do throws(FileTrouble) { try OutputFile.write(bytes, to: path) } catch { Console.fail(error) }
  }

  private func warn(_ result: Investigation, _ people: Redaction) {
    for skipped in result.skipped.prefix(20) {
      let file = people.hide(skipped.file)
      let place = skipped.line.map { "\(file):\($0)" } ?? file
      Console.warn(
        "skipped \(place): \(people.hide(skipped.why))\(skipped.more > 0 ? " (and \(skipped.more) more rows of this file)" : "")"
      )
    }
    if result.skipped.count > 20 {
      Console.warn("and \(result.skipped.count - 20) more were skipped; --format json lists them all")
    }
  }
}
