import Vocabulary

/// The operators that are known to receive mail, found by the name of a host or an address of theirs.
package final class Receivers: Sendable {
  package let list: [Provider.Receiver]
  private let hosts: DomainIndex<Int>

  package static let none = Receivers([])

  package init(_ list: [Provider.Receiver]) {
    self.list = list
    var hosts = DomainIndex<Int>()
    for (index, receiver) in list.enumerated() {
      for pattern in receiver.hosts { hosts.add(pattern, index) }
    }
    self.hosts = hosts
  }

  /// The first whose host it is.
  func index(ofHost name: String) -> Int? { hosts.leastOwner(of: name) }

  /// The first among whose inner addresses it is.
  func index(ofInner address: IPAddress) -> Int? {
    list.firstIndex { $0.internalRanges.hold(address) }
  }
}
