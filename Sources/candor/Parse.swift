import ArgumentParser
import Forensics
import Letters
import Mail
import Operations
import Post
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// `candor parse FILE…`.
struct Parse: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take one or more forwarded mails apart and say what is in them.",
    discussion: "With several files one JSON document a line, in their order. Exit status 2: a file can't be read.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "Mail files: .eml, .msg, mbox.")
  var files: [String]

  @Option(help: "text or json.")
  var format: Format = .text

  @Option(help: ArgumentHelp("An address that reports are sent to; repeat for several.", valueName: "address"))
  var intake: [String] = []

  @Option(
    name: .customLong("trusted-receiver"),
    help: ArgumentHelp("A host whose added lines are believed; repeat for several.", valueName: "host"))
  var trustedReceivers: [String] = []

  @OptionGroup var keys: KeyOption
  @OptionGroup var settings: Settings

  func validate() throws {
    for text in intake where EmailAddress(text) == nil {
      throw ValidationError("--intake: \"\(text)\" is no e-mail address")
    }
    for text in trustedReceivers where DomainName(text) == nil {
      throw ValidationError("--trusted-receiver: \"\(text)\" is no host name")
    }
  }

  func run() async {
    let knowledge = settings.loadKnowledge()
    let parsing = Parsing(
      knowledge: knowledge, keys: keys.load(),
      intake: intake.compactMap { EmailAddress($0) }, trustedReceivers: trustedReceivers.compactMap { DomainName($0) })
    var unreadable = false
    var out: [UInt8] = []
    let items = files.flatMap { file -> [MailFile.Item] in
      do throws(FileTrouble) { return try MailFile.items(file) } catch {
        Console.warn(error.description)
        unreadable = true
        return []
      }
    }
    for item in items {
      switch item.read() {
      case .failure(let trouble):
        Console.warn(trouble.description)
        unreadable = true
      case .success(let bytes):
        if bytes.isEmpty { Console.warn("\(item.name) is empty: nothing was in it to read") }
        let (report, evidence) = parsing.parse(bytes)
        let document = MessageDocument(report: report, evidence: evidence, words: knowledge.sheets.english)
        out +=
          format == .json
          ? document.json(indented: items.count == 1) : document.text(title: items.count == 1 ? nil : item.name)
        if format == .json, items.count > 1 { out.append(0x0A) }
      }
      if out.count > 1 << 20 {
        Console.write(out)
        out.removeAll(keepingCapacity: true)
      }
    }
    Console.write(out)
    if unreadable { Glibc.exit(2) }
  }
}
