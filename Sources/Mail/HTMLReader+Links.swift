import Vocabulary

/// Where a page leads: links, forms, pictures with words, and addresses that it goes on to by itself.
extension HTMLReader {
  mutating func picture(_ attributes: HTMLAttributes) {
    guard open != nil, var words = attributes.text(.alt) else { return }
    words.withUTF8 { for byte in $0.prefix(200) { if byte > 0x20 { out.append(byte) } else { space() } } }
  }

  mutating func refresh(_ attributes: HTMLAttributes) {
    guard let content = attributes.text(.content), attributes.text(.httpEquiv)?.lowercased() == "refresh" else {
      return
    }
    let bytes = Array(content.utf8)
    for index in bytes.indices.dropLast(4)
    where bytes[index] | 0x20 == UInt8(ascii: "u") && bytes[index + 1] | 0x20 == UInt8(ascii: "r")
      && bytes[index + 2] | 0x20 == UInt8(ascii: "l") && bytes[index + 3] == UInt8(ascii: "=")
    {
      let address = bytes[(index + 4)...].drop { $0 <= 0x20 || $0 == 0x22 || $0 == 0x27 }
        .prefix { $0 != 0x22 && $0 != 0x27 }
      add(address.withUnsafeBufferPointer { url($0) }, words: "", at: out.count)
      return
    }
  }

  mutating func closeLink() {
    guard let (href, offset) = open else { return }
    open = nil
    guard let url = HTMLEntity.withText(html, href, { url($0) }) else { return }
    add(url, words: out.words(from: offset, longest: 200), at: min(offset, out.count))
  }

  mutating func add(_ href: Range<Int>?, at offset: Int) {
    guard let href else { return }
    add(HTMLEntity.withText(html, href) { url($0) }, words: "", at: offset)
  }

  private mutating func add(_ url: HostileURL?, words: String, at offset: Int) {
    guard let url, url.isWeb || !Link.silent.contains(url.scheme) else { return }
    guard links.count < Bounds.links else {
      tooManyLinks = true
      return
    }
    links.append(Link(url: url, text: words.isEmpty ? url.raw : words, offset: offset))
  }

  /// `href` as an absolute address, by the page's `<base>` where it is relative (RFC 3986 section 5.2, dot segments
  /// left in); nil for one inside the page.
  private func url(_ href: UnsafeBufferPointer<UInt8>) -> HostileURL? {
    guard let first = href.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#") else { return nil }
    if HostileURL.hasScheme(href) { return HostileURL(utf8: href) }
    let relative = String(decoding: href, as: UTF8.self)
    let slashes = href.drop { $0 <= 0x20 }.prefix { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.count
    if slashes >= 2 { return HostileURL((base?.scheme ?? "https") + ":" + relative) }
    guard let base, base.host != nil else { return nil }
    let path = base.path
    let root = base.raw.utf8.dropLast(path.utf8.count)
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8[...$0] }
    guard slashes == 0 else { return HostileURL(String(Substring(root)) + relative) }
    return HostileURL(String(Substring(root)) + (folder.map { String(Substring($0)) } ?? "/") + relative)
  }
}
