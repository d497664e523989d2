import Vocabulary

/// Keys that were looked up earlier and kept: signers change keys within months, and without the old one an old
/// signature proves nothing.
///
/// As text, one record a line, `#` for remarks:
///
///     s1._domainkey.shop.test 2014-11-11T14:52:00Z TXT v=DKIM1; k=rsa; p=MIIB…
///
/// What `dig` prints (`s1._domainkey.shop.test. 300 IN TXT "v=DKIM1; …" "…"`) is read as well; the time is then
/// unknown.
package struct DKIMKeyArchive: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    /// The TXT record's character strings, joined.
    package let text: String
    package let fetched: Timestamp?

    package init(text: String, fetched: Timestamp?) {
      self.text = text
      self.fetched = fetched
    }
  }

  /// By `selector._domainkey.domain` in lower case.
  package private(set) var entries: [String: [Entry]] = [:]

  package init() {}

  package var holdsNoKey: Bool { entries.isEmpty }

  /// Reads the text form; `unread` are the numbers of lines that are none, from 1.
  package init(text: String, unread: inout [Int]) {
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = TagList.trimmed(Array(line)[...])
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      guard let (name, entry) = Self.entry(line) else {
        unread.append(index + 1)
        continue
      }
      insert(entry, at: name)
    }
  }

  package mutating func insert(_ entry: Entry, at name: String) {
    let key = (name.hasSuffix(".") ? String(name.dropLast()) : name).lowercased()
    if entries[key]?.contains(entry) != true { entries[key, default: []].append(entry) }
  }

  /// Every record kept for that name, in the order of insertion. Where it is said when the mail came: those looked up nearest
  /// to that time first, each text once, and without what a later answer had replaced well before.
  package func records(selector: String, domain: DomainName, at time: Timestamp? = nil) -> [Entry] {
    let known = entries["\(selector.lowercased())._domainkey.\(domain)"] ?? []
    guard let time, known.count > 1 else { return known }
    let replacing = known.compactMap { $0.fetched?.seconds }.filter { $0 <= time.seconds - Self.underway }.max()
    let distance = { (entry: Entry) in entry.fetched.map { abs($0.seconds - time.seconds) } ?? 0 }
    let valid = known.filter { entry in
      guard let replacing, let fetched = entry.fetched else { return true }
      return fetched.seconds >= replacing
    }
    var texts: Set<String> = []
    return valid.enumerated().sorted { (distance($0.element), $0.offset) < (distance($1.element), $1.offset) }
      .map(\.element).filter { texts.insert($0.text).inserted }
  }

  /// Seconds that a signed mail may wait in queues (RFC 5321 section 4.5.4.1 has senders give up after 4 to 5 days).
  private static let underway: Int64 = 7 * 86_400

  /// The names that the signatures and seals of a message need and that are not kept, in order: what to look up on
  /// the day it comes in. At most 50.
  package func missing(for header: HeaderBlock) -> [String] {
    Self.signers(of: header, arc: true).map(\.name).filter { entries[$0] == nil }
  }

  /// Whoever a header says has signed it, each once, in order, at most 50: the domain, and the name of its key.
  package static func signers(of header: HeaderBlock, arc: Bool = false) -> [(domain: DomainName, name: String)] {
    var signers: [(domain: DomainName, name: String)] = []
    let names = arc ? ["dkim-signature", "arc-seal", "arc-message-signature"] : ["dkim-signature"]
    for field in header.fields where names.contains(where: { header.isNamed(field, $0) }) {
      guard signers.count < 50 else { break }
      guard let (domain, selector) = try? DKIMSignature.signer(TagList(header.bytes[field.valueRange])) else {
        continue
      }
      let name = "\(selector)._domainkey.\(domain)"
      if !signers.contains(where: { $0.name == name }) { signers.append((domain, name)) }
    }
    return signers
  }

  /// The text form, sorted by name.
  package var text: String {
    entries.sorted { $0.key < $1.key }.flatMap { name, entries in
      entries.map { "\(name) \($0.fetched?.rfc3339 ?? "-") TXT \($0.text)\n" }
    }.joined()
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> (String, Entry)? {
    var rest = line
    var fetched: Timestamp?
    guard let name = word(&rest), name.utf8.count <= 255, name.lowercased().contains("._domainkey.") else { return nil }
    for _ in 0..<4 {
      guard let next = word(&rest) else { return nil }
      if next.uppercased() == "TXT" {
        let text = String(decoding: strings(rest), as: UTF8.self)
        return text.isEmpty ? nil : (name, Entry(text: text, fetched: fetched))
      }
      fetched = Timestamp(rfc3339: next) ?? fetched
    }
    return nil
  }

  private static func word(_ rest: inout ArraySlice<UInt8>) -> String? {
    rest = TagList.trimmed(rest)
    let word = rest.prefix { !TagList.isSpace($0) }
    rest = rest[word.endIndex...]
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  /// Quoted character strings joined, or the bare rest.
  private static func strings(_ rest: ArraySlice<UInt8>) -> [UInt8] {
    let rest = TagList.trimmed(rest)
    guard rest.first == UInt8(ascii: "\"") else { return Array(rest) }
    var out: [UInt8] = []
    var quoted = false
    var escaped = false
    for byte in rest {
      if escaped {
        out.append(byte)
        escaped = false
      } else if byte == UInt8(ascii: "\"") {
        quoted.toggle()
      } else if quoted, byte == UInt8(ascii: "\\") {
        escaped = true
      } else if quoted {
        out.append(byte)
      }
    }
    return out
  }
}
