import ArgumentParser
import Foundation
import Letters
import Operations
import Post
import Store
import Vocabulary

/// `candor status export`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "The public status page.", subcommands: [Export.self])

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the status page as it was published, as files for any web host.",
      discussion: """
        index.html is in the company's first language; each other language has a page of its own, and each an Atom feed. \
        Nothing that was not published on the pages of `candor serve` is written.
        """)
    @OptionGroup var data: DataOption
    @Argument(help: "The folder to write to; made where it is not there.") var place: String
    @Option(
      help: ArgumentHelp("Where people reach the check page; without it no page links to one.", valueName: "address"))
    var check: String?
    @OptionGroup var settings: Settings

    func validate() throws {
      if let check, !check.hasPrefix("https://") {
        throw ValidationError("--check: \"\(check)\" does not begin with https://")
      }
    }

    func run() async {
      do {
        let book = try StatusFolder.load(try KnowledgePlace.find(settings.knowledge) + "/letters")
        guard let content = try await data.database(readOnly: true).status.load() else {
          Console.fail("no status page was published; do that on its page of candor serve, after the first notice left")
        }
        let first = content.languages.first
        let names: @Sendable (Language) -> String = { $0.tag == first ? "index.html" : "\($0.tag).html" }
        let page = StatusPage(
          content, book: book, zone: data.settings().zone,
          links: StatusPage.Links(check: check, feed: { "\($0.tag).atom" }, page: names))
        // A web server reads it as another user.
        try OutputFile.folder(place, for: .everybody)
        for language in page.languages {
          try write(page.html(in: language), names(language))
          try write(page.feed(in: language, address: nil, book: book), "\(language.tag).atom")
        }
        if check == nil {
          Console.warn("no page links to the check of single mails; --check https://… says where that is")
        }
        Console.write(
          "\(place): \(page.languages.map(\.tag).joined(separator: ", ")), as published on \(Timestamp(seconds: content.made).rfc3339)\n"
            .utf8)
      } catch { Console.fail("\(error)") }
    }

    private func write(_ bytes: [UInt8], _ name: String) throws(FileTrouble) {
      try OutputFile.write(bytes, to: place + "/" + name, for: .everybody)
    }
  }
}
