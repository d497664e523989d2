import Casework
import Vocabulary

/// The editions as an Atom feed (RFC 4287), each entry the whole letter as plain text.
extension StatusPage {
  /// `address` is the page's own, where there is one; ids are made of the organization's domain, so that they stay the same wherever it is served.
  package func feed(in language: Language, address: String?, book: StatusBook) -> [UInt8] {
    guard let words = book[language] else { return [] }
    let authority = content.domains.first ?? "localhost"
    let newest = content.told.first?.time ?? content.made
    var out = Markup()
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
    out.text(language.tag)
    out.raw("\">\n<title>")
    out.text(words.text(.feed, ["organization": content.organization]))
    out.raw("</title>\n<id>tag:")
    out.text("\(authority),\(Self.epoch):candor-status:\(language.tag)")
    out.raw("</id>\n<updated>")
    out.text(Timestamp(seconds: newest).rfc3339)
    out.raw("</updated>\n<author><name>")
    out.text(content.organization, width: 100)
    out.raw("</name></author>\n")
    if let address {
      out.raw("<link rel=\"self\" href=\"")
      out.address(address)
      out.raw("\"/>\n")
    }
    for told in content.told {
      guard let letter = letter(told, in: language) else { continue }
      let time = Timestamp(seconds: told.time).rfc3339
      out.raw("<entry>\n<title>")
      out.text(letter.subject, width: 300)
      out.raw("</title>\n<id>tag:")
      out.text("\(authority),\(time.prefix(10)):\(told.reference):\(language.tag)", width: 300)
      out.raw("</id>\n<updated>")
      out.text(time)
      out.raw("</updated>\n<content type=\"text\">")
      for (index, paragraph) in letter.paragraphs.enumerated() {
        if index > 0 { out.raw("\n\n") }
        out.text(paragraph, width: 3000)
      }
      out.raw("</content>\n</entry>\n")
    }
    out.raw("</feed>\n")
    return out.bytes
  }

  /// A year in which the domain was its owner's (RFC 4151 section 2.1): fixed, since a feed's id never changes.
  private static let epoch = "2024"
}
