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
    /// Letters of ours have this number; anybody can copy it.
    case ourNumber(SentLetters.Numbered)
    /// It bears a number that is written as ours are, and none of our letters has it.
    case noSuchNumber(String)
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
    /// It says that its receiver found our signature good, which whoever made the file may have written.
    case unchecked
    /// Nothing in the mail says whom it is from.
    case noSender
    case noMail
  }

  private let organization: Organization
  private let fakes: KnownFakes
  private var letters: SentLetters
  /// Whether a host is made to pass for one of the organization's.
  private let imitates: @Sendable (String) -> Bool

  package init(
    organization: Organization, fakes: KnownFakes, letters: SentLetters,
    imitates: @escaping @Sendable (String) -> Bool
  ) {
    self.organization = organization
    self.fakes = fakes
    self.letters = letters
    self.imitates = imitates
  }

  /// The same with what left meanwhile.
  package func knowing(_ letters: SentLetters) -> MailCheck {
    var other = self
    other.letters = letters
    return other
  }

  /// Longer lines are cut, in bytes.
  package static let longest = 2000

  /// Of what somebody copied out of a mail: the line "From", the subject; a link or name in either counts too, and what was written so
  /// that nobody clicks counts as what it stands for.
  package func answer(sender: String, subject: String) -> Answer {
    let from = Refanging.plain(Self.start(of: sender))
    let written = Self.start(of: subject)
    let number = letters.number(in: written) ?? letters.number(in: from)
    var title = Refanging.plain(written)
    // Our own letters name the fakes in such a way, and nobody is led anywhere by it.
    if case .ours? = number { title = written }
    let address = Self.address(in: from)
    let hosts = Self.hosts(in: from + "\n" + title) + [address.map { String($0.domain) }].compactMap(\.self)
    let foreign = hosts.filter { !organization.owns($0) }
    let named = Self.names(in: from)
    let strange = foreign + named.filter { !organization.owns($0) }
    let all = strange + Self.names(in: title)
    if all.contains(where: fakes.hasName) || address.map(fakes.senders.contains) == true { return .fakeKnown }
    if strange.contains(where: imitates) { return .fakeNew }
    let namesUs = named.contains { organization.owns($0) }
    let isOurs: Bool? = address.map { organization.owns($0.domain) } ?? (namesUs ? true : nil)
    let isSubjectOfFakes = isKnown(title)
    if isOurs == false || isOurs == nil && !foreign.isEmpty { return isSubjectOfFakes ? .fakeKnown : .notOurs }
    if foreign.isEmpty, !strange.contains(where: Self.isDomain), let letter = letter(title, from: address) {
      return .ours(.notice(subject: letter.subject, day: letter.day))
    }
    // Invoices may be numbered alike: of a mail that may be ours nobody is told that it is not.
    if let answer = number.flatMap({ Self.meaning(of: $0, mayBeOurs: isOurs == true) }) { return answer }
    if isSubjectOfFakes { return .cannotTell(.subjectOfFakes) }
    return .cannotTell(isOurs == true ? .senderCanBeForged : .tooLittle)
  }

  private static func meaning(of number: SentLetters.Number, mayBeOurs: Bool) -> Answer? {
    switch number {
    case .ours(let letters): .ourNumber(letters)
    case .nobodys(let reference): mayBeOurs ? nil : .noSuchNumber(reference)
    case .leaving: nil
    }
  }

  /// Of a whole mail, as it was examined.
  package func answer(_ findings: [Finding]) -> Answer {
    let fakes = findings.filter { $0.judgement.verdict == .impersonation }
    if !fakes.isEmpty { return fakes.contains(where: isKnown) ? .fakeKnown : .fakeNew }
    let unproven = findings.filter { $0.judgement.verdict == .unproven }
    if !unproven.isEmpty { return unproven.count == 1 ? answer(unproven[0], else: .unproven) : .cannotTell(.unproven) }
    // A stranger's mail may have one of ours hung on to it.
    if let other = findings.first(where: { $0.judgement.verdict == .unrelated }) {
      return other.original.map { $0.from == nil } == true ? answer(other, else: .noSender) : .notOurs
    }
    let genuine = findings.filter { $0.judgement.verdict == .genuine }
    guard !genuine.isEmpty else { return .cannotTell(.noMail) }
    return genuine.allSatisfy(\.isSignedByUs) ? .ours(.signature) : .cannotTell(.unchecked)
  }

  /// Of a mail that nothing proves, its number tells something all the same.
  private func answer(_ finding: Finding, else reason: Reason) -> Answer {
    guard let subject = finding.original?.subject, let number = letters.number(in: Self.start(of: subject)) else {
      return .cannotTell(reason)
    }
    let mayBeOurs = finding.original?.from.map { organization.owns($0.domain) } ?? false
    return Self.meaning(of: number, mayBeOurs: mayBeOurs) ?? .cannotTell(reason)
  }

  private func isKnown(_ finding: Finding) -> Bool {
    finding.lookAlikes.contains { fakes.hasName($0.accused) } || fakes.hasText(like: finding.fingerprint)
      || finding.original?.from.map(fakes.senders.contains) == true
  }

  private func isKnown(_ subject: String) -> Bool {
    fakes.subjects.contains(Fingerprint(subject: subject, text: "").subject)
  }

  private func letter(_ subject: String, from sender: EmailAddress?) -> SentLetters.Letter? {
    let wanted = Self.plain(subject)
    guard !wanted.isEmpty else { return nil }
    return letters.letters.last { $0.sender == sender && Self.plain($0.subject) == wanted }
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

  private static func start(of text: String) -> String {
    String(decoding: text.utf8.prefix(longest), as: UTF8.self)
  }

  /// `evil.example` where it stands bare, and in `pay@evil.example`.
  private static func names(in text: String) -> [String] {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || ".-_+@".contains($0)) }
    return words.compactMap { word -> String? in
      let labels = (word.split(separator: "@").last ?? word).split(separator: ".")
      return labels.count < 2 ? nil : labels.joined(separator: ".")
    }.prefix(50).map(\.self)
  }

  /// Not `s.l` of a company's name.
  private static func isDomain(_ name: String) -> Bool {
    guard let last = name.split(separator: ".").last, last.count > 1 else { return false }
    return PublicSuffixList.builtIn.registrable(name) != nil
  }

  private static func hosts(in text: String) -> [String] {
    TextLinks.find(in: text).prefix(20).compactMap(\.url.host)
  }
}
