import Attribution
import Vocabulary

extension SheetWords {
  /// Why a store is more or less suspect, as a sentence.
  package func said(_ reason: Reason) -> String { said(phrase(reason)) }

  private func phrase(_ reason: Reason) -> Phrase {
    switch reason {
    case .heldRecipients(_, 1, _): Phrase("reason_held_single")
    case .heldRecipients(let held, let seen, let byChance):
      Phrase(
        held == seen ? "reason_held_all" : "reason_held",
        ["held": .count(held), "seen": .count(seen), "chance": .count(byChance)])
    case .heldAlone(let count): Phrase("reason_held_alone", count: count)
    case .testAccountsHit(_, 1): Phrase("reason_test_single")
    case .testAccountsHit(let hit, let all):
      Phrase(hit == all ? "reason_tests_all" : "reason_tests", ["hit": .count(hit), "all": .count(all)])
    case .taggedAddresses(let count): Phrase("reason_tagged", count: count)
    case .holdsFieldsShown(let fields): Phrase("reason_fields", ["fields": list(fields)])
    case .recipientsMissing(_, 1): Phrase("reason_missing_single")
    case .recipientsMissing(let missing, let seen):
      Phrase(
        missing == seen ? "reason_missing_all" : "reason_missing", ["missing": .count(missing), "seen": .count(seen)])
    case .testAccountsSilent(1, 1): Phrase("reason_silent_single")
    case .testAccountsSilent(let silent, let all):
      Phrase(silent < all ? "reason_silent" : "reason_silent_all", ["silent": .count(silent), "all": .count(all)])
    case .customersSilent(let count): Phrase("reason_customers_silent", count: count)
    case .testAccountsHitElsewhere(let count, let stores):
      Phrase("reason_tests_elsewhere", count: count, ["stores": .text(stores.joined(separator: ", "))])
    case .taggedElsewhere(let count, let stores):
      Phrase("reason_tagged_elsewhere", count: count, ["stores": .text(stores.joined(separator: ", "))])
    case .neverHeldFields(let fields): Phrase("reason_no_fields", ["fields": list(fields)])
    case .smallerListFits(let store, let size, let own):
      Phrase("reason_smaller", ["store": .text(store), "size": .count(size), "own": .count(own)])
    case .unknownFirstDays(let count, let all):
      Phrase("reason_no_first_day", ["count": .count(count), "all": .count(all)])
    case .createdAfterRetirement(let count): Phrase("reason_after_retirement", count: count)
    }
  }

  private func list(_ fields: [String]) -> Phrase.Value {
    .text(fields.map { field($0).text }.joined(separator: self("list_comma").text))
  }
}
