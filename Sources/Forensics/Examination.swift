import Domains
import Evidence
import Mail
import Vocabulary

/// Examines reports one by one: from bytes taken apart to findings with a verdict. Pure; safe from many threads at once.
package struct Examination: Sendable {
  let organization: Organization
  let lookAlikes: LookAlikeIndex
  private let catalog: ProviderCatalog
  private let weights: SignalWeights
  private let lureWords: LureWordList
  private let lureFields: LureFields
  private var keys: DKIMKeyArchive
  let recipients: KnownRecipients
  private(set) var context: Report.Context
  let names: OwnNames

  /// Who is known, from the data stores: a way to choose among several addressees.
  package struct KnownRecipients: Sendable {
    package let isCustomer: @Sendable (EmailAddress) -> Bool
    package let testAccounts: Set<EmailAddress>
    /// Whether there is any list at all.
    package let knowsAnybody: Bool

    package init(
      isCustomer: @escaping @Sendable (EmailAddress) -> Bool = { _ in false },
      testAccounts: Set<EmailAddress> = [], knowsAnybody: Bool = true
    ) {
      self.isCustomer = isCustomer
      self.knowsAnybody = knowsAnybody
      self.testAccounts = testAccounts
    }
  }

  package init(
    organization: Organization, lookAlikes: LookAlikeIndex, catalog: ProviderCatalog,
    weights: SignalWeights,
    lureWords: LureWordList,
    lureFields: LureFields, lexicon: ForwardLexicon, keys: DKIMKeyArchive,
    recipients: KnownRecipients = KnownRecipients()
  ) {
    self.organization = organization
    self.lookAlikes = lookAlikes
    self.catalog = catalog
    self.weights = weights
    self.lureWords = lureWords
    self.lureFields = lureFields
    self.keys = keys
    self.recipients = recipients
    context = Report.Context(
      intake: Set(organization.intake), ownDomains: organization.domains,
      testAccounts: recipients.testAccounts,
      lexicon: lexicon)
    names = OwnNames(of: organization)
  }

  /// The same with these keys at hand.
  package func knowing(_ keys: DKIMKeyArchive) -> Examination {
    var other = self
    other.keys = keys
    return other
  }

  /// The same for files that are the mail in question, whatever they have lost: whoever checks one reports nothing.
  package func ofAnyMail() -> Examination {
    var other = self
    other.context = context.ofAnyMail
    return other
  }

  package func holdsKey(_ name: String) -> Bool { keys.entries[name] != nil }

  /// Whether a signature of `domain` is that of a mail service.
  func signsForService(_ domain: String) -> Bool { !catalog.dkim.owners(of: domain).isEmpty }

  /// One finding for each original in the file; one that says so where there is none.
  package func findings(of artifact: Artifact) -> [Finding] {
    examine(artifact, wishing: false).map(\.finding)
  }

  /// The same of several files in their order. Step by step for all of them, since the code of the whole is larger than a processor's first cache:
  /// give a dozen at once, not thousands, for all that was read of them is kept until the last is done.
  package func findings(of artifacts: [Artifact]) -> [Finding] {
    let files = artifacts.map { ReportFile($0.bytes) }
    let read = files.map(\.read)
    let opened = read.map { open($0) }
    let ways = opened.map { self.ways(of: $0.report.originals) }
    let evidence = opened.indices.map { self.evidence(of: opened[$0].report.originals, ways[$0]) }
    return artifacts.indices.flatMap {
      examine(artifacts[$0], opened[$0], evidence[$0], wishing: false).map(\.finding)
    }
  }

  /// The same of one file, each with what the DNS could say about it.
  package func examine(_ artifact: Artifact, wishing: Bool = true) -> [(finding: Finding, wishes: [LookupWish])] {
    let opened = open(ReportFile(artifact.bytes))
    let originals = opened.report.originals
    return examine(artifact, opened, evidence(of: originals, ways(of: originals)), wishing: wishing)
  }

  private func open(_ file: ReportFile) -> (report: Report, isInOurName: Bool) {
    let report = Report(file, context: context)
    // Whoever writes in the organization's name reports nothing: the mail is what it is about itself, and its writer gets no answer.
    let isInOurName = report.carrier != .original && passesForUs(report.outer)
    return isInOurName && (report.originals.isEmpty || report.carrier == .attachment)
      ? (Report(file, context: context.ofAnyMail), true) : (report, isInOurName)
  }

  private func ways(of originals: [Original]) -> [TransportEvidence.Way?] {
    originals.map { TransportEvidence.Way($0.message, catalog: catalog, trusted: organization.trustedReceivers) }
  }

  private func evidence(of originals: [Original], _ ways: [TransportEvidence.Way?]) -> [TransportEvidence] {
    zip(originals, ways).map { TransportEvidence($0.message, $1, catalog: catalog, keys: keys) }
  }

  private func examine(
    _ artifact: Artifact, _ opened: (report: Report, isInOurName: Bool), _ evidence: [TransportEvidence], wishing: Bool
  ) -> [(finding: Finding, wishes: [LookupWish])] {
    let (file, digest, report) = (artifact.source, artifact.digest, opened.report)
    let outerPath =
      report.originals.isEmpty || report.carrier != .original
      ? DeliveryPath(
        report.outer.header, receivers: catalog.receivers, trusted: organization.trustedReceivers)
      : nil
    // A bare picture file names nobody.
    let reporter = report.carrier == .original || opened.isInOurName ? nil : report.outer.from.first?.address
    let arrived = report.carrier == .original ? nil : outerPath?.received ?? report.outer.date
    let isForged = reporter.map { outerPath?.verdict.refutes($0.domain) ?? false } ?? false
    guard !report.originals.isEmpty else {
      return [(nothing(report, file: file, digest: digest, reporter: (reporter, isForged), arrived: arrived), [])]
    }
    let isOne = report.originals.count == 1
    func found(_ original: Original, _ evidence: TransportEvidence, _ number: Int) -> (
      finding: Finding, wishes: [LookupWish]
    ) {
      finding(
        original, evidence, file: isOne && number == 1 ? file : "\(file)#\(number)", digest: digest,
        reporter: original.carrier == .original ? (nil, false) : (reporter, isForged), arrived: arrived,
        wishing: wishing)
    }
    let inner = report.originals.indices.map { found(report.originals[$0], evidence[$0], $0 + 1) }
    // What somebody else's mail carries proves nothing of that mail.
    let verdicts = inner.map(\.finding.judgement.verdict)
    guard verdicts.contains(.genuine) || opened.isInOurName && !verdicts.contains(.impersonation) else { return inner }
    let outer = report.between
    let proofs = self.evidence(of: outer, ways(of: outer))
    return inner + outer.indices.map { found(outer[$0], proofs[$0], inner.count + $0 + 1) }
  }

  /// Written from elsewhere by somebody who looks or is called like the organization; no known customer is held against their name.
  private func passesForUs(_ message: Message) -> Bool {
    message.from.contains { writer in
      guard let address = writer.address, !organization.owns(address.domain) else { return false }
      if lookAlike(String(address.domain)) != nil { return true }
      return !recipients.isCustomer(address) && names.passes(writer.name)
    }
  }

  private func nothing(
    _ report: Report, file: String, digest: Digest, reporter: Reporter, arrived: Timestamp?
  )
    -> Finding
  {
    Finding(
      file: file, digest: digest, reporter: reporter.address, isReporterForged: reporter.isForged,
      carrier: report.carrier,
      judgement: .noMessage, original: nil,
      grade: .text,
      defects: report.defects.map(\.description), arrived: arrived, seen: nil, lookAlikes: [],
      links: [], service: nil,
      claimedServices: [], verifiedHere: false, isSignedByUs: false, sentToTestAccount: false, lureFields: [],
      fingerprint: .none)
  }

  private typealias Reporter = (address: EmailAddress?, isForged: Bool)

  private func finding(
    _ original: Original, _ evidence: TransportEvidence, file: String, digest: Digest, reporter sender: Reporter,
    arrived: Timestamp?, wishing: Bool
  ) -> (finding: Finding, wishes: [LookupWish]) {
    let reporter = sender.address
    let (recipient, assumed) = recipient(of: original, evidence: evidence, reporter: reporter)
    let isTest = recipient.map { recipients.testAccounts.contains($0) } ?? false
    let scene = scene(original, evidence: evidence, isTest: isTest)
    let judgement = Judgement(of: scene, by: weights)
    let isFake = judgement.verdict == .impersonation
    // A brand in a path speaks against the mail, not against the host, which is everybody's.
    let named =
      [scene.sender, scene.replyTo].compactMap { $0 }
      + scene.links.map(\.lookAlike).filter { !$0.techniques.contains(.path) }
    var seenNames: Set<String> = []
    let finding = Finding(
      file: file, digest: digest, reporter: reporter, isReporterForged: sender.isForged, carrier: original.carrier,
      judgement: judgement,
      original: Finding.Summary(
        from: original.from?.address, fromName: original.from?.name, subject: original.subject,
        date: original.date,
        recipient: recipient,
        recipientAssumed: assumed, messageID: original.messageID),
      grade: evidence.grade(hasHeader: original.message != nil),
      defects: original.defects.isEmpty
        ? [] : Array(Set(original.defects.map(\.description)).sorted().prefix(50)),
      arrived: arrived, seen: evidence.received ?? arrived ?? original.date,
      lookAlikes: named.filter { seenNames.insert($0.accused).inserted },
      links: original.links.count > 100 ? Array(original.links.prefix(100)) : original.links,
      service: evidence.sender.service, claimedServices: evidence.sender.claimed,
      verifiedHere: evidence.isServiceVerifiedHere,
      isSignedByUs: judgement.verdict == .genuine
        && evidence.ownSignature(fromFields: original.authors, organization) != nil,
      sentToTestAccount: isTest,
      lureFields: isFake ? lureFields.shown(in: original.text) : [],
      fingerprint: isFake ? Fingerprint(of: original) : .none)
    guard wishing else { return (finding, []) }
    return (
      finding,
      lookups(
        original, evidence, of: judgement, accused: finding.lookAlikes,
        people: [recipient, reporter].compactMap(\.self))
    )
  }

  private func scene(_ original: Original, evidence: TransportEvidence, isTest: Bool) -> Scene {
    let text = FoldedText(original.text)
    let subject = FoldedText(original.subject ?? "", limit: 1000)
    let display = FoldedText(original.from?.name ?? "", limit: 400)
    let sender = original.from?.address.map { String($0.domain) }
    let displaysName = names.stand(in: display, readFrom: original.from?.name, byBrand: true)
    let leeway = displaysName ? Self.displayedNameLeeway : 0
    let replies = mailboxes(.replyTo, of: original, evidence)
    let senderLookAlike = sender.flatMap { lookAlike($0, leeway: leeway) }
    return Scene(
      organization: organization, original: original,
      sender: senderLookAlike,
      replyTo: replies.lazy.compactMap(\.address).first.flatMap {
        lookAlike(String($0.domain), leeway: leeway)
      },
      envelope: envelopeLookAlike(original, evidence, leeway: leeway, sender: (sender, senderLookAlike)),
      replies: replies,
      links: linkLookAlikes(
        original.links, leeway: displaysName ? Self.displayedNameLinkLeeway : 0),
      ownership: evidence.ownership(of: original, organization),
      countsClicks: { [catalog, service = evidence.sender.service?.providerID] host in
        catalog.countsClicks(host, of: service)
      },
      countsOwnClicks: { [catalog, senders = organization.senders] host in
        senders.contains { catalog.countsClicks(host, of: $0) }
      },
      sendsToTestAccount: isTest, service: evidence.sender.service,
      words: LureText([subject, text], words: lureWords),
      mentions: Scene.Mentions(
        name: displaysName,
        subject: names.stand(in: subject, readFrom: original.subject),
        // The page is folded only where the text does not name it already.
        text: names.standAsWords(in: text) || original.htmlText.map(names.standInPage) ?? false))
  }

  /// The addresses in fields of that name, found without comparing names again.
  private func mailboxes(_ field: KnownField, of original: Original, _ evidence: TransportEvidence)
    -> [Mailbox]
  {
    guard let message = original.message, let fields = evidence.fields else { return [] }
    return fields.mailboxes(field, in: message.header)
  }

  /// Letters that a brand counts as longer in the addresses of a mail that shows the organization's name as its sender: odds of about 36 to 1
  /// that a likeness is meant. Links count less, since such a mail holds links to others as well.
  private static let displayedNameLeeway = 4.0
  private static let displayedNameLinkLeeway = 2.0
}
