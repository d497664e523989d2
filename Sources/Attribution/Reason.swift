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
  /// Test accounts and tagged addresses of these other stores were hit, and this one never held them.
  case testAccountsHitElsewhere(Int, stores: [String])
  case taggedElsewhere(Int, stores: [String])
  case neverHeldFields([String])
  /// The leading list explains at least as many of the recipients with fewer people.
  case smallerListFits(store: String, size: Int, own: Int)
  /// Rows without a first day count as members since ever; that blurs the leak date.
  case unknownFirstDays(Int, of: Int)
  case createdAfterRetirement(Int)

  package var english: String {
    switch self {
    case .heldRecipients(let held, let seen, let byChance):
      seen == 1
        ? "it held the one recipient seen"
        : "\(held == seen ? "all \(seen)" : "\(held) of the \(seen)") recipients seen were in it; chance alone would put \(byChance) there"
    case .heldAlone(let count): "\(people(count, "recipient")) appear\(count == 1 ? "s" : "") in no other store"
    case .testAccountsHit(let hit, let all):
      all == 1
        ? "its test account, which exists nowhere else, received the fake mail"
        : "\(hit == all ? "all \(all)" : "\(hit) of the \(all)") test accounts, which exist in this store only, received the fake mail"
    case .taggedAddresses(let count):
      "\(people(count, "recipient")) used an address with a tag (name+tag@…) that only this store holds"
    case .holdsFieldsShown(let fields): "it holds what the fake mail shows: \(fields.joined(separator: ", "))"
    case .recipientsMissing(let missing, let seen):
      seen == 1
        ? "the one recipient seen was not in it"
        : "\(missing == seen ? "none of the \(seen) recipients seen was" : "\(missing) of the \(seen) recipients seen were not") in it"
    case .testAccountsSilent(let silent, let all):
      silent < all
        ? "\(silent) of its \(people(all, "test account")) did not receive the fake mail"
        : all == 1
          ? "its test account did not receive the fake mail" : "none of its \(all) test accounts received the fake mail"
    case .testAccountsHitElsewhere(let count, let stores):
      "\(people(count, "test account")) of \(stores.joined(separator: ", ")) received the fake mail, and this store never held \(count == 1 ? "it" : "them")"
    case .taggedElsewhere(let count, let stores):
      "\(people(count, "recipient")) used a tagged address that only \(stores.joined(separator: ", ")) holds"
    case .neverHeldFields(let fields): "the fake mail shows what it never held: \(fields.joined(separator: ", "))"
    case .smallerListFits(let store, let size, let own):
      "\(store) explains as many of the recipients or more with fewer people: \(size), and this list had \(own)"
    case .unknownFirstDays(let count, let all):
      "\(count) of its \(all) rows do not say since when: they count as members since ever, so the leak date is less sure"
    case .createdAfterRetirement(let count):
      "\(people(count, "row")) begin\(count == 1 ? "s" : "") after the store was retired and \(count == 1 ? "was" : "were") left out: check the date of retirement"
    }
  }

  private func people(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
