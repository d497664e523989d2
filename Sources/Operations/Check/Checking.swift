import Casework
import Domains
import Evidence
import Forensics
import Mail
import Vocabulary

/// The desk of the public page "is this mail really from you?": answers from what is known, and keeps a mail for a while so that it can become a report.
package actor Checking {
  private let desk: CaseDesk
  /// Letters to customers that did leave.
  private let sent: @Sendable () async throws(StoreTrouble) -> SentLetters
  private var check: MailCheck?
  private let refreshing = SharedReading<MailCheck>()
  private let asking = SharedReading<SentLetters>()
  /// When it was last asked anew which letters have left.
  private var asked: Timestamp?
  private var held = HeldMails(seconds: patience)
  private var reported = DailyCount(most: mostReports)
  private var asks = DailyCount(most: mostQuestions)

  /// A larger file is refused with this limit named, in bytes.
  package static let longest = 10 << 20
  /// Seconds that a mail waits for somebody to report it.
  package static let patience: Int64 = 600

  package init(
    _ desk: CaseDesk, sent: @escaping @Sendable () async throws(StoreTrouble) -> SentLetters = { SentLetters() }
  ) {
    self.desk = desk
    self.sent = sent
  }

  /// A case with more reports is read when somebody first asks: what it takes in memory is for whoever needs it.
  private static let small = 2000
  /// Of so many cases, the newest, the fakes are known.
  private static let mostCases = 5

  /// Takes in what the cases know at the start and whenever that changes, at most every two seconds, until cancelled; big cases only once
  /// somebody has asked.
  package func follow(failed: @Sendable (StoreTrouble) -> Void) async {
    let changes = await desk.assessing.changes()
    await refreshIfWanted(failed)
    for await _ in changes {
      await refreshIfWanted(failed)
      try? await Task.sleep(for: .seconds(2))
      if Task.isCancelled { return }
    }
  }

  private func refreshIfWanted(_ failed: @Sendable (StoreTrouble) -> Void) async {
    do throws(StoreTrouble) {
      if check == nil {
        for id in try await desk.cases.ids().suffix(Self.mostCases) {
          guard try await desk.cases.load(id)?.reports.count ?? 0 <= Self.small else { return }
        }
      }
      _ = try await refresh()
    } catch { failed(error) }
  }

  /// Takes in what the cases know by now.
  private func refresh() async throws(StoreTrouble) -> MailCheck {
    var investigations: [Investigation] = []
    for id in try await desk.cases.ids().suffix(Self.mostCases) {
      if let known = try await desk.assessing.assessment(of: id) { investigations.append(known.investigation) }
    }
    let examination = try await desk.currentMembers().examination
    let fresh = MailCheck(
      organization: desk.settings.organization, fakes: KnownFakes(investigations), letters: try await sent(),
      imitates: { examination.imitates($0) })
    check = fresh
    return fresh
  }

  /// Whoever asks before anything was read waits for the one reading.
  private func current() async throws(StoreTrouble) -> MailCheck {
    if let check { return check }
    return try await refreshing.value { () throws(StoreTrouble) in try await self.refresh() }
  }

  package func answer(sender: String, subject: String) async throws(StoreTrouble) -> MailCheck.Answer {
    let answer = try await current().answer(sender: sender, subject: subject)
    guard case .noSuchNumber = answer else { return answer }
    return try await knowingLetters().answer(sender: sender, subject: subject)
  }

  /// A letter may have left since the ledger was read: before a number is said to be nobody's it is read again, at most every two seconds.
  private func knowingLetters() async throws(StoreTrouble) -> MailCheck {
    let now = desk.now()
    let known = try await current()
    if let asked, now.seconds - asked.seconds < 2 { return known }
    let letters = try await asking.value(sent)
    let fresh = (check ?? known).knowing(letters)
    asked = now
    check = fresh
    return fresh
  }

  /// Of a file that holds the mail; nothing of it is kept.
  package func answer(_ mail: [UInt8]) async throws(StoreTrouble) -> MailCheck.Answer {
    let examination = try await desk.currentMembers().examination.ofAnyMail()
    let artifact = Artifact(sealing: mail, source: "check")
    var findings = examination.findings(of: artifact)
    if let keys = try await ownKeys(for: artifact, examination) {
      findings = examination.knowing(keys).findings(of: artifact)
    }
    let answer = try await current().answer(findings)
    guard case .noSuchNumber = answer else { return answer }
    return try await knowingLetters().answer(findings)
  }

  /// Whose mail it is shows by our own signature, and its key may not have been asked for yet: it is asked for at once, of our own domain's
  /// name servers alone. nil where nothing came of it.
  private func ownKeys(for mail: Artifact, _ examination: Examination) async throws(StoreTrouble) -> DKIMKeyArchive? {
    guard let names = desk.names else { return nil }
    let questions = examination.examine(mail).flatMap(\.wishes)
      .filter {
        $0.audience == .own && $0.question.name.contains("._domainkey.") && !examination.holdsKey($0.question.name)
      }
      .map(\.question).prefix(Self.mostKeys)
    guard !questions.isEmpty, asks.admits(desk.now()) else { return nil }
    let answers = await withTaskGroup(of: DNSObservation?.self) { group in
      for question in questions { group.addTask { await Self.ask(question, names) } }
      return await group.reduce(into: [DNSObservation]()) { all, answer in if let answer { all.append(answer) } }
    }
    guard answers.contains(where: \.isUsable) else { return nil }
    var keys = try await desk.keys()
    keys.insert(answers)
    return keys
  }

  /// nil where nothing came in time.
  private static func ask(_ question: DNSQuestion, _ names: NameService) async -> DNSObservation? {
    await withTaskGroup(of: DNSObservation?.self) { group in
      group.addTask { await names.ask(question) }
      group.addTask {
        try? await Task.sleep(for: keyPatience)
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }

  private static let mostKeys = 2
  private static let keyPatience = Duration.seconds(3)
  /// Checks that may ask the DNS in a day, all together.
  private static let mostQuestions = 2000

  /// Keeps a mail for ten minutes; nil for one that is too large.
  package func hold(_ mail: [UInt8]) -> Secret? {
    guard let secret = held.hold(mail, desk.now()) else { return nil }
    Task {
      try? await Task.sleep(for: .seconds(Self.patience))
      held.drop(secret)
    }
    return secret
  }

  /// Reports that strangers may bring in a day, all together: nobody fills the disk by this page.
  package static let mostReports = 1000

  /// Counts one more report; false where the day has had enough of them.
  package func admitsReport() -> Bool { reported.admits(desk.now()) }

  /// The mail, which is held no longer then.
  package func take(_ secret: String) -> [UInt8]? { held.take(secret, desk.now()) }
}
