import ArgumentParser
import Casework
import Domains
import Forensics
import Foundation
import Letters
import Operations
import Post
import Store
import Vocabulary

/// `candor init`.
struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a data folder for a company: who it is, and an empty record.",
    discussion: "Asks for what the options do not say. `candor serve` then runs on the folder.")

  @OptionGroup var data: DataOption

  @Option(help: "The company's name, as its customers know it.")
  var name: String?

  @Option(name: .customLong("domain"), help: ArgumentHelp("A domain of its own; repeat for each.", valueName: "domain"))
  var domains: [String] = []

  @Option(
    name: .customLong("language"),
    help: ArgumentHelp("A language of its customers, most used first: en, es or hu; repeat.", valueName: "tag"))
  var languages: [String] = []

  @Option(
    name: .customLong("intake"),
    help: ArgumentHelp(
      "An address that customers send reports to; repeat. Default: report@ the first domain.", valueName: "address"))
  var intake: [String] = []

  @Option(help: ArgumentHelp("An incident folder: its company and its lists are taken over.", valueName: "folder"))
  var from: String?

  @Flag(help: "Ask nothing.")
  var yes = false

  @OptionGroup var settings: Settings

  func run() async throws {
    guard !FileManager.default.fileExists(atPath: data.settingsFile) else {
      Console.fail("\(data.folder) is a data folder already; nothing was changed")
    }
    if let from { return await take(from) }
    let name = answer(name, "What is the company called? ", option: "--name")
    let given =
      domains.isEmpty ? [answer(nil, "Its domain (several: with spaces between): ", option: "--domain")] : domains
    let knowledge = settings.loadKnowledge()
    let owned = given.flatMap { $0.split { " ,".contains($0) }.map(String.init) }.map { text in
      guard let domain = DomainSpelling.ascii(text) else { Console.fail("--domain: \"\(text)\" is no domain name") }
      guard let registered = knowledge.suffixes.registrable(domain.ascii) else {
        Console.fail(
          "--domain: \"\(text)\" is no domain that a company can own; give the one in its mail addresses, such as example.com"
        )
      }
      guard domain.ascii == "www." + registered, let whole = DomainName(registered) else { return domain }
      Console.warn("\(text) is the name of a web server; taken as \(registered)")
      return whole
    }
    guard !owned.isEmpty else { Console.fail("--domain is needed: the one in the company's mail addresses") }
    let asked =
      languages.isEmpty && !yes && Console.canAsk
      ? Console.ask("Languages of its customers (en es hu) [en]: ").split(separator: " ").map(String.init) : languages
    let tags = (asked.isEmpty ? ["en"] : asked).map { text in
      guard let language = Language(text) else { Console.fail("--language: \"\(text)\" is no language tag such as en") }
      if knowledge.letters[language] == nil {
        let offered = knowledge.letters.languages.map(\.tag).joined(separator: ", ")
        Console.warn(
          "--language: there are no letters in \(language) (there are: \(offered)); nobody is written to in it")
      }
      return language
    }
    let addresses = (intake.isEmpty ? owned.prefix(1).map { "report@\($0.ascii)" } : intake).map { text in
      guard let address = EmailAddress(text) else { Console.fail("--intake: \"\(text)\" is no e-mail address") }
      return address
    }
    await make(Organization(name: name, domains: owned, languages: tags, intake: addresses))
    Console.write(
      """
      Made \(data.folder) for \(name).

      Next:
        candor store import crm customers.csv --data \(data.folder)     who is in which of your lists
        candor serve --data \(data.folder)                              the pages, and mail in
      \(data.settingsFile) says by which doors mail comes in and goes out.

      """.utf8)
  }

  private func make(_ organization: Organization) async {
    do {
      try FileManager.default.createDirectory(
        atPath: data.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { Console.fail("\(data.folder): \(error.localizedDescription)") }
    do throws(FileTrouble) { try SettingsFile.write(organization, to: data.settingsFile) } catch { Console.fail(error) }
    let lock = data.locked()
    defer { withExtendedLifetime(lock) {} }
    var first = LedgerTransaction(now: Console.now())
    first.entries = [
      LedgerEntry(.folderMade(organization: organization.name, domains: organization.domains.map(\.ascii)))
    ]
    do throws(StoreTrouble) { _ = try await data.database().ledger.append(first) } catch { Console.fail(error) }
  }

  /// The company and the lists of an incident folder; its reports are left to `candor receive`.
  private func take(_ folder: String) async {
    do throws(FileTrouble) {
      let incident = try IncidentFolder(folder)
      let company = incident.description.organization
      let usual = company.domains.prefix(1).compactMap { EmailAddress("report@\($0.ascii)") }
      if company.intake.isEmpty, let first = usual.first {
        Console.warn("no address for reports is named; \(first.text) is put into \(data.settingsFile)")
      }
      await make(
        Organization(
          name: company.name, domains: company.domains, website: company.website, languages: company.languages,
          senders: company.senders, intake: company.intake.isEmpty ? usual : company.intake,
          trustedReceivers: company.trustedReceivers))
      let members = data.memory(data.database()).members
      for store in incident.description.stores {
        let description = StoreDescription(
          id: store.id, name: store.name, custodian: store.custodian, isRetired: store.isRetired,
          retiredOn: store.retiredOn?.description, fields: store.fields, testAccounts: store.testAccounts.map(\.text))
        let source = MembersSource(path: "\(folder)/\(store.members)", name: store.members, columns: store.columns)
        do throws(StoreTrouble) {
          let result = try await members.add(description, source)
          Console.write("\(store.id): \(result.rows) members\n".utf8)
        } catch { Console.fail(error) }
      }
    } catch { Console.fail(error) }
    Console.write(
      "Made \(data.folder). Next: candor receive REPORTS… and candor serve, both with --data \(data.folder)\n".utf8)
  }

  private func answer(_ given: String?, _ question: String, option: String) -> String {
    let text = (given ?? (yes || !Console.canAsk ? "" : Console.ask(question))).trimmingCharacters(in: .whitespaces)
    guard !text.isEmpty, text.utf8.count <= 200 else { Console.fail("\(option) is needed (at most 200 bytes)") }
    return text
  }
}

extension Console {
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  static func ask(_ question: String) -> String {
    write(question.utf8, to: STDERR_FILENO)
    return readLine(strippingNewline: true) ?? ""
  }
}
