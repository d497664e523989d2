import Domains
import Mail
import Vocabulary

/// Walks down the Received lines as long as one operator wrote them, and stops at the line in which it took the mail from outside.
struct TrustBoundary {
  private enum Operator {
    case known(Int)
    case trusted
    /// Whoever the host's domain is registered to.
    case host(String)
    case nobody
  }

  private let hops: [DeliveryPath.Hop]
  private let receivers: Receivers
  private let trusted: [DomainName]
  private var owner = Operator.nobody
  /// The last line that is believed.
  private(set) var last = 0
  private(set) var connecting: Int?

  /// `hops` holds one at least.
  init(_ hops: [DeliveryPath.Hop], receivers: Receivers, trusted: [DomainName]) {
    self.hops = hops
    self.receivers = receivers
    self.trusted = trusted
    owner = writer(of: 0)
    walk()
  }

  private mutating func walk() {
    while true {
      guard isInside(last) else {
        connecting = last
        return
      }
      guard last + 1 < hops.count else { return }
      // Whatever handed over from a private address stands in the operator's own network, whatever it calls itself.
      let isPrivate = hops[last].received.address?.isPrivate ?? false
      guard isPrivate || isSame(writer(of: last + 1)) else { return }
      last += 1
    }
  }

  /// Results name the address that connected: the line that names it too is the one, above or, behind a gateway of the same operator, below.
  mutating func move(to address: IPAddress) {
    let address = address.unmapped
    let hasGateway = hops[last].received.address != nil
    var index = 0
    while index < hops.count, index <= last || (hasGateway && isSame(writer(of: index))) {
      if hops[index].received.address?.unmapped == address {
        last = index
        connecting = index
        return
      }
      index += 1
    }
  }

  /// Names of servers that write their results below their line, where the connecting line is of an operator that does so.
  var resultsBelow: [String]? {
    guard let connecting, case .known(let index) = writer(of: connecting) else { return nil }
    let names = receivers.list[index].resultsBelow
    return names.isEmpty ? nil : names
  }

  private func isSame(_ other: Operator) -> Bool {
    switch (owner, other) {
    case (_, .nobody): false
    case (_, .trusted): true
    case (.known(let own), .known(let index)): own == index
    case (.host(let own), .host(let name)): Self.isSameRegistrant(own, name)
    default: false
    }
  }

  /// Whether the line's sender is a machine of the operator itself. A name counts only where the operator looked it up: the HELO name is
  /// the sender's own word.
  private func isInside(_ line: Int) -> Bool {
    guard hops[line].received.hasSender else { return true }
    guard let address = hops[line].received.address else { return false }
    if address.isPrivate { return true }
    let name = hops[line].received.reverseName
    if case .known(let index) = owner {
      guard receivers.list[index].internalRanges.hold(address) else {
        return false
      }
      let helo = hops[line].received.helo
      return !receivers.list[index].outboundHosts.contains { pattern in
        (helo.map { pattern.matches($0) } ?? false) || (name.map { pattern.matches($0) } ?? false)
      }
    }
    return name.map { isSame(owner(of: $0)) } ?? false
  }

  private func writer(of line: Int) -> Operator {
    guard let by = hops[line].received.by else { return .nobody }
    // An address begins with a digit or holds a colon.
    if let first = by.utf8.first,
      (0x30...0x39).contains(first) || !hops[line].received.isByHost && by.utf8.contains(UInt8(ascii: ":")),
      let address = IPAddress(by)
    {
      return receivers.index(ofInner: address).map { .known($0) } ?? .nobody
    }
    return owner(of: by)
  }

  private func owner(of host: String) -> Operator {
    if let index = receivers.index(ofHost: host) { return .known(index) }
    if trusted.contains(where: { DomainName.isWithin(host, $0.ascii) }) { return .trusted }
    return .host(host)
  }

  /// Whether both names are registered as one, names without a registrable part where they are equal.
  private static func isSameRegistrant(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    // What is registered has two labels, so that names which end in fewer common ones are never of one registrant.
    guard sharesTwoLabels(left, right) else { return false }
    let list = PublicSuffixList.builtIn
    return list.registrable(left) ?? left == list.registrable(right) ?? right
  }

  private static func sharesTwoLabels(_ left: String, _ right: String) -> Bool {
    var dots = 0
    var isAtDot = false
    for (a, b) in zip(left.utf8.reversed(), right.utf8.reversed()) {
      guard a == b else { break }
      isAtDot = a == UInt8(ascii: ".")
      if isAtDot { dots += 1 }
    }
    return dots - (isAtDot ? 1 : 0) >= 1
  }
}
