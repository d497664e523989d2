import Domains
import Mail
import Vocabulary

extension Signal {
  /// The words of a link show one of the organization's addresses, and the link leads somewhere else. In a newsletter that asks for no money and
  /// presses nobody, a service's click counter is not somewhere else.
  static let linkShowsOwnDomain = Signal("link-shows-own-domain", claimsIdentity: true) { scene in
    let isCalm = scene.words.payment == nil && scene.words.urgency == nil && scene.sender == nil && !scene.mentions.name
    for link in scene.original.links {
      // Few links show a bare address at all; only those are read.
      guard let seen = shownHost(link), scene.organization.owns(seen), let host = link.url.host,
        !scene.organization.owns(host), !(isCalm && scene.countsClicks(host))
      else { continue }
      return Phrase(
        "signal_link-shows-own-domain", ["shown": .text(seen), "host": .text(HostileURL.defang(host))])
    }
    return nil
  }

  /// The host of the address that a link's words are, where they are one.
  private static func shownHost(_ link: Link) -> String? {
    var dots = 0
    var scheme = false
    for byte in link.text.utf8 {
      if byte <= 0x20 { return nil }
      if byte == UInt8(ascii: ".") { dots += 1 }
      if byte == UInt8(ascii: ":") { scheme = true }
    }
    guard dots > 0, link.text != link.url.raw else { return nil }
    return HostileURL(scheme ? link.text : "https://" + link.text)?.host
      ?? (scheme ? HostileURL("https://" + link.text)?.host : nil)
  }
}
