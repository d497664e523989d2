import Domains
import Mail
import Vocabulary

extension Signal {
  /// Proven to come through a bulk service that the organization uses itself, under that service's own name.
  static let ownService = Signal("own-service") { scene in
    guard let service = scene.service, scene.organization.senders.contains(service.providerID),
      service.tier == .a || service.tier == .b,
      scene.sender == nil, scene.links.isEmpty
    else { return nil }
    return Phrase(
      "signal_own-service", ["service": .text(service.name), "organization": .text(scene.organization.name)])
  }
}
