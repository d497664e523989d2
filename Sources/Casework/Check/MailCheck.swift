import Domains
import Forensics
import Mail
import Vocabulary

/// Answers "is this mail really from you?": genuine only where that is proven, fake where that is known, else how to find out.
package struct MailCheck: Sendable {
  package enum Answer: Sendable, Hashable {
    case ours(Proof)
    case fakeKnown
    /// Made to pass for ours, and not reported before.
    case fakeNew
    case notOurs
    case cannotTell(Reason)
  }

  package enum Proof: Sendable, Hashable {
    /// The mail's own signature, of one of the company's domains.
    case signature
    /// A letter to customers with this subject left from this address on this day.
    case notice(subject: String, day: CalendarDate)
  }

  package enum Reason: Sendable, Hashable {
    /// Neither sender nor subject says anything that is known.
    case tooLittle
    /// The line "From" says that it is ours; anybody can write that.
    case senderCanBeForged
    /// Fakes have this subject, and so may real mail.
    case subjectOfFakes
    /// The mail itself says that it is ours, and its signature does not prove it.
    case unproven
    case noMail
  }

  /// A letter that did go out to customers.
  package struct Sent: Sendable, Hashable {
    package let subject: String
    package let sender: EmailAddress
    package let day: CalendarDate

    package init(subject: String, sender: EmailAddress, day: CalendarDate) {
      self.subject = subject
      self.sender = sender
      self.day = day
    }
  }

  private let organization: Organization
  private let fakes: KnownFakes
  private let sent: [Sent]
  /// Whether a host is made to pass for one of the organization's.
  private let imitates: @Sendable (String) -> Bool

  package init(
    organization: Organization, fakes: KnownFakes, sent: [Sent], imitates: @escaping @Sendable (String) -> Bool
  ) {
    self.organization = organization
    self.fakes = fakes
    self.sent = sent
    self.imitates = imitates
  }

  /// Longer lines are cut, in bytes.
  package static let longest = 2000

  /// Of what somebody copied out of a mail: the line "From", the subject; a link in either counts too.
  package func answer(sender: String, subject: String) -> Answer {
    let sender = String(sender.prefix(Self.longest))
    let subject = String(subject.prefix(Self.longest))
    let address = Self.address(in: sender)
    let hosts = Self.hosts(in: sender + "\n" + subject) + [address.map { String($0.domain) }].compactMap(\.self)
    let foreign = hosts.filter { !organization.owns($0) }
    if foreign.contains(where: fakes.hasName) || address.map(fakes.senders.contains) == true { return .fakeKnown }
    if foreign.contains(where: imitates) { return .fakeNew }
    let isOurs = address.map { organization.owns($0.domain) }
    let isSubjectOfFakes = isKnown(subject)
    if isOurs == true {
      if let letter = letter(subject, from: address) { return .ours(.notice(subject: letter.subject, day: letter.day)) }
      return .cannotTell(isSubjectOfFakes ? .subjectOfFakes : .senderCanBeForged)
    }
    if isOurs == false || !foreign.isEmpty { return isSubjectOfFakes ? .fakeKnown : .notOurs }
    return .cannotTell(isSubjectOfFakes ? .subjectOfFakes : .tooLittle)
  }

  /// Of a whole mail, as it was examined.
  package func answer(_ findings: [Finding]) -> Answer {
    let fakes = findings.filter { $0.judgement.verdict == .impersonation }
    if !fakes.isEmpty { return fakes.contains(where: isKnown) ? .fakeKnown : .fakeNew }
    if findings.contains(where: { $0.judgement.verdict == .unproven }) { return .cannotTell(.unproven) }
    if findings.contains(where: { $0.judgement.verdict == .genuine }) { return .ours(.signature) }
    return findings.contains { $0.judgement.verdict == .unrelated } ? .notOurs : .cannotTell(.noMail)
  }

  private func isKnown(_ finding: Finding) -> Bool {
    finding.lookAlikes.contains { fakes.hasName($0.accused) } || fakes.hasText(like: finding.fingerprint)
      || finding.original?.from.map(fakes.senders.contains) == true
  }

  private func isKnown(_ subject: String) -> Bool {
    fakes.subjects.contains(Fingerprint(subject: subject, text: "").subject)
  }

  private func letter(_ subject: String, from sender: EmailAddress?) -> Sent? {
    let wanted = Self.plain(subject)
    guard !wanted.isEmpty else { return nil }
    return sent.last { $0.sender == sender && Self.plain($0.subject) == wanted }
  }

  private static func plain(_ subject: String) -> String {
    subject.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `Name <a@b>`, `a@b`, or an address among words.
  private static func address(in text: String) -> EmailAddress? {
    if let listed = Mailbox.list(Array(text.utf8)).lazy.compactMap(\.address).first { return listed }
    let marks: Set<Character> = ["<", ">", "(", ")", "[", "]", ",", ";", "\"", "'"]
    return text.split { $0.isWhitespace || marks.contains($0) }.lazy.filter { $0.contains("@") }
      .compactMap { EmailAddress($0) }.first
  }

  private static func hosts(in text: String) -> [String] {
    TextLinks.find(in: text).prefix(20).compactMap(\.url.host)
  }
}
