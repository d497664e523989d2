import Domains
import Mail
import Vocabulary

extension Signal {
  /// The words of a link show one of the organization's addresses, and the link leads somewhere else. In a newsletter that asks for no money and
  /// presses nobody, a service's click counter is not somewhere else; nor is that of a service that the organization uses, in a mail from its own domain.
  static let linkShowsOwnDomain = Signal("link-shows-own-domain", claimsIdentity: true) { scene in
    let isCalm = scene.words.payment == nil && scene.words.urgency == nil && scene.sender == nil && !scene.mentions.name
    for link in scene.original.links {
      // Few links show a bare address at all; only those are read.
      guard let seen = shownHost(link), scene.organization.owns(seen), let host = link.url.host,
        !scene.organization.owns(host), !(isCalm && scene.countsClicks(host)),
        !(scene.senderIsOwn && scene.countsOwnClicks(host))
      else { continue }
      return Phrase(
        "signal_link-shows-own-domain", ["shown": .text(seen), "host": .text(HostileURL.defang(host))])
    }
    return nil
  }

  /// The host of the address that a link's words are, where they are one.
  private static func shownHost(_ link: Link) -> String? {
    var text = link.text
    // 1: a dot, 2: a colon; 4: a blank.
    let marks = text.withUTF8 { bytes in
      var marks: UInt8 = 0
      for byte in bytes {
        marks |= byte <= 0x20 ? 4 : byte == UInt8(ascii: ".") ? 1 : byte == UInt8(ascii: ":") ? 2 : 0
      }
      return marks
    }
    let scheme = marks & 2 != 0
    guard marks & 5 == 1, link.text != link.url.raw else { return nil }
    return HostileURL(scheme ? link.text : "https://" + link.text)?.host
      ?? (scheme ? HostileURL("https://" + link.text)?.host : nil)
  }
}
