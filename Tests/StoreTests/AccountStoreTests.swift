import Foundation
import Operations
import Store
import Testing
import Vocabulary

@Suite struct AccountStoreTests {
  static let now = Timestamp(seconds: 1_413_900_000)
  static let later = now.adding(seconds: 3600)

  /// A register in a file that is gone afterwards.
  static func run(_ body: (AccountRegister, String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "candor-accounts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "case.sqlite").path
    try await body(AccountRegister(try CaseDatabase(path: path)), path)
  }

  static func new(_ number: Int) throws -> NewAccount {
    NewAccount(
      email: try #require(EmailAddress("p\(number)@example.org")), name: "P\(number)", passwordHash: "h",
      language: Language("hu"))
  }

  static func admin(_ register: AccountRegister, _ number: Int = 0) async throws -> Account {
    let secret = Secret()
    let purpose: OneTimeLink.Purpose = number == 0 ? .setUp : .invitation(role: .admin, by: 1)
    try await register.links.issue(OneTimeLink(digest: secret.digest, purpose: purpose, expires: later))
    guard case .made(let account) = try await register.links.redeem(secret.digest, try new(number), now) else {
      throw StoreTrouble(.conflict, "no account")
    }
    return account
  }

  @Test func `of many who use one link at the same moment one gets an account`() async throws {
    try await Self.run { register, _ in
      let secret = Secret()
      try await register.links.issue(OneTimeLink(digest: secret.digest, purpose: .setUp, expires: Self.later))
      let made = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<20 {
          group.addTask {
            if case .made = try await register.links.redeem(secret.digest, try Self.new(number), Self.now) {
              return true
            }
            return false
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(made == 1)
      let people = try await register.people()
      #expect(people.count == 1 && people.first?.role == .admin && people.first?.language?.tag == "hu")
    }
  }

  @Test func `tries are counted exactly, however many come at once, and forgotten with time`() async throws {
    try await Self.run { register, _ in
      let about = Digest(of: Array("somebody".utf8))
      func take(_ at: Timestamp) async throws -> Bool {
        try await register.attempts.take(about, at, at.adding(seconds: -900), 10)
      }
      let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<40 {
          group.addTask { try await register.attempts.take(about, Self.now, Self.now.adding(seconds: -900), 10) }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(taken == 10)
      #expect(try await take(Self.now.adding(seconds: 900)))
      try await register.attempts.clear(about)
      #expect(try await take(Self.now))
    }
  }

  @Test func `of two administrators who remove each other one stays`() async throws {
    try await Self.run { register, _ in
      let (first, second) = (try await Self.admin(register), try await Self.admin(register, 1))
      async let one = register.change(first.id, .removed)
      async let other = register.change(second.id, .role(.viewer))
      let outcomes = [try await one, try await other]
      #expect(outcomes.filter { if case .lastAdmin = $0 { true } else { false } }.count == 1)
      #expect(try await register.people().filter { $0.role == .admin }.count == 1)
    }
  }

  @Test func `sessions outlive the program, and end with their account`() async throws {
    try await Self.run { register, path in
      let admin = try await Self.admin(register)
      let other = try await Self.admin(register, 1)
      let secret = Secret()
      let session = Session(
        digest: secret.digest, account: other.id, stage: .full, opened: Self.now, seen: Self.now, address: "::1",
        agent: String(repeating: "a", count: 1000))
      try await register.sessions.open(session, nil)
      let again = AccountRegister(try CaseDatabase(path: path))
      let found = try #require(try await again.sessions.find(secret.digest, Self.now))
      #expect(found.1 == other && found.0.agent.count == 200)
      _ = try await again.change(other.id, .removed)
      #expect(try await again.sessions.find(secret.digest, Self.now) == nil)
      #expect(try await again.people() == [admin])
    }
  }

  @Test func `invitations of an administrator who is none any more open nothing`() async throws {
    try await Self.run { register, _ in
      _ = try await Self.admin(register)
      let second = try await Self.admin(register, 1)
      let link = Secret()
      let purpose = OneTimeLink.Purpose.invitation(role: .admin, by: second.id)
      try await register.links.issue(OneTimeLink(digest: link.digest, purpose: purpose, expires: Self.later))
      #expect(try await register.links.find(link.digest, Self.now) != nil)
      _ = try await register.change(second.id, .role(.responder))
      #expect(try await register.links.find(link.digest, Self.now) == nil)
    }
  }

  @Test func `a link that is too old makes nothing`() async throws {
    try await Self.run { register, _ in
      let secret = Secret()
      try await register.links.issue(OneTimeLink(digest: secret.digest, purpose: .setUp, expires: Self.now))
      guard case .void = try await register.links.redeem(secret.digest, try Self.new(0), Self.now) else {
        Issue.record("an account was made")
        return
      }
    }
  }

  @Test func `no password, code or secret is found in the file`() async throws {
    try await Self.run { register, path in
      let admin = try await Self.admin(register)
      let (secret, code) = (Secret(), RecoveryCode())
      try await register.sessions.open(
        Session(
          digest: secret.digest, account: admin.id, stage: .full, opened: Self.now, seen: Self.now, address: "::1",
          agent: ""), nil)
      _ = try await register.change(admin.id, .timedSecret([1, 2, 3], recovery: [RecoveryCode.digest(of: code.text)]))
      let files = [path, path + "-wal"].compactMap { FileManager.default.contents(atPath: $0) }
      #expect(files.contains { $0.range(of: Data("p0@example.org".utf8)) != nil })
      for hidden in [secret.bytes, Array(secret.text.utf8), Array(code.text.utf8)] {
        #expect(files.allSatisfy { $0.range(of: Data(hidden)) == nil })
      }
    }
  }
}
