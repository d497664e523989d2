import Attribution
import Testing

@Suite struct LikelyColumnsTests {
  typealias Columns = MembersTable.Columns

  @Test(
    arguments: [
      (
        ["e-mail", "customer", "signed_up", "deleted"],
        Columns(email: "e-mail", created: "signed_up", removed: "deleted")
      ),
      (
        ["Email Address", "OPTIN_TIME", "UNSUB_TIME"],
        Columns(email: "Email Address", created: "OPTIN_TIME", removed: "UNSUB_TIME")
      ),
      (
        ["Correo electrónico", "Fecha de alta", "Fecha de baja"],
        Columns(email: "Correo electrónico", created: "Fecha de alta", removed: "Fecha de baja")
      ),
      (
        ["E-mail cím", "Regisztráció dátuma", "Törölve"],
        Columns(email: "E-mail cím", created: "Regisztráció dátuma", removed: "Törölve")
      ),
      (["email", "created", "removed"], Columns(created: "created", removed: "removed")),
      // Two that are likely are none.
      (["mail", "email2", "created", "joined"], Columns()), (["name", "notes"], Columns()),
      // A name that only holds a likely one is none.
      (["email", "closed_deals", "created_by"], Columns()),
    ] as [([String], Columns)])
  func `exports name their columns in many ways`(names: [String], columns: Columns) {
    #expect(Columns().guessed(from: names) == columns)
  }

  @Test func `what was named stays, and what was said to be missing stays missing`() {
    let given = Columns(email: "a", created: "", removed: "b")
    #expect(given.guessed(from: ["a", "b", "created", "email"]) == given)
  }
}
