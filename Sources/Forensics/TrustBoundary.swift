import Domains
import Mail
import Vocabulary

/// Walks down the Received lines as long as one operator wrote them, and stops at the line in which it took the mail from outside.
struct TrustBoundary {
  private enum Operator: Equatable {
    case known(Int)
    case trusted
    case domain(String)
    case nobody
  }

  private let lines: [Received]
  private let receivers: [Provider.Receiver]
  private let trusted: [DomainName]
  private var owner = Operator.nobody
  /// The last line that is believed.
  private(set) var last = 0
  private(set) var connecting: Int?

  /// `lines` holds one at least.
  init(_ lines: [Received], receivers: [Provider.Receiver], trusted: [DomainName]) {
    self.lines = lines
    self.receivers = receivers
    self.trusted = trusted
    owner = writer(of: lines[0])
    walk()
  }

  private mutating func walk() {
    while true {
      let line = lines[last]
      guard isInside(line) else {
        connecting = last
        return
      }
      guard last + 1 < lines.count else { return }
      // Whatever handed over from a private address stands in the operator's own network, whatever it calls itself.
      let isPrivate = line.address?.isPrivate ?? false
      guard isPrivate || isSame(writer(of: lines[last + 1])) else { return }
      last += 1
    }
  }

  /// Results name the address that connected: the line that names it too is the one, above or, behind a gateway of the same operator, below.
  mutating func move(to address: IPAddress) {
    let address = address.unmapped
    let hasGateway = lines[last].address != nil
    var index = 0
    while index < lines.count, index <= last || (hasGateway && isSame(writer(of: lines[index]))) {
      if lines[index].address?.unmapped == address {
        last = index
        connecting = index
        return
      }
      index += 1
    }
  }

  /// Names of servers that write their results below their line, where the connecting line is of an operator that does so.
  var resultsBelow: [String]? {
    guard let connecting, case .known(let index) = writer(of: lines[connecting]) else { return nil }
    return receivers[index].resultsBelow.isEmpty ? nil : receivers[index].resultsBelow
  }

  private func isSame(_ other: Operator) -> Bool {
    other != .nobody && (other == owner || other == .trusted)
  }

  /// Whether the line's sender is a machine of the operator itself. A name counts only where the operator looked it up: the HELO name is
  /// the sender's own word.
  private func isInside(_ line: Received) -> Bool {
    guard line.hasSender else { return true }
    if let address = line.address, address.isPrivate { return true }
    let name = line.reverseName
    if case .known(let index) = owner {
      guard let address = line.address, receivers[index].internalRanges.contains(where: { $0.contains(address) }) else {
        return false
      }
      return !receivers[index].outboundHosts.contains { pattern in
        [line.helo, name].contains { $0.map { pattern.matches($0) } ?? false }
      }
    }
    guard let name, line.address != nil else { return false }
    return isSame(self.owner(of: name))
  }

  private func writer(of line: Received) -> Operator {
    guard let by = line.by else { return .nobody }
    if let address = IPAddress(by) {
      let index = receivers.firstIndex { $0.internalRanges.contains { $0.contains(address) } }
      return index.map { .known($0) } ?? .nobody
    }
    return owner(of: by)
  }

  private func owner(of host: String) -> Operator {
    for (index, receiver) in receivers.enumerated() where receiver.hosts.contains(where: { $0.matches(host) }) {
      return .known(index)
    }
    if trusted.contains(where: { DomainName.isWithin(host, $0.ascii) }) { return .trusted }
    return .domain(PublicSuffixList.builtIn.registrable(host) ?? host)
  }
}
