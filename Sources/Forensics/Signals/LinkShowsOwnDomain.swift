import Domains
import Mail
import Vocabulary

extension Signal {
  /// The words of a link show one of the organization's addresses, and the link leads somewhere else. In a newsletter that asks for no money and
  /// presses nobody, a service's click counter is not somewhere else.
  static let linkShowsOwnDomain = Signal("link-shows-own-domain", claimsIdentity: true) { scene in
    let isCalm = scene.words.payment == nil && scene.words.urgency == nil && scene.sender == nil && !scene.mentions.name
    for link in scene.original.links where link.text != link.url.raw {
      guard let host = link.url.host, !scene.organization.owns(host), !(isCalm && scene.countsClicks(host)) else {
        continue
      }
      let shown = link.text.contains("://") ? link.text : "https://" + link.text
      guard link.text.contains("."), !link.text.contains(" "), let seen = HostileURL(shown)?.host,
        scene.organization.owns(seen)
      else { continue }
      return "a link shows \(seen) and leads to \(HostileURL.defang(host))"
    }
    return nil
  }
}
