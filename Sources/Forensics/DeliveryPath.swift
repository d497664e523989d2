import Mail
import Vocabulary

/// The way a mail came, and how far down its header can be believed: to the line in which the receiver took it from somebody else.
///
/// Every mail server writes above what it was given, so the topmost lines are the receiver's own and all below its connecting line may be
/// the sender's invention, Authentication-Results with the receiver's name included.
package struct DeliveryPath: Sendable {
  package struct Hop: Sendable {
    package let received: Received
    /// Index among the header's fields.
    package let field: Int
    /// Written by the receiver.
    package fileprivate(set) var isTrusted: Bool
  }

  package struct Statement: Sendable {
    package let results: AuthenticationResults
    package let field: Int
    package fileprivate(set) var isTrusted: Bool
  }

  /// From the top, the last server first.
  package private(set) var hops: [Hop] = []
  /// Every Authentication-Results field, from the top.
  package private(set) var statements: [Statement] = []
  /// The believed line in which the receiver took the mail from outside; nil where none says so.
  package private(set) var connecting: Int?
  /// The believed lines are the first so many.
  package private(set) var trustedCount = 0
  /// What the receiver found out of signatures and sender policy.
  package private(set) var verdict = ReceiverVerdict()

  /// Lines looked at; a mail with more was looped or padded.
  package static let mostHops = 64

  /// `receivers`: how known operators receive (`ProviderCatalog.receivers`). `trusted`: hosts whose added lines are believed on top of them.
  package init(_ header: HeaderBlock, receivers: Receivers = .none, trusted: [DomainName] = []) {
    self.init(
      header, fields: FieldIndex(header, Self.names), receivers: receivers, trusted: trusted)
  }

  private static let names = FieldNames()

  init(_ header: HeaderBlock, fields: FieldIndex, receivers: Receivers, trusted: [DomainName]) {
    var policies: [Int] = []
    hops.reserveCapacity(8)
    for index in fields.codes.indices {
      switch fields[index] {
      case .received where hops.count < Self.mostHops:
        let received = Received(header.unfolded(header.fields[index]))
        hops.append(Hop(received: received, field: index, isTrusted: false))
      case .results where statements.count < Self.mostHops:
        let results = AuthenticationResults(header.fields[index], of: header)
        statements.append(Statement(results: results, field: index, isTrusted: false))
      case .policy where policies.count < Self.mostHops: policies.append(index)
      default: break
      }
    }
    guard !hops.isEmpty else { return }
    let (last, connecting) = boundary(header, fields, policies, receivers, trusted)
    for index in 0...last { hops[index].isTrusted = true }
    trustedCount = last + 1
    self.connecting = connecting
  }

  /// The last line that is believed and the connecting one; takes the verdict on the way.
  private mutating func boundary(
    _ header: HeaderBlock, _ fields: FieldIndex, _ policies: [Int], _ receivers: Receivers,
    _ trusted: [DomainName]
  ) -> (last: Int, connecting: Int?) {
    var boundary = TrustBoundary(hops, receivers: receivers, trusted: trusted)
    believe(upTo: boundary.last)
    if verdict.statements == 0, let found = resultsBelow(fields, boundary) { take(found) }
    if verdict.statements == 0,
      let index = policies.first(where: { $0 < hops[boundary.last].field })
    {
      verdict.takeAddress(of: ReceivedSPF(header.unfolded(header.fields[index])))
    }
    if let address = verdict.client { boundary.move(to: address) }
    return (boundary.last, boundary.connecting)
  }

  /// The topmost results above the last believed line: those with one authserv-id that follow each other are one set; one without an id
  /// (Outlook.com) stands alone.
  private mutating func believe(upTo last: Int) {
    let end = hops[last].field
    guard let top = statements.indices.first, statements[top].field < end else { return }
    let id = statements[top].results.authservID?.lowercased()
    var set = [top]
    for index in statements.indices.dropFirst() {
      guard let id, statements[index].field < end,
        statements[index].results.authservID?.lowercased() == id,
        !hops.contains(where: {
          $0.field > statements[index - 1].field && $0.field < statements[index].field
        })
      else { break }
      set.append(index)
    }
    take(set)
  }

  /// Google writes its results below its own line; nothing else may stand between.
  private func resultsBelow(_ fields: FieldIndex, _ boundary: TrustBoundary) -> [Int]? {
    guard !statements.isEmpty, let connecting = boundary.connecting,
      let names = boundary.resultsBelow,
      let by = hops[connecting].received.by,
      names.contains(by)
    else { return nil }
    var index = hops[connecting].field + 1
    while index < fields.codes.count {
      if fields[index] == .results {
        guard let found = statements.firstIndex(where: { $0.field == index }),
          statements[found].results.authservID?.lowercased() == by
        else { return nil }
        return [found]
      }
      guard fields[index] == .policy else { return nil }
      index += 1
    }
    return nil
  }

  private mutating func take(_ set: [Int]) {
    for index in set {
      statements[index].isTrusted = true
      verdict.take(statements[index].results)
    }
  }

  package var connectingHop: Hop? { connecting.map { hops[$0] } }

  /// The lines below the believed ones: the sender's word.
  package var untrustedHops: ArraySlice<Hop> { hops[trustedCount...] }

  /// When the receiver took the mail: the earliest time that can be believed.
  package var received: Timestamp? {
    var earliest: Timestamp?
    for index in 0..<trustedCount {
      if let date = hops[index].received.date { earliest = earliest.map { min($0, date) } ?? date }
    }
    return earliest
  }
}
