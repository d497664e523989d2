import Casework
import Forensics
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

    package init(of organization: Organization, adversary: Adversary) {
      self.init(ownDomains: organization.domains, intake: Set(organization.intake), adversary: adversary)
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
      try checkTexts(
        [(.sender, draft.sender.name), (.subject, draft.subject), (.body, draft.body), (.key, draft.key)],
        context.limits)
      let recipient = try AddressSpec(draft.recipient, .recipient)
      let sender = try AddressSpec(draft.sender.address, .sender)
      let replyTo: AddressSpec? = if let address = draft.replyTo { try AddressSpec(address, .replyTo) } else { nil }
      try RecipientCheck(context, sender: draft.sender.address).check(draft.recipient, recipient)
      try checkOwn(draft.sender.address, sender, draft.replyTo, replyTo, context)
      try checkNames(
        [(.sender, draft.sender.name), (.subject, draft.subject), (.body, draft.body)], context)
      return .success(Mailing(draft, recipient: recipient, sender: sender, replyTo: replyTo, date: now).letter())
    } catch {
      return .failure(error)
    }
  }

  static func checkTexts(
    _ fields: [(field: LetterRefusal.Field, text: String)], _ limits: Limits
  ) throws(LetterRefusal) {
    for (field, text) in fields {
      let limit = field == .body ? limits.body : field == .key ? 1_000 : limits.subject
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

  static func checkOwn(
    _ sender: EmailAddress, _ from: AddressSpec, _ replyTo: EmailAddress?, _ back: AddressSpec?, _ context: Context
  ) throws(LetterRefusal) {
    for (address, mailbox) in [(sender, from), (replyTo, back)] {
      guard let address, let mailbox else { continue }
      guard context.owns(mailbox.domain.ascii) || context.intake.contains(address) else {
        throw .senderNotOurs(address)
      }
    }
  }

  static func checkNames(
    _ fields: [(field: LetterRefusal.Field, text: String)], _ context: Context
  ) throws(LetterRefusal) {
    let hostile = HostileNames(of: context.adversary, except: context.owns)
    for (field, text) in fields {
      if let name = hostile.first(in: text) { throw .hostileName(name, field) }
      if let link = LetterLinks.foreign(in: text, owns: context.owns) { throw .foreignLink(link, field) }
    }
  }
}
