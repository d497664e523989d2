import Vocabulary

/// What mail filters put in front of every link, and how to see past it: a link rewritten by the customer's own mail system tells as much as
/// the one that its sender wrote.
package struct LinkWrappers: Sendable {
  package struct Wrapper: Sendable {
    /// In lower-case ASCII; names below it count as well.
    let hosts: [String]
    /// With which the rest of the address begins; empty where it may be anything.
    let path: String
    let place: Place

    package init(hosts: [String], path: String, place: Place) {
      self.hosts = hosts
      self.path = path
      self.place = place
    }
  }

  /// Where the address stands that the link leads to.
  package enum Place: Sendable, Hashable {
    /// In the first of these query parameters that is there, percent-encoded.
    case parameter([String])
    /// The same in the letters of Proofpoint's second version: `-` for `%`, `_` for `/`.
    case proofpoint(String)
    /// The same in Base64.
    case base64(String)
    /// Between this mark and the last of the same.
    case between(String)
    /// Percent-encoded behind so many parts of the path.
    case behind(Int)
    /// Its domain alone, in a query parameter.
    case domain(String)
  }

  private let wrappers: [Wrapper]
  /// The last eight bytes of their hosts, by which nearly all links are passed over.
  private let tails: [UInt64]

  package static let none = LinkWrappers([])

  package init(_ wrappers: [Wrapper]) {
    self.wrappers = wrappers
    tails = Array(Set(wrappers.flatMap(\.hosts).map { Self.tail(of: $0) }))
  }

  /// A link may be wrapped by several filters in turn.
  private static let most = 3

  /// What each leads to, once; the same where none of them is wrapped.
  func unwrapped(_ links: [Link]) -> [Link]? {
    guard links.contains(where: { $0.url.host.map(mayWrap) ?? false }) else { return nil }
    return MessageText.merge(links.map { unwrapped($0) }, [])
  }

  private func unwrapped(_ link: Link) -> Link {
    var url = link.url
    for _ in 0..<Self.most {
      guard let inner = target(of: url) else { break }
      url = inner
    }
    guard url != link.url else { return link }
    return Link(
      url: url, text: link.text == link.url.raw ? url.raw : link.text, offset: link.offset, wrapped: link.url.raw)
  }

  private func mayWrap(_ host: String) -> Bool { tails.contains(Self.tail(of: host)) }

  private static func tail(of host: String) -> UInt64 {
    var host = host
    return host.withUTF8 { bytes in bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) } }
  }

  /// nil for a link that leads where it says.
  func target(of url: HostileURL) -> HostileURL? {
    guard url.isWeb, let host = url.host, mayWrap(host) else { return nil }
    for wrapper in wrappers where wrapper.hosts.contains(where: { DomainName.isWithin(host, $0) }) {
      let rest = url.path
      guard rest.hasPrefix(wrapper.path), let text = Self.text(at: wrapper.place, in: rest) else { continue }
      var spelled = text
      let whole = spelled.withUTF8 { HostileURL.hasScheme($0) } ? text : "https://" + text
      if let inner = HostileURL(whole), inner.host != nil, inner.host != host || inner.raw != url.raw { return inner }
    }
    return nil
  }

  private static func text(at place: Place, in rest: String) -> String? {
    switch place {
    case .parameter(let names):
      return names.lazy.compactMap { parameter($0, in: rest) }.first.map { percentDecoded($0) }
    case .domain(let name): return parameter(name, in: rest).map { percentDecoded($0) }
    case .proofpoint(let name):
      return parameter(name, in: rest).map {
        percentDecoded(Array($0).map { $0 == 0x2D ? 0x25 : $0 == 0x5F ? 0x2F : $0 })
      }
    case .base64(let name):
      return parameter(name, in: rest).map { text in
        let plain = percentDecoded(text).utf8.map { $0 == 0x2D ? 0x2B : $0 == 0x5F ? 0x2F : $0 }
        return String(decoding: TransferEncoding.base64.decode(plain[...]).content, as: UTF8.self)
      }
    case .between(let mark): return between(mark, in: rest)
    case .behind(let parts):
      let pieces = rest.utf8.split(separator: UInt8(ascii: "/"), maxSplits: parts)
      return pieces.count == parts + 1 ? percentDecoded(Array(pieces[parts])) : nil
    }
  }

  /// The bytes of the first parameter of that name; nil where there is none or nothing in it.
  private static func parameter(_ name: String, in rest: String) -> [UInt8]? {
    guard let question = rest.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    let query = rest.utf8[rest.utf8.index(after: question)...].prefix { $0 != UInt8(ascii: "#") }
    for piece in query.split(separator: UInt8(ascii: "&"), maxSplits: 100) {
      guard let equals = piece.firstIndex(of: UInt8(ascii: "=")), piece[..<equals].elementsEqual(name.utf8) else {
        continue
      }
      let value = Array(piece[piece.index(after: equals)...])
      return value.isEmpty ? nil : value
    }
    return nil
  }

  /// `__https://a.example/b*c__;Iw!!…`: Proofpoint's third version keeps back what the asterisks stand for, one byte each, or as many as the letter
  /// behind two of them says (A is 2), in Base64 behind the semicolon. Without it the asterisks stay.
  private static func between(_ mark: String, in rest: String) -> String? {
    guard let start = rest.firstRange(of: mark)?.upperBound,
      let end = rest[start...].ranges(of: mark).last(where: { $0.lowerBound > start })
    else { return nil }
    let text = rest[start..<end.lowerBound]
    let tail = rest[end.upperBound...]
    guard mark == "__", tail.hasPrefix(";"), text.contains("*") else { return String(text) }
    let kept = tail.dropFirst().prefix { $0 != "!" }.utf8.map { $0 == 0x2D ? 0x2B : $0 == 0x5F ? 0x2F : $0 }
    var letters = TransferEncoding.base64.decode(kept[...]).content[...]
    var out: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "*"), !letters.isEmpty else {
        out.append(byte)
        continue
      }
      var count = 1
      if bytes.first == UInt8(ascii: "*"), let letter = bytes.dropFirst().first, let run = run(letter) {
        count = run
        bytes = bytes.dropFirst(2)
      }
      out += letters.prefix(count)
      letters = letters.dropFirst(count)
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func run(_ letter: UInt8) -> Int? {
    switch letter {
    case 0x41...0x5A: Int(letter) - 0x41 + 2
    case 0x61...0x7A: Int(letter) - 0x61 + 28
    case 0x30...0x39: Int(letter) - 0x30 + 54
    case 0x2D: 64
    case 0x5F: 65
    default: nil
    }
  }

  private static func percentDecoded(_ bytes: [UInt8]) -> String {
    String(decoding: TransferEncoding.percentDecoded(bytes), as: UTF8.self)
  }
}

extension Original {
  /// With links as they lead on where the recipient's mail system had put its own address in front of them.
  func seeing(past wrappers: LinkWrappers) -> Original {
    guard let links = wrappers.unwrapped(links) else { return self }
    return Original(
      carrier: carrier, message: message, from: from, to: to, cc: cc, subject: subject, date: date,
      messageID: messageID,
      text: text, htmlText: htmlText, links: links, files: files, authors: authors, defects: defects)
  }
}
