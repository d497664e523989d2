import Vocabulary

/// What a person would read of an HTML part, as plain lines, with every link and where in the text it stands. Nothing is fetched or run.
package struct HTMLText: Sendable {
  package let text: String
  package let links: [Link]
  /// Addresses that the page would load by itself (images, frames): what tracks a reader.
  package let resources: [HostileURL]
  package let defects: [Defect]

  init(text: String, links: [Link], resources: [HostileURL], defects: [Defect]) {
    self.text = text
    self.links = links
    self.resources = resources
    self.defects = defects
  }

  /// One pass over the markup; broken markup is read as browsers' tokenizers do, roughly (WHATWG HTML section 13.2.5).
  /// A rule (`<hr>`) becomes a line of 32 underscores, which is what Outlook's own plain text has there.
  package init(_ html: String) {
    var reader = HTMLReader(Array(html.utf8.prefix(Bounds.textBytes)))
    reader.read()
    text = String(decoding: reader.out, as: UTF8.self)
    links = reader.links
    resources = reader.resources
    defects = reader.tooManyLinks ? [Defect(.tooManyLinks, "only the first \(Bounds.links) were read")] : []
  }
}

/// A link as the mail showed it.
package struct Link: Sendable, Hashable {
  package let url: HostileURL
  /// The words that the reader sees, shortened to 200 bytes; the URL itself where it stands bare.
  package let text: String
  /// UTF-8 offset of these words in the text that the link was found in.
  package let offset: Int
}

private struct HTMLReader {
  private let html: [UInt8]
  private var position = 0
  private var skipping: [UInt8]?
  private var preformatted = 0
  private var base: String?
  private var open: (href: String, offset: Int)?
  var out: [UInt8] = []
  var links: [Link] = []
  var resources: [HostileURL] = []
  var tooManyLinks = false

  init(_ html: [UInt8]) {
    self.html = html
    out.reserveCapacity(html.count / 2)
  }

  mutating func read() {
    while position < html.count {
      let byte = html[position]
      if byte == UInt8(ascii: "<"), markup() { continue }
      if skipping != nil {
        position += 1
      } else if byte == UInt8(ascii: "&") {
        let (characters, next) = HTMLEntity.decode(html, at: position)
        position = next
        for character in characters { append(character) }
      } else {
        append(byte)
        position += 1
      }
    }
    closeLink()
    while let last = out.last, last == 0x20 || last == 0x0A { out.removeLast() }
  }

  private mutating func append(_ byte: UInt8) {
    guard preformatted == 0 else {
      if byte != 0x0D { out.append(byte) }
      return
    }
    guard byte > 0x20 else {
      if let last = out.last, last != 0x20, last != 0x0A { out.append(0x20) }
      return
    }
    out.append(byte)
  }

  private mutating func newline(_ blank: Bool = false) {
    while out.last == 0x20 { out.removeLast() }
    guard let last = out.last else { return }
    if last != 0x0A { out.append(0x0A) }
    if blank, out.count >= 2, out[out.count - 2] != 0x0A { out.append(0x0A) }
  }

  /// Reads a tag, comment or declaration at `<`; false where it is none and stands as text.
  private mutating func markup() -> Bool {
    let start = position + 1
    guard start < html.count else { return false }
    if skipping == nil, html[start] == UInt8(ascii: "!") || html[start] == UInt8(ascii: "?") {
      if start + 2 < html.count, html[start + 1] == 0x2D, html[start + 2] == 0x2D {
        position = end(of: [0x2D, 0x2D, 0x3E], from: start + 1) ?? html.count
      } else {
        position = end(of: [0x3E], from: start) ?? html.count
      }
      return true
    }
    let closing = html[start] == UInt8(ascii: "/")
    var index = closing ? start + 1 : start
    let nameStart = index
    while index < html.count, index - nameStart < 32, Self.isNameByte(html[index]) { index += 1 }
    guard index > nameStart, !(0x30...0x39).contains(html[nameStart]) else { return false }
    let name = html[nameStart..<index].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if let wanted = skipping {
      guard closing, name == wanted else {
        position += 1
        return true
      }
    }
    let wanted = !closing && Self.readsAttributes.contains(name)
    var tag = HTMLAttributes(html, from: index, keep: wanted)
    tag.read()
    position = tag.position
    if skipping != nil {
      skipping = nil
    } else {
      element(String(decoding: name, as: UTF8.self), closing: closing, tag.values)
    }
    return true
  }

  private static let readsAttributes: Set<[UInt8]> = Set(
    ["a", "area", "form", "img", "iframe", "base", "meta", "button", "input", "frame", "v:roundrect"].map { Array($0.utf8) })

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x3A, 0x2D, 0x5F: true
    default: false
    }
  }

  private func end(of marker: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + marker.count <= html.count {
      if html[index] == marker[0], html[index..<index + marker.count].elementsEqual(marker) { return index + marker.count }
      index += 1
    }
    return nil
  }

  private mutating func element(_ name: String, closing: Bool, _ attributes: [String: String]) {
    switch name {
    case "script", "style", "title":
      if !closing { skipping = Array(name.utf8) }
    case "br": newlineAlways()
    case "hr":
      newline()
      out += Array(repeating: UInt8(ascii: "_"), count: 32)
      out.append(0x0A)
    case "p", "h1", "h2", "h3", "h4", "h5", "h6": newline(true)
    case "div", "tr", "li", "ul", "ol", "table", "blockquote", "section", "article", "header", "footer", "center", "dt", "dd", "body":
      newline()
    case "pre":
      newline()
      preformatted = max(0, preformatted + (closing ? -1 : 1))
    case "td", "th": append(0x20)
    case "a", "area", "v:roundrect":
      closeLink()
      if !closing, let href = attributes["href"] { open = (href, out.count) }
      if name != "a" { closeLink() }
    case "base": base = base ?? attributes["href"]
    case "form":
      newline()
      if !closing { add(attributes["action"], words: "", at: out.count) }
    case "button", "input": add(attributes["formaction"], words: "", at: out.count)
    case "meta":
      if attributes["http-equiv"]?.lowercased() == "refresh", let content = attributes["content"],
        let mark = content.lowercased().range(of: "url=")
      {
        add(String(content[mark.upperBound...].drop { $0 == "'" || $0 == "\"" || $0 == " " }), words: "", at: out.count)
      }
    case "img", "iframe", "frame":
      if let source = attributes["src"], let url = HostileURL(source), url.scheme == "http" || url.scheme == "https",
        resources.count < Bounds.links
      {
        resources.append(url)
      }
      if let words = attributes["alt"], !words.isEmpty, open != nil { for byte in words.utf8.prefix(200) { append(byte) } }
    default: break
    }
  }

  private mutating func newlineAlways() {
    while out.last == 0x20 { out.removeLast() }
    if !out.isEmpty { out.append(0x0A) }
  }

  private mutating func closeLink() {
    guard let (href, offset) = open else { return }
    open = nil
    let words = String(decoding: out[min(offset, out.count)...].prefix(200), as: UTF8.self)
    add(href, words: words.trimming { $0 == " " || $0 == "\n" }, at: min(offset, out.count))
  }

  private mutating func add(_ href: String?, words: String, at offset: Int) {
    guard var href, !href.isEmpty else { return }
    if HostileURL(href) == nil, let base, href.utf8.first != 0x23 { href = base + href }
    if href.hasPrefix("//") { href = "https:" + href }
    guard let url = HostileURL(href), !Link.silent.contains(url.scheme) else { return }
    guard links.count < Bounds.links else {
      tooManyLinks = true
      return
    }
    links.append(Link(url: url, text: words.isEmpty ? url.raw : words, offset: offset))
  }
}

extension Link {
  /// Schemes that lead to no page.
  static let silent: Set<String> = ["mailto", "tel", "sms", "cid", "mid", "about"]
}

extension String {
  fileprivate func range(of needle: String) -> Range<String.Index>? {
    let (hay, wanted) = (utf8, Array(needle.utf8))
    guard hay.count >= wanted.count else { return nil }
    var start = hay.startIndex
    for _ in 0...(hay.count - wanted.count) {
      let end = hay.index(start, offsetBy: wanted.count)
      if hay[start..<end].elementsEqual(wanted) { return start..<end }
      start = hay.index(after: start)
    }
    return nil
  }
}
