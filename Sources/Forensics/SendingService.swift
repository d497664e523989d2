import Vocabulary

/// Which service sent a message, how sure that is, and on which account: the one that a report can go to.
package struct SendingService: Sendable, Equatable {
  package enum Tier: String, Sendable, CaseIterable, Comparable {
    /// A DKIM signature of the service's domain passed.
    case a = "A"
    /// SPF passed for the service's bounce domain.
    case b = "B"
    /// A believed line names the service's host, SPF or DKIM passed for some domain, and envelope or headers agree: probable.
    case c = "C"
    /// Only what any sender can write.
    case claimed

    private var order: Int {
      switch self {
      case .a: 3
      case .b: 2
      case .c: 1
      case .claimed: 0
      }
    }

    /// Stronger proof is greater.
    package static func < (left: Tier, right: Tier) -> Bool { left.order < right.order }
  }

  package let providerID: String
  package let name: String
  package let tier: Tier
  /// The customer's id at the service, or the sending mailbox or tenant.
  package let account: String?
  /// The strongest first.
  package let because: [Phrase]
  /// Ids of the services that carried the mail for it, as far as they were seen; else those that it is known to ride on.
  package let ridesOn: [String]
  /// Where the service takes reports, from its data file; never from the mail.
  package let abuseContacts: [Provider.AbuseContact]
}

/// All that a message says of its sending service.
package struct SenderFinding: Sendable, Equatable {
  /// nil where nothing is proven to tier C or better.
  package let service: SendingService?
  /// Ids of services that only headers name, in alphabetical order.
  package let claimed: [String]
  /// Claims that the path contradicts, with the reason in words.
  package let refuted: [String: String]
}
