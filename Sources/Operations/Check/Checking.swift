import Casework
import Domains
import Evidence
import Forensics
import Mail
import Vocabulary

/// The desk of the public page "is this mail really from you?": answers from what is known, and keeps a mail for a while so that it can become a report.
package actor Checking {
  private let organization: Organization
  private let assessing: Assessing
  private let cases: CaseFiles
  private let examination: @Sendable () async throws(StoreTrouble) -> Examination
  private let sent: @Sendable () async throws(StoreTrouble) -> [MailCheck.Sent]
  private let now: @Sendable () -> Timestamp
  private var check: MailCheck?
  private var held: [HeldMail] = []
  private var heldBytes = 0
  private var reported: (day: Int64, count: Int) = (0, 0)

  private struct HeldMail {
    let secret: Secret
    let bytes: [UInt8]
    let since: Timestamp
  }

  /// A larger file is refused with this limit named, in bytes.
  package static let longest = 10 << 20
  /// Seconds that a mail waits for somebody to report it.
  package static let patience: Int64 = 600
  private static let mostHeld = 100
  private static let mostBytes = 40 << 20

  package init(
    organization: Organization, assessing: Assessing, cases: CaseFiles, now: @escaping @Sendable () -> Timestamp,
    examination: @escaping @Sendable () async throws(StoreTrouble) -> Examination,
    sent: @escaping @Sendable () async throws(StoreTrouble) -> [MailCheck.Sent]
  ) {
    self.organization = organization
    self.assessing = assessing
    self.cases = cases
    self.now = now
    self.examination = examination
    self.sent = sent
  }

  /// `sent`: letters to customers that did leave.
  package init(
    _ desk: CaseDesk, sent: @escaping @Sendable () async throws(StoreTrouble) -> [MailCheck.Sent] = { [] }
  ) {
    self.init(
      organization: desk.settings.organization, assessing: desk.assessing, cases: desk.cases, now: desk.now,
      examination: { () throws(StoreTrouble) in try await desk.currentMembers().examination }, sent: sent)
  }

  /// Cases with more reports are read when somebody first asks: what they take in memory is for whoever needs it.
  private static let small = 2000

  /// Takes in what the cases know whenever that changes, at most every two seconds, until cancelled; small cases are read at the start
  /// already, and not when the first person wants to see one.
  package func follow(failed: @Sendable (StoreTrouble) -> Void) async {
    do throws(StoreTrouble) {
      if let id = try await cases.ids().last, let last = try await cases.load(id), last.reports.count <= Self.small {
        try await refresh()
      }
    } catch { failed(error) }
    for await _ in await assessing.changes() {
      do throws(StoreTrouble) { try await refresh() } catch { failed(error) }
      try? await Task.sleep(for: .seconds(2))
      if Task.isCancelled { return }
    }
  }

  /// Takes in what the cases know by now.
  package func refresh() async throws(StoreTrouble) {
    var investigations: [Investigation] = []
    for id in try await cases.ids().suffix(50) {
      if let known = try await assessing.assessment(of: id) { investigations.append(known.investigation) }
    }
    let examination = try await examination()
    check = MailCheck(
      organization: organization, fakes: KnownFakes(investigations), sent: try await sent(),
      imitates: { examination.imitates($0) })
  }

  private func current() async throws(StoreTrouble) -> MailCheck {
    if let check { return check }
    try await refresh()
    guard let check else { throw StoreTrouble(.busy, "what is known of the fakes is being read") }
    return check
  }

  package func answer(sender: String, subject: String) async throws(StoreTrouble) -> MailCheck.Answer {
    try await current().answer(sender: sender, subject: subject)
  }

  /// Of a file that holds the mail; nothing of it is kept.
  package func answer(_ mail: [UInt8]) async throws(StoreTrouble) -> MailCheck.Answer {
    let examination = try await examination()
    let check = try await current()
    return check.answer(examination.findings(of: Artifact(sealing: mail, source: "check")))
  }

  /// Keeps a mail for ten minutes; nil where too many wait already.
  package func hold(_ mail: [UInt8]) -> Secret? {
    drop { now().seconds - $0.since.seconds > Self.patience }
    guard held.count < Self.mostHeld, heldBytes + mail.count <= Self.mostBytes else { return nil }
    let secret = Secret()
    held.append(HeldMail(secret: secret, bytes: mail, since: now()))
    heldBytes += mail.count
    return secret
  }

  /// Reports that strangers may bring in a day, all together: nobody fills the disk by this page.
  package static let mostReports = 1000

  /// Counts one more report; false where the day has had enough of them.
  package func admitsReport() -> Bool {
    let day = now().seconds / 86_400
    if reported.day != day { reported = (day, 0) }
    guard reported.count < Self.mostReports else { return false }
    reported.count += 1
    return true
  }

  /// The mail, which is held no longer then.
  package func take(_ secret: String) -> [UInt8]? {
    drop { now().seconds - $0.since.seconds > Self.patience }
    guard let found = held.first(where: { Secret.same($0.secret.text, secret) }) else { return nil }
    drop { $0.secret.text == found.secret.text }
    return found.bytes
  }

  private func drop(_ isOver: (HeldMail) -> Bool) {
    held.removeAll(where: isOver)
    heldBytes = held.reduce(0) { $0 + $1.bytes.count }
  }
}

/// What somebody copied out of a mail, as a message that can be sealed like any report.
package enum CopiedMail {
  /// Both are written as text below a header of our own, so that nothing in them becomes a field.
  package static func message(sender: String, subject: String, now: Timestamp) -> [UInt8] {
    func line(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.prefix(MailCheck.longest).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: " "
            default: scalar
            }
          }))
    }
    return Array(
      """
      Subject: Is this mail from you?\r
      Date: \(now.rfc3339)\r
      MIME-Version: 1.0\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Transfer-Encoding: 8bit\r
      \r
      Somebody asked on the public page.\r
      From: \(line(sender))\r
      Subject: \(line(subject))\r

      """.utf8)
  }
}
