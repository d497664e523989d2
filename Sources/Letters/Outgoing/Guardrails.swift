import Casework
import Vocabulary

/// Decides whether a letter may leave: never to the attacker, never round in a circle, never with a hostile link or a forged header in it.
package enum Guardrails {
  package struct Context: Sendable {
    package let ownDomains: [DomainName]
    package let intake: Set<EmailAddress>
    package let adversary: Adversary
    package let limits: Limits

    package init(
      ownDomains: [DomainName], intake: Set<EmailAddress>, adversary: Adversary, limits: Limits = Limits()
    ) {
      self.ownDomains = ownDomains
      self.intake = intake
      self.adversary = adversary
      self.limits = limits
    }

    func owns(_ host: String) -> Bool {
      ownDomains.contains { DomainName.isWithin(host, $0.ascii) }
    }
  }

  /// In bytes.
  package struct Limits: Sendable {
    package let subject: Int
    package let body: Int

    package init(subject: Int = 300, body: Int = 64_000) {
      self.subject = subject
      self.body = body
    }
  }

  /// `now` is the letter's date.
  package static func clear(
    _ draft: LetterDraft, context: Context, now: Timestamp
  ) -> Result<ClearedLetter, LetterRefusal> {
    do throws(LetterRefusal) {
      try checkText(draft, context.limits)
      let recipient = try AddressSpec(draft.recipient, .recipient)
      let sender = try AddressSpec(draft.sender.address, .sender)
      let replyTo: AddressSpec? = if let address = draft.replyTo { try AddressSpec(address, .replyTo) } else { nil }
      try checkRecipient(draft, recipient, context)
      for (address, mailbox) in [(draft.sender.address, sender), (draft.replyTo, replyTo)] {
        guard let address, let mailbox else { continue }
        guard context.owns(mailbox.domain.ascii) || context.intake.contains(address) else {
          throw .senderNotOurs(address)
        }
      }
      try checkNames(draft, context)
      return .success(Mailing(draft, recipient: recipient, sender: sender, replyTo: replyTo, date: now).letter())
    } catch {
      return .failure(error)
    }
  }

  private static func checkText(_ draft: LetterDraft, _ limits: Limits) throws(LetterRefusal) {
    let fields: [(LetterRefusal.Field, String, Int)] = [
      (.sender, draft.sender.name, limits.subject), (.subject, draft.subject, limits.subject),
      (.body, draft.body, limits.body), (.key, draft.key, 1_000),
    ]
    for (field, text, limit) in fields {
      guard text.utf8.count <= limit else { throw .tooLong(field, limit: limit) }
      guard text.contains(where: { !$0.isWhitespace }) else { throw .empty(field) }
      for scalar in text.unicodeScalars where isControl(scalar) && !(field == .body && scalar == "\n") {
        throw .control(field)
      }
    }
  }

  /// Line and paragraph separators and what turns the reading direction count as well.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: return true
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }

  private static func checkRecipient(
    _ draft: LetterDraft, _ recipient: AddressSpec, _ context: Context
  ) throws(LetterRefusal) {
    let identity = AddressSpec.identity(of: draft.recipient)
    if (context.intake.union([draft.sender.address])).contains(where: { AddressSpec.identity(of: $0) == identity }) {
      throw .ownIntake(draft.recipient)
    }
    if context.adversary.addresses.contains(where: { AddressSpec.identity(of: $0) == identity }) {
      throw .adversaryAddress(draft.recipient)
    }
    // `victim%bad.example@relay.example` asks a relay to pass it on.
    let hosts = [recipient.domain] + recipient.routes
    for domain in context.adversary.domains.sorted()
    where !context.owns(domain.ascii) && hosts.contains(where: { $0.isWithin(domain) }) {
      throw .adversaryDomain(draft.recipient, domain)
    }
  }

  private static func checkNames(_ draft: LetterDraft, _ context: Context) throws(LetterRefusal) {
    let hostile = HostileNames(of: context.adversary, except: context.owns)
    let fields: [(LetterRefusal.Field, String)] = [
      (.sender, draft.sender.name), (.subject, draft.subject), (.body, draft.body),
    ]
    for (field, text) in fields {
      if let name = hostile.first(in: text) { throw .hostileName(name, field) }
      if let link = LetterLinks.foreign(in: text, owns: context.owns) { throw .foreignLink(link, field) }
    }
  }
}
