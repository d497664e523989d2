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
    let name = value(name, "--name", "What is the company called? ", Self.name)
    let knowledge = settings.loadKnowledge()
    let owned = value(joined(domains), "--domain", "Its domain (several: with spaces between): ") {
      text throws(Unfit) in try Self.domains(text, knowledge.suffixes)
    }
    let offered = knowledge.letters.languages
    let tags = value(
      joined(languages), "--language",
      "Languages of its customers (\(offered.map(\.tag).joined(separator: " "))) [en]: ", usual: "en", Self.languages)
    for language in tags where knowledge.letters[language] == nil {
      Console.warn(
        "there are no letters in \(language) (there are: \(offered.map(\.tag).joined(separator: ", "))); nobody is written to in it"
      )
    }
    let addresses = (intake.isEmpty ? owned.prefix(1).map { "report@\($0.ascii)" } : intake).map { text in
      guard let address = EmailAddress(text) else { Console.fail("--intake: \"\(text)\" is no e-mail address") }
      return address
    }
    if intake.isEmpty, let first = addresses.first {
      Console.warn(
        "reports are to come to \(first.text), and letters are written from it, since --intake says nothing else: that mailbox has to exist"
      )
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
    do throws(FileTrouble) { try SettingsFile.write(organization, zone: .ofThisMachine, to: data.settingsFile) } catch {
      Console.fail(error)
    }
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

  /// What an option gives; where it is not given, what a person answers, who is asked again where that cannot be taken.
  private func value<Value>(
    _ given: String?, _ option: String, _ question: String, usual: String? = nil,
    _ read: (String) throws(Unfit) -> Value
  ) -> Value {
    let asks = given == nil && !yes && Console.canAsk
    guard asks || given != nil || usual != nil else { Console.fail("\(option) is needed") }
    var left = asks ? 5 : 1
    while true {
      let text = (asks ? Console.ask(question) : given ?? "").trimmingCharacters(in: .whitespaces)
      do throws(Unfit) { return try read(text.isEmpty ? usual ?? "" : text) } catch {
        left -= 1
        guard left > 0 else { Console.fail(asks ? "\(error.why); nothing was made" : "\(option): \(error.why)") }
        Console.warn("\(error.why); please answer again")
      }
    }
  }

  private struct Unfit: Error { let why: String }

  private func joined(_ given: [String]) -> String? { given.isEmpty ? nil : given.joined(separator: " ") }

  private static func words(_ text: String) -> [String] { text.split { " ,;".contains($0) }.map(String.init) }

  private static func name(_ text: String) throws(Unfit) -> String {
    guard !text.isEmpty, text.utf8.count <= 200 else { throw Unfit(why: "a name of at most 200 bytes is needed") }
    return text
  }

  private static func domains(_ text: String, _ suffixes: PublicSuffixList) throws(Unfit) -> [DomainName] {
    var owned: [DomainName] = []
    for word in words(text) {
      guard let domain = DomainSpelling.ascii(word) else { throw Unfit(why: "\"\(word)\" is no domain name") }
      guard let registered = suffixes.registrable(domain.ascii) else {
        throw Unfit(
          why:
            "\"\(word)\" is no domain that a company can own; give the one in its mail addresses, such as example.com")
      }
      if domain.ascii == "www." + registered, let whole = DomainName(registered) {
        Console.warn("\(word) is the name of a web server; taken as \(registered)")
        owned.append(whole)
      } else {
        owned.append(domain)
      }
    }
    guard !owned.isEmpty else { throw Unfit(why: "the domain in the company's mail addresses is needed") }
    return owned
  }

  private static func languages(_ text: String) throws(Unfit) -> [Language] {
    var languages: [Language] = []
    for word in words(text) {
      guard let language = Language(word) else { throw Unfit(why: "\"\(word)\" is no language tag such as en") }
      languages.append(language)
    }
    return languages
  }
}

extension Console {
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  static func ask(_ question: String) -> String {
    write(question.utf8, to: STDERR_FILENO)
    return readLine(strippingNewline: true) ?? ""
  }
}
