import Vocabulary

/// What the evidence says of the source of the list: the `attribution` and `exposure` of an investigation.
package struct Suspicion: Sendable {
  /// Most probable first; of equals those that the exposure is of, then in the order of their ids.
  package let stores: [Suspect]
  package let outsideProbability: Double
  /// nil where "outside" leads, no list has a date or nobody is known who received it.
  package let leakWindow: LeakWindow?
  /// nil where "outside" leads or nobody is known who received it.
  package let exposure: Exposure?
  package let askNext: [Question]
  /// The probability of each leak day in turn from `timelineStart`, given that the leading stores leaked; empty where "outside" leads.
  package let leakDays: [Double]
  package let timelineStart: CalendarDate
  /// False where no recipient is known: the probabilities are those assumed before any evidence.
  package let hasEvidence: Bool

  package init(
    stores: [Suspect], outsideProbability: Double, leakWindow: LeakWindow?, exposure: Exposure?, askNext: [Question],
    leakDays: [Double], timelineStart: CalendarDate, hasEvidence: Bool
  ) {
    self.stores = stores
    self.outsideProbability = outsideProbability
    self.leakWindow = leakWindow
    self.exposure = exposure
    self.askNext = askNext
    self.leakDays = leakDays
    self.timelineStart = timelineStart
    self.hasEvidence = hasEvidence
  }
}

/// One store, and what speaks for and against it.
package struct Suspect: Sendable {
  package let store: String
  /// That it has been a source, alone or with another.
  package let probability: Double
  /// Distinct recipients of the fake mail, test accounts among them; and how many of them it held on its most probable leak date.
  package let recipientsHeld: Int
  package let recipientsSeen: Int
  package let testAccountsHit: Int
  /// Those that existed on that date and stayed silent.
  package let testAccountsSilent: Int
  package let taggedAddresses: Int
  package let reasonsFor: [Reason]
  package let reasonsAgainst: [Reason]
  /// Its most probable leak date, if it alone leaked.
  package let leakDate: CalendarDate
  /// Customers in it on each day from `Suspicion.timelineStart` on.
  package let growth: [Int32]

  package init(
    store: String, probability: Double, recipientsHeld: Int, recipientsSeen: Int, testAccountsHit: Int,
    testAccountsSilent: Int, taggedAddresses: Int, reasonsFor: [Reason], reasonsAgainst: [Reason],
    leakDate: CalendarDate, growth: [Int32]
  ) {
    self.store = store
    self.probability = probability
    self.recipientsHeld = recipientsHeld
    self.recipientsSeen = recipientsSeen
    self.testAccountsHit = testAccountsHit
    self.testAccountsSilent = testAccountsSilent
    self.taggedAddresses = taggedAddresses
    self.reasonsFor = reasonsFor
    self.reasonsAgainst = reasonsAgainst
    self.leakDate = leakDate
    self.growth = growth
  }
}

/// A customer worth asking "did you get this mail, yes or no?".
package struct Question: Sendable, Hashable {
  package let recipient: String
  /// Ids of the leading stores that the answer tells apart: the most probable one that held the customer, and the most probable that did not.
  package let separates: [String]
  /// Expected information about the source, in bits.
  package let bits: Double

  package init(
    recipient: String, separates: [String], bits: Double
  ) {
    self.recipient = recipient
    self.separates = separates
    self.bits = bits
  }
}
