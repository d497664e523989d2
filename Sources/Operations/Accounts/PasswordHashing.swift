import CSodium
import Foundation
import Synchronization

/// Passwords by Argon2id, few at once and never on the threads that serve pages: one hash takes 64 MiB and an eighth of a second.
package final class PasswordHashing: Sendable {
  /// More are waiting than it is worth to wait for.
  package struct Busy: Error, Sendable {}

  /// What one hash costs; stored hashes carry theirs with them.
  package struct Cost: Sendable, Hashable {
    package let bytes: Int
    package let passes: Int

    package init(bytes: Int, passes: Int) {
      self.bytes = bytes
      self.passes = passes
    }

    package static let usual = Cost(bytes: 64 << 20, passes: 3)
    /// For tests, which make many accounts.
    package static let least = Cost(bytes: 8192, passes: 1)
  }

  /// Bytes of a password that are looked at; a longer one is refused before.
  package static let longest = 1024

  private let cost: Cost
  private let queue = OperationQueue()
  private let waiting = Mutex(0)
  private let longestQueue: Int

  package init(cost: Cost = .usual, atOnce: Int = 2, waiting longestQueue: Int = 32) {
    self.cost = cost
    self.longestQueue = longestQueue + atOnce
    queue.maxConcurrentOperationCount = atOnce
    _ = sodium_init()
  }

  package func hash(_ password: String) async throws -> String {
    try await run { [cost] in try Self.hash(password, cost: cost) }
  }

  /// Takes as long where there is no hash to check against, and is false then.
  package func matches(_ password: String, _ hash: String?) async throws -> Bool {
    guard password.utf8.count <= Self.longest else { return false }
    return try await run {
      let right = Self.verify(password, hash ?? Self.nobody)
      return right && hash != nil
    }
  }

  package func isOutdated(_ hash: String) -> Bool {
    crypto_pwhash_str_needs_rehash(hash, UInt64(cost.passes), cost.bytes) != 0
  }

  private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let admitted = waiting.withLock { count in
      guard count < longestQueue else { return false }
      count += 1
      return true
    }
    guard admitted else { throw Busy() }
    defer { waiting.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.addOperation { continuation.resume(with: Result { try work() }) }
    }
  }

  private static func hash(_ password: String, cost: Cost) throws(Busy) -> String {
    var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let bytes = password.utf8.count
    // It fails only where the memory cannot be had.
    guard crypto_pwhash_str(&out, password, UInt64(bytes), UInt64(cost.passes), cost.bytes) == 0 else { throw Busy() }
    return String(decoding: out.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func verify(_ password: String, _ hash: String) -> Bool {
    crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
  }

  /// Of 32 random bytes that were thrown away, at the usual cost.
  private static let nobody =
    "$argon2id$v=19$m=65536,t=3,p=1$CO89ibGEkIx61METoj3Lig$xa9eqicqYttDJKVDEjqoPKsvPzr5dQ/JrfYisZOsiaE"
}
