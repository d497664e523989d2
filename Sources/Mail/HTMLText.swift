import Vocabulary

/// What a person would read of an HTML part, as plain lines, with every link and where in the text it stands. Nothing
/// is fetched or run.
package struct HTMLText: Sendable {
  package let text: String
  package let links: [Link]
  package let defects: [Defect]

  init(text: String, links: [Link], defects: [Defect]) {
    self.text = text
    self.links = links
    self.defects = defects
  }

  /// One pass over the markup; broken markup is read as browsers' tokenizers do, roughly (WHATWG HTML section 13.2.5).
  /// A rule (`<hr>`) becomes a line of 32 underscores, which is what Outlook's own plain text has there.
  package init(_ html: String) {
    var html = html
    self = html.withUTF8 { HTMLText(utf8: $0) }
  }

  init(utf8 html: UnsafeBufferPointer<UInt8>) {
    var reader = HTMLReader(UnsafeBufferPointer(rebasing: html.prefix(Bounds.textBytes)))
    reader.read()
    text = reader.out.text
    links = reader.links
    defects = reader.defects
  }
}

/// A link as the mail showed it.
package struct Link: Sendable, Hashable {
  package let url: HostileURL
  /// The words that the reader sees, shortened to 200 bytes; the URL itself where it stands bare.
  package let text: String
  /// UTF-8 offset of these words in the text that the link was found in.
  package let offset: Int
  /// As it stands in the mail, where the recipient's mail system put an address of its own in front of `url`.
  package let wrapped: String?

  package init(url: HostileURL, text: String, offset: Int, wrapped: String? = nil) {
    self.url = url
    self.text = text
    self.offset = offset
    self.wrapped = wrapped
  }
}

extension Link {
  /// Schemes that lead to no page.
  static let silent: Set<String> = ["mailto", "tel", "sms", "cid", "mid", "about"]
}
