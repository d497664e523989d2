/// Why a store is more or less suspect, with its numbers, so that Letters can say it in any language.
package enum Reason: Sendable, Hashable {
  /// Recipients seen whom the store held at its most probable leak date, and how many chance alone would put there.
  case heldRecipients(held: Int, seen: Int, byChance: Int)
  /// Recipients whom no other store ever held.
  case heldAlone(Int)
  case testAccountsHit(hit: Int, of: Int)
  case taggedAddresses(Int)
  case holdsFieldsShown([String])
  case recipientsMissing(missing: Int, seen: Int)
  case testAccountsSilent(silent: Int, of: Int)
  /// Customers on it who were asked and said that they got nothing.
  case customersSilent(Int)
  /// Test accounts and tagged addresses of these other stores were hit, and this one never held them.
  case testAccountsHitElsewhere(Int, stores: [String])
  case taggedElsewhere(Int, stores: [String])
  case neverHeldFields([String])
  /// The leading list explains at least as many of the recipients with fewer people.
  case smallerListFits(store: String, size: Int, own: Int)
  /// Rows without a first day count as members since ever; that blurs the leak date.
  case unknownFirstDays(Int, of: Int)
  case createdAfterRetirement(Int)
}
