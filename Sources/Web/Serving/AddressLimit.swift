import Synchronization
import Vocabulary

/// How many requests one client may make in a stretch of time. The table is bounded: when it is full, the newcomers share one count.
final class AddressLimit: Sendable {
  private struct Table {
    var stretch: Int64 = 0
    var counts: [IPAddress: Int] = [:]
    var others = 0
  }

  private let seconds: Int64
  private let limit: Int
  private let most: Int
  private let table = Mutex(Table())

  init(_ limit: Int, in seconds: Int64, addresses most: Int = 10_000) {
    self.limit = limit
    self.seconds = seconds
    self.most = most
  }

  /// nil where the request may pass; else in how many seconds the next one may.
  func wait(for address: IPAddress?, at now: Timestamp) -> Int? {
    table.withLock { table in
      let stretch = now.seconds / seconds
      if stretch != table.stretch { table = Table(stretch: stretch) }
      let count: Int
      if let network = address.map(Self.network), table.counts[network] != nil || table.counts.count < most {
        count = table.counts[network, default: 0] + 1
        table.counts[network] = count
      } else {
        table.others += 1
        count = table.others
      }
      return count <= limit ? nil : Int(seconds - now.seconds % seconds)
    }
  }

  /// One customer has a whole IPv6 /64.
  private static func network(_ address: IPAddress) -> IPAddress {
    if case .v6(let high, _) = address { return .v6(high, 0) }
    return address
  }
}

/// Uploads take disk, and those of the API memory, until they are answered; so only a few are read at once.
final class UploadGate: Sendable {
  private let limit: Int
  private let inside = Mutex(0)

  init(_ limit: Int) { self.limit = limit }

  func enter() -> Bool {
    inside.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
  }

  func leave() { inside.withLock { $0 -= 1 } }
}
