import Mail
import Vocabulary

/// Why a mail must not be answered by a program: answering it would start a loop, or nobody would read the answer (RFC 3834 section 2).
package enum AutomaticMail: Sendable, Hashable, CustomStringConvertible {
  /// The address that a mail server was told.
  package enum EnvelopeSender: Sendable, Hashable {
    /// `MAIL FROM:<>`
    case null
    case address(EmailAddress)
  }

  case autoSubmitted(String)
  case nullSender
  case deliveryReport
  /// It carries the mark of a letter of ours, or of another Candor's.
  case ourOwnMark(String)
  case ourOwnAddress(EmailAddress)
  case noSender
  case systemSender(EmailAddress)
  case mailingList(String)
  case bulk(String)
  /// A field that says that answers are not wanted, or that a program wrote the mail.
  case responder(String)
  case awaySubject(String)

  /// No person sent it: a mailing list or a mailbox of the company's own may well carry a person's report.
  package var isByNobody: Bool {
    switch self {
    case .autoSubmitted, .nullSender, .deliveryReport, .ourOwnMark, .responder, .awaySubject: true
    case .ourOwnAddress, .noSender, .systemSender, .mailingList, .bulk: false
    }
  }

  /// For records: never changes.
  package var code: String {
    switch self {
    case .autoSubmitted: "auto-submitted"
    case .nullSender: "null-sender"
    case .deliveryReport: "delivery-report"
    case .ourOwnMark: "our-own-mark"
    case .ourOwnAddress: "our-own-address"
    case .noSender: "no-sender"
    case .systemSender: "system-sender"
    case .mailingList: "mailing-list"
    case .bulk: "bulk"
    case .responder: "responder"
    case .awaySubject: "away-subject"
    }
  }

  package var description: String {
    switch self {
    case .autoSubmitted(let value): "it says that a program sent it (Auto-Submitted: \(value))"
    case .nullSender: "it came without a sender's address, as bounces and automatic answers do"
    case .deliveryReport: "it is a delivery report"
    case .ourOwnMark(let field): "it is a letter of ours that came back (\(field))"
    case .ourOwnAddress(let address): "it is from \(address), where reports come in"
    case .noSender: "it names no sender"
    case .systemSender(let address): "\(address) is a mail system's address, which nobody reads"
    case .mailingList(let field): "it came through a mailing list (\(field))"
    case .bulk(let value): "it is bulk mail (Precedence: \(value))"
    case .responder(let field): "its sender's program asks for no automatic answer (\(field))"
    case .awaySubject(let words): "its subject is an absence notice's (\"\(words)\")"
    }
  }
}

extension AutomaticMail {
  /// Words that automatic answers have in their subjects, and local parts that nobody reads; lower case.
  package struct Words: Sendable {
    /// A subject begins with one of them.
    package let subjects: [String]
    package let senders: Set<String>

    package init(subjects: [String], senders: [String]) {
      self.subjects = subjects.map { $0.lowercased() }
      self.senders = Set(senders.map { $0.lowercased() })
    }
  }

  /// nil for what a person may have sent.
  package init?(_ message: Message, sender: EnvelopeSender? = nil, intake: Set<EmailAddress>, words: Words) {
    let reason =
      Self.ours(message, intake: intake) ?? Self.report(message, sender) ?? Self.declared(message)
      ?? Self.origin(message, sender, words) ?? Self.subject(message, words)
    guard let reason else { return nil }
    self = reason
  }

  private static func ours(_ message: Message, intake: Set<EmailAddress>) -> AutomaticMail? {
    if message.header.first(LoopMark.field.lowercased()) != nil { return .ourOwnMark(LoopMark.field) }
    if let id = message.messageID, LoopMark.isOurs(id) { return .ourOwnMark("Message-ID") }
    let senders = message.from + message.mailboxes("sender")
    let own = Set(intake.map(\.untagged))
    return senders.compactMap(\.address).first { own.contains($0.untagged) }.map { .ourOwnAddress($0) }
  }

  private static func report(_ message: Message, _ sender: EnvelopeSender?) -> AutomaticMail? {
    let type = message.root.contentType
    if type.value == "multipart/report" || type.value == "message/delivery-status" { return .deliveryReport }
    if sender == .null { return .nullSender }
    let path = message.header.value("return-path").map { $0.filter { $0 != " " } }
    return path == "<>" ? .nullSender : nil
  }

  private static func declared(_ message: Message) -> AutomaticMail? {
    func word(_ key: String) -> String? {
      message.header.value(key).map { value in
        String(value.lowercased().prefix { $0 != ";" && $0 != "(" }.prefix(60)).trimming { $0.isWhitespace }
      }
    }
    if let value = word("auto-submitted"), value != "no" { return .autoSubmitted(value) }
    if let key = message.header.fields.lazy.map(message.header.key(of:)).first(where: listFields.contains) {
      return .mailingList(key)
    }
    if let value = word("precedence"), ["bulk", "list", "junk", "auto_reply", "auto-reply"].contains(value) {
      return .bulk(value)
    }
    for key in ["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-loop", "x-failed-recipients"] {
      if let value = word(key), value != "no" { return .responder(key) }
    }
    // Exchange: DR, AutoReply, OOF … or All; None asks for nothing.
    if let value = word("x-auto-response-suppress"), value != "none", !value.isEmpty {
      return .responder("x-auto-response-suppress")
    }
    return nil
  }

  private static let listFields: Set<String> = [
    "list-id", "list-post", "list-help", "list-unsubscribe", "list-subscribe", "list-owner", "list-archive",
    "mailing-list",
  ]

  private static func origin(_ message: Message, _ sender: EnvelopeSender?, _ words: Words) -> AutomaticMail? {
    guard let from = message.from.compactMap(\.address).first else { return .noSender }
    var addresses = [from] + message.mailboxes("reply-to").compactMap(\.address)
    if case .address(let address) = sender { addresses.append(address) }
    for address in addresses {
      let local = address.untagged.local
      if words.senders.contains(String(local)) || local.hasSuffix("-request") || local.hasPrefix("owner-")
        || local.hasSuffix("-bounces")
      {
        return .systemSender(address)
      }
    }
    return nil
  }

  private static func subject(_ message: Message, _ words: Words) -> AutomaticMail? {
    guard let subject = message.subject?.prefix(300).lowercased().trimming({ $0.isWhitespace }) else { return nil }
    return words.subjects.first { subject.hasPrefix($0) }.map { .awaySubject($0) }
  }
}
