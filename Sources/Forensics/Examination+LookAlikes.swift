import Domains
import Mail
import Vocabulary

/// Whom the names in a mail imitate.
extension Examination {
  /// Whether a host is made to pass for one of the organization's.
  package func imitates(_ host: String) -> Bool { lookAlike(host) != nil }

  func lookAlike(_ host: String, leeway: Double = 0) -> LookAlike? {
    guard lookAlikes.mayImitate(host) else { return nil }
    let found = lookAlikes.classify(host, leeway: leeway)
    return found.isLookAlike && found.score >= 0.5 ? found : nil
  }

  func linkLookAlikes(_ links: [Link], leeway: Double) -> [(
    link: Link, lookAlike: LookAlike
  )] {
    var known: [String: LookAlike?] = [:]
    var found: [(link: Link, lookAlike: LookAlike)] = []
    // Links of one mail mostly lead to one host.
    var last: (host: String, mayImitate: Bool) = ("", false)
    for index in links.indices {
      guard let host = links[index].url.host else { continue }
      var value: LookAlike?
      if host != last.host { last = (host, lookAlikes.mayImitate(host)) }
      if last.mayImitate {
        if let done = known[host] {
          value = done
        } else {
          value = lookAlike(host, leeway: leeway)
          known[host] = .some(value)
        }
      }
      if let value {
        found.append((links[index], value))
      } else if namesBrand(links[index].url) {
        let one = lookAlikes.classify(host: host, path: links[index].url.path)
        if one.isLookAlike, one.score >= 0.5 { found.append((links[index], one)) }
      }
    }
    return found.count > 1 ? found.sorted { $0.lookAlike.score > $1.lookAlike.score } : found
  }

  /// `sender` is the domain in From, whose look-alike is known.
  func envelopeLookAlike(
    _ original: Original, _ evidence: TransportEvidence, leeway: Double,
    sender: (domain: String?, lookAlike: LookAlike?)
  ) -> LookAlike? {
    guard let header = original.message?.header, let fields = evidence.fields,
      fields.has(.returnPath)
    else { return nil }
    for index in fields.codes.indices where fields[index] == .returnPath {
      let value = header.unfolded(header.fields[index])
      if let domain = Self.plainDomain(value) {
        if domain == sender.domain { return sender.lookAlike }
        if !lookAlikes.mayImitate(domain) { return nil }
      }
      // A field without any address is as if it were not there.
      guard let first = Mailbox.list(value).first else { continue }
      return first.address.flatMap { lookAlike(String($0.domain), leeway: leeway) }
    }
    return nil
  }

  /// What follows the only `@` of a value that holds nothing but an address; nil where it must be read with more care.
  private static func plainDomain(_ value: [UInt8]) -> String? {
    guard value.count <= 320, let at = value.firstIndex(of: UInt8(ascii: "@")), at > 0,
      value[at - 1] != UInt8(ascii: "<")
    else { return nil }
    for index in value.indices where index != at {
      switch value[index] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        break
      case UInt8(ascii: "+"), UInt8(ascii: "="): guard index < at else { return nil }
      case UInt8(ascii: "<"): guard index == 0 else { return nil }
      case UInt8(ascii: ">"): guard index == value.count - 1 else { return nil }
      default: return nil
      }
    }
    return String(decoding: value[(at + 1)...].prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
  }

  /// Whether a path holds one of the organization's names at all; few do, and only those are looked at closely.
  private func namesBrand(_ url: HostileURL) -> Bool {
    url.withPath { path in
      guard path.count > 2 else { return false }
      let start = UnsafeBufferPointer(rebasing: path.prefix(400))
      return names.labels.contains { FoldedText.holdsTight(start, $0) }
    }
  }
}
