import Casework

/// What a notice's sentences have places for; a place implies the facts without which nothing can stand in it.
package enum NoticePlace: String, Sendable, CaseIterable {
  case organization, domains, sender, reference
  case reportAddress = "report_address"
  case nextTime = "next_time"
  case statusDomain = "status_domain"
  case people, services, store, custodian, fields, exposed
  case firstSeen = "first_seen"
  case lookAlikes = "look_alikes"
  case leakWindow = "leak_window"

  /// The fact that it shows; nil for the company's own particulars.
  package var fact: NoticeFact? {
    switch self {
    case .organization, .domains, .sender, .reference, .reportAddress, .nextTime, .statusDomain: nil
    case .people: .fakesReported
    case .services: .services
    case .store: .store
    case .custodian: .custodian
    case .fields: .fields
    case .exposed: .exposed
    case .firstSeen: .firstSeen
    case .lookAlikes: .lookAlikes
    case .leakWindow: .leakWindow
    }
  }

  /// A service is named when it has acted, and not before: the attacker may read what customers get.
  package var facts: Set<NoticeFact> {
    guard let fact else { return [] }
    return self == .services ? [fact, .serviceActed] : [fact]
  }

  /// A sentence may be worded otherwise where there is one of it.
  package var isCounted: Bool {
    switch self {
    case .domains, .people, .services, .custodian, .fields, .exposed, .lookAlikes: true
    default: false
    }
  }
}

package typealias NoticeText = PlacedText<NoticePlace>
