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
  package init(_ header: HeaderBlock, receivers: [Provider.Receiver] = [], trusted: [DomainName] = []) {
    var policies: [Int] = []
    for index in header.fields.indices {
      let length = header.fields[index].key.utf8.count
      guard length == 8 || length == 12 || length == 22 else { continue }
      let field = header.fields[index]
      switch field.key {
      case "received" where hops.count < Self.mostHops:
        hops.append(Hop(received: Received(header.unfolded(field)), field: index, isTrusted: false))
      case "authentication-results" where statements.count < Self.mostHops:
        let results = AuthenticationResults(header.unfolded(field))
        statements.append(Statement(results: results, field: index, isTrusted: false))
      case "received-spf" where policies.count < Self.mostHops: policies.append(index)
      default: break
      }
    }
    guard !hops.isEmpty else { return }
    var boundary = TrustBoundary(hops.map(\.received), receivers: receivers, trusted: trusted)
    believe(header, upTo: boundary.last)
    if verdict.statements == 0, let found = resultsBelow(header, boundary) { take(found) }
    if verdict.statements == 0, let index = policies.first(where: { $0 < hops[boundary.last].field }) {
      verdict.takeAddress(of: ReceivedSPF(header.unfolded(header.fields[index])))
    }
    if let address = verdict.client { boundary.move(to: address) }
    for index in 0...boundary.last { hops[index].isTrusted = true }
    trustedCount = boundary.last + 1
    connecting = boundary.connecting
  }

  /// The topmost results above the last believed line: those with one authserv-id that follow each other are one set; one without an id
  /// (Outlook.com) stands alone.
  private mutating func believe(_ header: HeaderBlock, upTo last: Int) {
    let end = hops[last].field
    guard let top = statements.indices.first, statements[top].field < end else { return }
    let id = statements[top].results.authservID?.lowercased()
    var set = [top]
    for index in statements.indices.dropFirst() {
      guard let id, statements[index].field < end, statements[index].results.authservID?.lowercased() == id,
        !hops.contains(where: { $0.field > statements[index - 1].field && $0.field < statements[index].field })
      else { break }
      set.append(index)
    }
    take(set)
  }

  /// Google writes its results below its own line; nothing else may stand between.
  private func resultsBelow(_ header: HeaderBlock, _ boundary: TrustBoundary) -> [Int]? {
    guard let connecting = boundary.connecting, let names = boundary.resultsBelow,
      let by = hops[connecting].received.by,
      names.contains(by)
    else { return nil }
    var index = hops[connecting].field + 1
    while index < header.fields.count {
      if header.fields[index].key == "authentication-results" {
        guard let found = statements.firstIndex(where: { $0.field == index }),
          statements[found].results.authservID?.lowercased() == by
        else { return nil }
        return [found]
      }
      guard header.fields[index].key == "received-spf" else { return nil }
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
  package var received: Timestamp? { hops[..<trustedCount].compactMap(\.received.date).min() }
}
