import Domains
import Forensics
import Mail
import Vocabulary

extension MessageDocument {
  /// The same for people; `title` is the file's name where several are printed.
  package func text(title: String?) -> [UInt8] {
    let items = items
    var sections: [Sheet.Section] = []
    for (index, item) in items.enumerated() {
      sections.append(
        Sheet.Section(
          id: "original-\(index + 1)", heading: items.count > 1 ? "Original \(index + 1)" : "What was forwarded",
          blocks: blocks(item, isMain: index == 0)))
    }
    let sheet = Sheet(
      title: title.map { PlainText.clean($0, width: 76) } ?? "One message", headline: Self.sentence(report.carrier),
      tone: .calm,
      lead: [], facts: outer(), sections: sections, colophon: [], language: "en")
    return Array(SheetText.text(sheet, isTerminal: false).utf8)
  }

  private static func sentence(_ carrier: Carrier) -> Words {
    switch carrier {
    case .attachment: "A report with the suspicious mail attached, header and all."
    case .inline: "A report with the suspicious mail pasted into its text: no header, so little can be proven."
    case .original: "The suspicious mail itself."
    case .image: "A picture or PDF: kept as evidence, for a person to look at."
    case .none: "A plain message: nothing was forwarded in it."
    }
  }

  private func outer() -> [Sheet.Fact] {
    guard report.carrier != .image else { return [] }
    var facts = [
      Sheet.Fact(question: "From", answer: Self.shown(report.outer.from)),
      Sheet.Fact(question: "To", answer: Self.shown(report.outer.to)),
      Sheet.Fact(question: "Subject", answer: "\(report.outer.subject ?? "–")"),
      Sheet.Fact(question: "Date", answer: report.outer.date.map { "\($0)" } ?? "–"),
    ]
    if let note = report.note { facts.append(Sheet.Fact(question: "They wrote", answer: "“\(note)”")) }
    return facts
  }

  private func blocks(_ item: Item, isMain: Bool) -> [Sheet.Block] {
    var blocks: [Sheet.Block] = []
    if let original = item.original {
      blocks.append(
        .facts([
          Sheet.Fact(question: "From", answer: Self.shown(original.from.map { [$0] } ?? [])),
          Sheet.Fact(question: "To", answer: Self.shown(original.to + original.cc)),
          Sheet.Fact(question: "Subject", answer: "\(original.subject ?? "–")"),
          Sheet.Fact(question: "Date", answer: original.date.map { "\($0)" } ?? "–"),
          Sheet.Fact(question: "Text", answer: "\(original.text, width: 1200)"),
        ]))
      if !original.links.isEmpty { blocks.append(.table(Self.links(original.links))) }
      if !original.attachments.isEmpty { blocks.append(.table(Self.files(original.attachments))) }
    } else {
      blocks.append(.paragraph("Nothing."))
    }
    if let evidence = item.evidence { blocks += transport(evidence) }
    let defects = defects(of: item, isMain: isMain)
    if !defects.isEmpty {
      blocks.append(.subheading("What its format gets wrong"))
      blocks.append(.list(defects.prefix(30).map { "\($0)" }))
    }
    return blocks
  }

  private func transport(_ evidence: TransportEvidence) -> [Sheet.Block] {
    var blocks: [Sheet.Block] = []
    if let hops = evidence.path?.hops, !hops.isEmpty {
      blocks.append(
        .table(
          Sheet.Table(
            caption: "The way it came, the last server first",
            columns: [.init(name: "From"), .init(name: "Address"), .init(name: "By"), .init(name: "Believed")],
            rows: hops.prefix(20).map { hop in
              [
                "\(literal: hop.received.reverseName ?? hop.received.helo ?? "–")",
                "\(hop.received.address?.description ?? "–")",
                "\(literal: hop.received.by ?? "–")", hop.isTrusted ? "yes" : "no",
              ]
            })))
    }
    let checks = (evidence.path?.statements ?? []).flatMap { statement in
      statement.results.results.map { result in
        "\(result.method, width: 20) \(result.result, width: 20)\(Self.identity(of: result).map { " for \($0)" } ?? ""), written by \(statement.results.authservID ?? "a server without a name", width: 60), \(statement.isTrusted ? "believed" : "not believed")"
          as Words
      }
    }
    let signatures = evidence.signatures.map { "\($0.words)" as Words }
    if !checks.isEmpty || !signatures.isEmpty {
      blocks.append(.subheading("Checks and signatures"))
      blocks.append(.list(Array((checks + signatures).prefix(30))))
    }
    if let service = evidence.sender.service {
      let account: Words = service.account.map { ", account \(literal: $0)" } ?? ""
      blocks.append(.paragraph("Sent by \(strong: service.name)" + account + " (tier \(service.tier.rawValue))."))
      blocks.append(.list(service.because.map { "\(words.said($0))" }))
    } else {
      blocks.append(.paragraph("Which service sent it can't be told from this message."))
    }
    if !evidence.sender.claimed.isEmpty {
      blocks.append(
        .paragraph(
          "Only claimed, in lines that the sender could have written: \(Words.list(evidence.sender.claimed.map { "\($0)" }))."
        ))
    }
    return blocks
  }

  private static func shown(_ mailboxes: [Mailbox]) -> Words {
    guard !mailboxes.isEmpty else { return "–" }
    let shown = mailboxes.prefix(8).map { mailbox -> Words in
      let address: Words =
        mailbox.address.map { "\(literal: "\($0.local)@\(HostileURL.defang($0.domain))")" } ?? "no address"
      return mailbox.name.map { "“\($0, width: 60)” " + address } ?? address
    }
    return Words.list(shown) + (mailboxes.count > 8 ? " and \(mailboxes.count - 8) more" : "")
  }

  private static func links(_ links: [Link]) -> Sheet.Table {
    Sheet.Table(
      caption: "Links, made harmless", columns: [.init(name: "Leads to"), .init(name: "Shows")],
      rows: links.prefix(20).map {
        ["\(literal: $0.url.defanged, width: 200)", $0.text == $0.url.raw ? "itself" : "“\($0.text, width: 80)”"]
      })
  }

  private static func files(_ files: [Attachment]) -> Sheet.Table {
    Sheet.Table(
      caption: "Files that came with it",
      columns: [.init(name: "Name"), .init(name: "Type"), .init(name: "Bytes", isNumber: true)],
      rows: files.prefix(20).map { ["\(literal: $0.name ?? "–")", "\($0.type)", "\($0.size)"] })
  }
}
