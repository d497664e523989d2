import Vocabulary

/// One service that carries mail for its customers (bulk service, mailbox provider, relay, web host): what it leaves in a mail and whom to tell.
///
/// Read from `Data/providers/<id>.yaml`.
package struct Provider: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case saas, esp, relay, forwarder, webhost, mailbox

    /// At equal tiers the lower is named: the service that a customer has an account with, before what only passes mail on.
    package var rank: Int {
      switch self {
      case .saas, .esp: 0
      case .relay, .forwarder: 1
      case .webhost: 2
      case .mailbox: 3
      }
    }
  }

  /// Where the facts come from. A guess never proves: such a service can only be claimed.
  package enum Evidence: String, Sendable, CaseIterable {
    /// Seen in real mail that a receiver verified.
    case observed
    /// A vendor's page, archived mail or tables in public code.
    case documented
    case guess
  }

  package let id: String
  package let name: String
  package let kind: Kind
  package let evidence: Evidence
  package let dkimDomains: [DomainPattern]
  package let bounceDomains: [DomainPattern]
  /// Names of the hosts that hand its mail over.
  package let hosts: [DomainPattern]
  package let spfIncludes: [String]
  package let ranges: [AddressRange]
  package let headers: [Mark]
  package let feedbackIDs: [FieldPattern]
  /// The envelope sender's form (Return-Path).
  package let envelopes: [FieldPattern]
  /// Received lines of the service's own machines, below the one where it handed the mail over.
  package let internalHops: [FieldPattern]
  /// Headers that repeat the sending address. They can refute a claim, never prove one.
  package let echoes: [FieldRule]
  package let accounts: [FieldRule]
  package let clickDomains: [DomainPattern]
  package let abuseContacts: [AbuseContact]
  package let recipientLeaks: [String]
  /// Ids of the services that carry its mail.
  package let ridesOn: [String]
  /// It has no hosts of its own: tier C where a service in `ridesOn` is proven and its own headers agree.
  package let upstreamConfirms: Bool
  package let receiver: Receiver?
  package let note: String?
  package let example: Example
  package let counterExample: Example

  /// A header field that a service adds.
  package struct Mark: Sendable {
    /// Lower case.
    package let key: String
    package let pattern: FieldPattern?
    /// Its presence (with the pattern) points to this service alone.
    package let isTelling: Bool
  }

  /// Where a value stands and what of it to take.
  package struct FieldRule: Sendable {
    /// Lower case; `dkim-domain` stands for each signing domain that passed.
    package let key: String
    package let pattern: FieldPattern
    package let decoding: FieldDecoding?
  }

  package struct AbuseContact: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable { case email, form }
    package let kind: Kind
    package let value: String
    package let source: String
    /// Read on a page of the vendor; else probable, to be confirmed by a person.
    package let isVerified: Bool
  }

  /// An invented header and what it must (or, as counter-example, must not) be taken for.
  package struct Example: Sendable {
    package let header: String
    package let tier: SendingService.Tier?
    package let account: String?
  }

  /// How it receives mail, where that is not plain: the names of one operator, its inner addresses, its way of writing results.
  package struct Receiver: Sendable {
    package let hosts: [DomainPattern]
    package let internalRanges: [AddressRange]
    /// Hosts that hand over its customers' mail, also to itself: never an inner hop.
    package let outboundHosts: [DomainPattern]
    /// Servers that always write Authentication-Results with their own name directly below their Received line.
    package let resultsBelow: [String]
  }
}
