import Mail
import Vocabulary

extension Examination {
  /// The address that the fake mail was sent to: of those in To the reporter or a known one first, else what the receiver's lines say, else the reporter.
  func recipient(
    of original: Original, evidence: TransportEvidence, reporter: EmailAddress?
  ) -> (
    EmailAddress?, assumed: Bool
  ) {
    let sender = original.from?.address
    func usable(_ address: EmailAddress) -> Bool {
      address != sender && !context.intake.contains(address)
    }
    let to = original.to.compactMap(\.address).filter(usable)
    let domain = sender?.domain
    func isShown(_ address: EmailAddress) -> Bool {
      (address.domain == domain || reporter != nil)
        && (organization.owns(address.domain) || lookAlike(String(address.domain)) != nil)
    }
    // One in To, at another domain than the sender's, is the one, whatever the other fields say, unless they say a test account.
    if to.count == 1, recipients.testAccounts.isEmpty, to[0].domain != domain, reporter == nil || !isShown(to[0]),
      !recipients.knowsAnybody || recipients.isCustomer(to[0])
    {
      return (to[0], false)
    }
    var candidates = to
    if let message = original.message, let fields = evidence.fields {
      for field in [
        KnownField.deliveredTo, .originalTo, .envelopeTo, .otherEnvelopeTo, .otherDeliveredTo,
      ]
      where fields.has(field) {
        candidates += fields.mailboxes(field, in: message.header).compactMap(\.address).filter(
          usable)
      }
      for hop in 0..<(evidence.path?.trustedCount ?? 0) {
        if let address = evidence.path?.hops[hop].received.recipient.flatMap({ EmailAddress($0) }),
          usable(address)
        {
          candidates.append(address)
        }
      }
    }
    candidates += original.cc.compactMap(\.address).filter(usable)
    candidates = Array(candidates.prefix(200))
    if let test = candidates.first(where: { recipients.testAccounts.contains($0) }) {
      return (test, false)
    }
    // An address at the company, or at a domain made to look like it, is what a mail to many shows instead of its recipients.
    if candidates.contains(where: isShown) {
      let others = candidates.filter { !isShown($0) }
      if !others.isEmpty {
        candidates = others
      } else if let reporter, !candidates.contains(reporter) {
        if !organization.owns(reporter.domain) { return (reporter, true) }
        // Somebody of the company passes it on: an attacker's address is nobody's all the same.
        candidates.removeAll { !organization.owns($0.domain) }
        if candidates.isEmpty { return (nil, false) }
      }
    }
    // An alias stays an alias, unless it is in no list and somebody whom the receiver's lines name is.
    if to.count == 1, candidates.contains(to[0]),
      recipients.isCustomer(to[0]) || !candidates.contains(where: recipients.isCustomer)
    {
      return (to[0], false)
    }
    if let reporter, candidates.contains(reporter) { return (reporter, false) }
    if let known = candidates.first(where: recipients.isCustomer) { return (known, false) }
    if let first = candidates.first { return (first, false) }
    return (reporter, reporter != nil)
  }
}
