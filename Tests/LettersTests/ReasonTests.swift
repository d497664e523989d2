import Attribution
import Letters
import Testing

@Suite struct ReasonTests {
  @Test(arguments: [
    (
      Reason.heldRecipients(held: 3, seen: 4, byChance: 1),
      "3 of the 4 recipients seen were in it; chance alone would put 1 there"
    ),
    (
      .heldRecipients(held: 4, seen: 4, byChance: 1), "all 4 recipients seen were in it; chance alone would put 1 there"
    ),
    (.heldRecipients(held: 1, seen: 1, byChance: 0), "it held the one recipient seen"),
    (.heldAlone(1), "1 recipient appears in no other store"),
    (.heldAlone(2), "2 recipients appear in no other store"),
    (.testAccountsHit(hit: 1, of: 1), "its test account, which exists nowhere else, received the fake mail"),
    (
      .testAccountsHit(hit: 2, of: 3),
      "2 of the 3 test accounts, which exist in this store only, received the fake mail"
    ),
    (.testAccountsSilent(silent: 3, of: 3), "none of its 3 test accounts received the fake mail"),
    (.customersSilent(1), "a customer on it said that nothing came"),
    (.customersSilent(4), "4 customers on it said that nothing came"),
    (.testAccountsSilent(silent: 1, of: 3), "1 of its 3 test accounts did not receive the fake mail"),
    (.recipientsMissing(missing: 1, seen: 1), "the one recipient seen was not in it"),
    (.recipientsMissing(missing: 5, seen: 5), "none of the 5 recipients seen was in it"),
    (.neverHeldFields(["plan"]), "the fake mail shows what it never held: plan"),
    (
      .testAccountsHitElsewhere(1, stores: ["crm"]),
      "1 test account of crm received the fake mail, and this store never held it"
    ),
  ])
  func `a reason reads as a sentence`(reason: Reason, sentence: String) {
    #expect(Sentences.english.said(reason) == sentence)
  }
}
