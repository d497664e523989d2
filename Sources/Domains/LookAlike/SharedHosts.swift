import Vocabulary

/// Knows the hosts where anybody may have a page, since the same path means different things there.
package struct SharedHosts: Sendable {
  /// Where a page costs nothing and its owner chooses the path: a brand in it is most likely an imitation.
  package let free: Set<String>
  /// Networks and directories where a company's own profile stands under its name: a brand in the path is ordinary.
  package let profiles: Set<String>

  package static let none = SharedHosts(free: [], profiles: [])

  package init(free: some Sequence<DomainName>, profiles: some Sequence<DomainName>) {
    self.free = Set(free.map(\.ascii))
    self.profiles = Set(profiles.map(\.ascii))
  }

  enum Kind { case free, profiles, other }

  /// Of a lower-case ASCII host or the nearest name above it.
  func kind(of host: UnsafeBufferPointer<UInt8>) -> Kind {
    guard !free.isEmpty || !profiles.isEmpty else { return .other }
    var rest = Substring(String(decoding: host, as: UTF8.self))
    while !rest.isEmpty {
      if free.contains(String(rest)) { return .free }
      if profiles.contains(String(rest)) { return .profiles }
      guard let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) else { break }
      rest = rest[rest.utf8.index(after: dot)...]
    }
    return .other
  }
}
