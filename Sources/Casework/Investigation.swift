import Attribution
import Forensics
import Mail
import Vocabulary

/// Everything that one look at an incident folder found: the document that the contract describes (candor.investigation/1).
package struct Investigation: Sendable {
  package let version: String
  /// The state of the knowledge under Data/ that was used.
  package let dataVersion: String
  package let organization: Organization
  /// In the order of their file names.
  package let findings: [Finding]
  package let campaigns: [Campaign]
  /// Campaign id by index into `findings`.
  package let campaignOf: [Int: String]
  package let stores: [StoreFacts]
  package let suspicion: Suspicion
  package let actions: [Action]
  package let skipped: [Skipped]
  package let now: Timestamp

  package init(
    version: String, dataVersion: String, organization: Organization, findings: [Finding], campaigns: [Campaign],
    campaignOf: [Int: String], stores: [StoreFacts], suspicion: Suspicion, actions: [Action], skipped: [Skipped],
    now: Timestamp
  ) {
    self.version = version
    self.dataVersion = dataVersion
    self.organization = organization
    self.findings = findings
    self.campaigns = campaigns
    self.campaignOf = campaignOf
    self.stores = stores
    self.suspicion = suspicion
    self.actions = actions
    self.skipped = skipped
    self.now = now
  }
}

/// What a finding sheet says of a data store beside its probability.
package struct StoreFacts: Sendable {
  package let id: String
  package let name: String
  package let custodian: String
  package let isRetired: Bool
  package let retiredOn: CalendarDate?
  package let fields: [String]
  package init(
    id: String, name: String, custodian: String, isRetired: Bool, retiredOn: CalendarDate?, fields: [String]
  ) {
    self.id = id
    self.name = name
    self.custodian = custodian
    self.isRetired = isRetired
    self.retiredOn = retiredOn
    self.fields = fields
  }
}

/// One thing to do now.
package struct Action: Sendable, Hashable {
  package let id: String
  package let title: Phrase
  package let why: Phrase
  package let due: Timestamp?

  package init(id: String, title: Phrase, why: Phrase, due: Timestamp?) {
    self.id = id
    self.title = title
    self.why = why
    self.due = due
  }
}

/// Something of the input that could not be used, and why.
package struct Skipped: Sendable, Hashable {
  package let file: String
  package let line: Int?
  package let why: String
  /// How many further ones of the same file and kind are not listed singly.
  package let more: Int

  package init(file: String, line: Int? = nil, why: String, more: Int = 0) {
    self.file = file
    self.line = line
    self.why = why
    self.more = more
  }
}
