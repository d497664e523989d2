import Vocabulary

/// What a message says to its reader: its text, its links, and the files that hang on it.
package struct MessageText: Sendable {
  /// The plain text part where there is one that says something, else the HTML part's text.
  package let text: String
  /// The HTML part as text, where there is one.
  package let html: HTMLText?
  /// Links of both and of pages that hang on it as files, each URL once; the HTML part's words are kept where both have it.
  package let links: [Link]
  /// Those of the files alone: a fake often hangs its page on the mail.
  package let fileLinks: [Link]
  /// Parts that are files; their content is decoded when `attachments` asks for it.
  package let files: [Part]
  package let defects: [Defect]

  package init(_ message: Message) {
    var plain: [String] = []
    var pages: [HTMLText] = []
    var files: [Part] = []
    var fileLinks: [Link] = []
    var defects: [Defect] = []
    var budget = Bounds.textBytes
    for part in message.parts where part.kind != .multipart {
      guard part.kind != .other, !part.isNamedFile else {
        files.append(part)
        if part.isPageFile {
          guard budget > 0 else {
            defects.append(Defect(.textTooLong, "a page that hangs on it was not read"))
            continue
          }
          let (page, _) = part.withText { html in
            budget -= html.count
            return HTMLText(utf8: html)
          }
          defects += page.defects
          fileLinks += page.links.map { Link(url: $0.url, text: $0.text, offset: 0) }
        }
        continue
      }
      guard budget > 0 else {
        if defects.last?.kind != .textTooLong { defects.append(Defect(.textTooLong, "later text parts were not read")) }
        continue
      }
      if part.kind == .page {
        let (page, trouble) = part.withText { html in
          budget -= html.count
          return HTMLText(utf8: html)
        }
        defects += trouble + page.defects
        pages.append(page)
      } else {
        let (text, trouble) = part.text()
        budget -= text.utf8.count
        defects += trouble
        plain.append(text)
      }
    }
    let joined = plain.count == 1 ? plain[0] : plain.joined(separator: "\n")
    let html = Self.join(pages)
    text = joined.utf8.contains { $0 > 0x20 } ? joined : html?.text ?? ""
    self.html = html
    self.files = files
    self.defects = defects
    self.fileLinks = Self.merge(fileLinks, [])
    links = Self.merge(
      html?.links ?? [], TextLinks.find(in: joined) + (html.map { TextLinks.find(in: $0.text) } ?? []) + fileLinks)
  }

  /// `first`, then those of `second` whose URL is not among them yet.
  package static func merge(_ first: [Link], _ second: [Link]) -> [Link] {
    let count = first.count + second.count
    guard count > 1 else { return first.isEmpty ? second : first }
    var merged: [Link] = []
    merged.reserveCapacity(count)
    if count <= 24 {
      if second.isEmpty, !first.indices.contains(where: { isRepeated(first, $0) }) { return first }
      for links in [first, second] {
        next: for index in links.indices {
          let mark = links[index].url.mark
          for known in merged.indices
          where HostileURL.mayBeSame(merged[known].url.mark, mark) && merged[known].url == links[index].url {
            continue next
          }
          merged.append(links[index])
        }
      }
      return merged
    }
    // By hash, the number of a link that is kept, -1 where a place is free; one in two is free at least.
    let size = 2 << (Int.bitWidth - (count - 1).leadingZeroBitCount)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { places in
      places.initialize(repeating: -1)
      for links in [first, second] {
        next: for index in links.indices {
          var place = links[index].url.hashValue & (size - 1)
          while places[place] >= 0 {
            if merged[Int(places[place])].url == links[index].url { continue next }
            place = (place + 1) & (size - 1)
          }
          places[place] = Int32(merged.count)
          merged.append(links[index])
        }
      }
    }
    return merged
  }

  /// Whether a link before it has the same URL.
  private static func isRepeated(_ links: [Link], _ index: Int) -> Bool {
    let mark = links[index].url.mark
    return (0..<index).contains { HostileURL.mayBeSame(links[$0].url.mark, mark) && links[$0].url == links[index].url }
  }

  private static func join(_ pages: [HTMLText]) -> HTMLText? {
    guard pages.count > 1 else { return pages.first }
    var text = ""
    var links: [Link] = []
    for page in pages {
      let shift = text.utf8.count
      links += page.links.map { Link(url: $0.url, text: $0.text, offset: $0.offset + shift) }
      text += page.text + "\n"
    }
    return HTMLText(text: text, links: links, defects: [])
  }
}

/// A file that hangs on a message, by name, type and digest; it is never opened.
package struct Attachment: Sendable, Hashable {
  /// As the sender wrote it, controls removed, at most 255 characters.
  package let name: String?
  package let type: String
  package let size: Int
  package let digest: Digest

  package init(name: String?, type: String, content: [UInt8]) {
    self.name = name.map {
      String(String.UnicodeScalarView($0.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(255)))
    }
    self.type = type
    size = content.count
    digest = Digest(of: content)
  }

  package init(_ part: Part) {
    self.init(name: part.filename, type: part.contentType.value, content: part.content())
  }
}
