import Vocabulary

/// One service that carries mail for its customers (bulk service, mailbox provider, relay, web host): what it leaves in a mail and whom to tell.
///
/// Read from `Data/providers/<id>.yaml`.
///
/// A class, since the catalog is asked for one many times a mail: a struct of thirty arrays costs thirty reference counts a copy.
package final class Provider: Sendable {
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
  /// A host of its name at one of its addresses is tier C without a pass of SPF or DKIM.
  package let rangesSuffice: Bool
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

    package init(key: String, pattern: FieldPattern?, isTelling: Bool) {
      self.key = key
      self.pattern = pattern
      self.isTelling = isTelling
    }
  }

  /// Where a value stands and what of it to take.
  package struct FieldRule: Sendable {
    /// Lower case; `dkim-domain` stands for each signing domain that passed.
    package let key: String
    package let pattern: FieldPattern
    package let decoding: FieldDecoding?

    package init(key: String, pattern: FieldPattern, decoding: FieldDecoding?) {
      self.key = key
      self.pattern = pattern
      self.decoding = decoding
    }
  }

  package struct AbuseContact: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable { case email, form }
    package let kind: Kind
    package let value: String
    package let source: String
    /// Read on a page of the vendor; else probable, to be confirmed by a person.
    package let isVerified: Bool

    package init(kind: Kind, value: String, source: String, isVerified: Bool) {
      self.kind = kind
      self.value = value
      self.source = source
      self.isVerified = isVerified
    }
  }

  /// An invented header and what it must (or, as counter-example, must not) be taken for.
  package struct Example: Sendable {
    package let header: String
    package let tier: SendingService.Tier?
    package let account: String?

    package init(header: String, tier: SendingService.Tier?, account: String?) {
      self.header = header
      self.tier = tier
      self.account = account
    }
  }

  /// How it receives mail, where that is not plain: the names of one operator, its inner addresses, its way of writing results.
  package struct Receiver: Sendable {
    package let hosts: [DomainPattern]
    package let internalRanges: [AddressRange]
    /// Hosts that hand over its customers' mail, also to itself: never an inner hop.
    package let outboundHosts: [DomainPattern]
    /// Servers that always write Authentication-Results with their own name directly below their Received line.
    package let resultsBelow: [String]

    package init(
      hosts: [DomainPattern], internalRanges: [AddressRange], outboundHosts: [DomainPattern],
      resultsBelow: [String]
    ) {
      self.hosts = hosts
      self.internalRanges = internalRanges
      self.outboundHosts = outboundHosts
      self.resultsBelow = resultsBelow
    }
  }

  package init(
    id: String, name: String, kind: Kind, evidence: Evidence, dkimDomains: [DomainPattern],
    bounceDomains: [DomainPattern], hosts: [DomainPattern], spfIncludes: [String],
    ranges: [AddressRange],
    rangesSuffice: Bool,
    headers: [Mark], feedbackIDs: [FieldPattern], envelopes: [FieldPattern],
    internalHops: [FieldPattern],
    echoes: [FieldRule], accounts: [FieldRule], clickDomains: [DomainPattern],
    abuseContacts: [AbuseContact],
    recipientLeaks: [String], ridesOn: [String], upstreamConfirms: Bool, receiver: Receiver?,
    note: String?,
    example: Example, counterExample: Example
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.evidence = evidence
    self.dkimDomains = dkimDomains
    self.bounceDomains = bounceDomains
    self.hosts = hosts
    self.spfIncludes = spfIncludes
    self.ranges = ranges
    self.rangesSuffice = rangesSuffice
    self.headers = headers
    self.feedbackIDs = feedbackIDs
    self.envelopes = envelopes
    self.internalHops = internalHops
    self.echoes = echoes
    self.accounts = accounts
    self.clickDomains = clickDomains
    self.abuseContacts = abuseContacts
    self.recipientLeaks = recipientLeaks
    self.ridesOn = ridesOn
    self.upstreamConfirms = upstreamConfirms
    self.receiver = receiver
    self.note = note
    self.example = example
    self.counterExample = counterExample
  }
}
