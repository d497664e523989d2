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
      let heading =
        items.count > 1 ? words("message_original", ["number": words.number(index + 1)]) : words("message_forwarded")
      sections.append(
        Sheet.Section(
          id: "original-\(index + 1)", heading: heading.text, blocks: blocks(item, isMain: index == 0)))
    }
    let sheet = Sheet(
      title: title.map { PlainText.clean($0, width: 76) } ?? words("message_title").text,
      headline: words("message_carrier_\(report.carrier.rawValue)"), tone: .calm,
      lead: [], facts: outer(), sections: sections, colophon: [], language: words.language.tag)
    return Array(SheetText.text(sheet, isTerminal: false).utf8)
  }

  private func outer() -> [Sheet.Fact] {
    guard report.carrier != .image else { return [] }
    let facts = head(
      from: report.outer.from, to: report.outer.to, subject: report.outer.subject, date: report.outer.date)
    guard let note = report.note else { return facts }
    let lines = Self.lines(of: note, columns: 300)
    return facts + told("message_note", lines.count == 1 ? [words("quoted", ["text": lines[0]])] : lines)
  }

  private func head(from: [Mailbox], to: [Mailbox], subject: String?, date: Timestamp?) -> [Sheet.Fact] {
    [
      Sheet.Fact(question: words("message_from").text, answer: shown(from)),
      Sheet.Fact(question: words("message_to").text, answer: shown(to)),
      Sheet.Fact(question: words("message_subject").text, answer: "\(subject ?? "–")"),
      Sheet.Fact(question: words("message_date").text, answer: date.map { words.moment($0) } ?? "–"),
    ]
  }

  private func blocks(_ item: Item, isMain: Bool) -> [Sheet.Block] {
    var blocks: [Sheet.Block] = []
    if let original = item.original {
      let head = head(
        from: original.from.map { [$0] } ?? [], to: original.to + original.cc, subject: original.subject,
        date: original.date)
      blocks.append(.facts(head + told("message_text", Self.lines(of: original.text, columns: 1200))))
      if !original.links.isEmpty { blocks.append(.table(links(original.links))) }
      if !original.attachments.isEmpty { blocks.append(.table(files(original.attachments))) }
    } else {
      blocks.append(.paragraph(words("message_nothing")))
    }
    if let evidence = item.evidence {
      let isOfCarrier = item.original.map { $0.message == nil } ?? false
      if isOfCarrier { blocks.append(.paragraph(words("message_carried"))) }
      blocks += transport(evidence)
      // By which service somebody passed it on says nothing of the fake, and would be taken for its sender.
      if !isOfCarrier { blocks += sender(evidence.sender) }
    }
    let defects = shownDefects(of: item, isMain: isMain)
    if !defects.isEmpty {
      blocks.append(.subheading(words("message_defects")))
      blocks.append(.list(Array(defects.prefix(30))))
    }
    return blocks
  }

  /// A text under its question; every further line of it stands beside none.
  private func told(_ key: String, _ lines: [Words]) -> [Sheet.Fact] {
    guard let first = lines.first else { return [Sheet.Fact(question: words(key).text, answer: "–")] }
    return [Sheet.Fact(question: words(key).text, answer: first)]
      + lines.dropFirst().map { Sheet.Fact(question: "", answer: $0) }
  }

  /// As its writer broke it into lines, with one empty line where there are many; cut to so many columns in all.
  static func lines(of text: String, columns: Int) -> [Words] {
    var lines: [Words] = []
    var left = columns
    for line in text.prefix(8 * columns).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      guard left > 1 else {
        if lines.last?.text.hasSuffix("…") != true { lines.append("…") }
        break
      }
      let clean: Words = "\(line, width: left)"
      if clean.isEmpty, lines.last?.isEmpty ?? true { continue }
      lines.append(clean)
      left -= Columns.width(of: clean.text) + 1
    }
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    return lines
  }

  private func shown(_ mailboxes: [Mailbox]) -> Words {
    guard !mailboxes.isEmpty else { return "–" }
    let most = 8
    let shown = mailboxes.prefix(most).map { mailbox -> Words in
      let address: Words =
        mailbox.address.map { "\(literal: "\($0.local)@\(HostileURL.defang($0.domain))")" }
        ?? words("message_no_address")
      return mailbox.name.map { words("quoted", ["text": "\($0, width: 60)"]) + " " + address } ?? address
    }
    guard mailboxes.count > most else { return words.list(shown) }
    return words("and_more", ["list": words.list(shown), "count": words.number(mailboxes.count - most)])
  }

  private func links(_ links: [Link]) -> Sheet.Table {
    Sheet.Table(
      caption: words("message_links"),
      columns: [.init(name: words("message_link_to").text), .init(name: words("message_link_shows").text)],
      rows: links.prefix(20).map { link in
        [
          "\(literal: link.url.defanged, width: 200)",
          link.text == link.url.raw
            ? words("message_link_itself") : words("quoted", ["text": "\(link.text, width: 80)"]),
        ]
      })
  }

  private func files(_ files: [Attachment]) -> Sheet.Table {
    Sheet.Table(
      caption: words("message_files"),
      columns: [
        .init(name: words("message_file_name").text), .init(name: words("message_file_type").text),
        .init(name: words("message_file_size").text, isNumber: true),
      ],
      rows: files.prefix(20).map { ["\(literal: $0.name ?? "–")", "\($0.type)", words.number($0.size)] })
  }
}
