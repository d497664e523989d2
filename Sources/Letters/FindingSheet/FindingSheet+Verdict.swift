import Attribution
import Casework
import Domains
import Forensics
import Mail
import Vocabulary

extension FindingSheet {
  func headline(_ situation: Situation) -> Words {
    let name = organization
    if investigation.findings.isEmpty { return "There was nothing to examine." }
    if situation.fakes.isEmpty {
      return situation.unproven > 0
        ? "No fake mail is proven, but \(situation.unproven, "mail") in the name of \(name) could not be checked."
        : "No fake mail in the name of \(name) was found."
    }
    if situation.fakes.count == 1 { return "Somebody sent a fake mail in the name of \(name)." }
    return "Somebody is sending fake mail in the name of \(name)."
  }

  func tone(_ situation: Situation) -> Sheet.Tone {
    if !situation.fakes.isEmpty { return .alarm }
    return situation.unproven > 0 || investigation.findings.isEmpty ? .caution : .calm
  }

  /// What the verdict means, for somebody who has never had one.
  func meaning(_ situation: Situation) -> [Words] {
    if investigation.findings.isEmpty {
      return [
        "No report could be read. Put the forwarded mails, as files, into the folder \(literal: "reports") and run this again."
      ]
    }
    if situation.fakes.isEmpty {
      guard situation.unproven > 0 else {
        return [
          "Nothing needs to be done now. If a customer forwards another mail, put it into the folder and run this again."
        ]
      }
      return [
        "They say that they come from your own domain, and nothing in them proves or refutes it. That is common when a mail was forwarded as plain text.",
        "Look in your own records whether you sent them. Ask the customer to forward the mail again as an attachment: then it can be checked.",
      ]
    }
    if situation.fakes.count == 1 || max(situation.recipients, situation.reporters) == 1 {
      return [
        "So far only one person is known to have received it. It may be only one address. It may also be the first report of many.",
        "What would tell: a second report by a different customer. Then the sender has a list, and this becomes a case for everybody on it.",
      ]
    }
    let count = max(situation.recipients, situation.reporters)
    return [
      "\(strong: "\(Quantity.count(count, "person", "people"))") are known to have received it. That is a list, not one stray address. Others will have received it and not told you."
    ]
  }

  func facts(_ situation: Situation) -> [Sheet.Fact] {
    guard !situation.fakes.isEmpty else { return [] }
    var facts = [
      Sheet.Fact(question: "Did it come from us?", answer: origin(situation)),
      Sheet.Fact(question: "Who really sent it?", answer: Words.list(serviceSummaries())),
      Sheet.Fact(question: "Where did they get the addresses?", answer: sourceSummary(situation.source)),
    ]
    if let window = investigation.suspicion.leakWindow, case .stores = situation.source {
      facts.append(Sheet.Fact(question: "When was the list taken?", answer: windowSummary(window)))
    }
    if let exposure = investigation.suspicion.exposure, case .stores = situation.source {
      facts.append(
        Sheet.Fact(
          question: "Who is exposed?",
          answer: exposureSummary(exposure, of: situation.source) + "." + heldFields(exposure)))
    }
    if let first = investigation.actions.first {
      facts.append(Sheet.Fact(question: "What comes first?", answer: "\(strong: first.title)"))
    }
    return facts
  }

  private func origin(_ situation: Situation) -> Words {
    let lookAlikes = lookAlikeDomains()
    let exact = situation.fakes.count { $0.original?.from.map { investigation.organization.owns($0.domain) } ?? false }
    let own: Words =
      exact == 0
      ? ""
      : " \(exact, "mail") \(exact == 1 ? "shows" : "show") your own domain as the sender, and the receiver's check says that \(exact == 1 ? "it" : "they") did not come from you."
    guard !lookAlikes.isEmpty else {
      return exact > 0 ? "No." + own : "No. Nothing that can be believed ties the mail to \(organization)."
    }
    let shown = lookAlikes.prefix(3).map { "\(literal: HostileURL.defang($0.accused))" as Words }
    let rest = lookAlikes.count - shown.count
    return
      "No. It uses \(Words.list(shown))\(rest > 0 ? " and \(rest) more" : ""), which only \(lookAlikes.count == 1 ? "looks" : "look") like yours."
      + own
  }

  /// What is known and what is not, in two lists.
  func knowledge(_ situation: Situation) -> Sheet.Section? {
    guard !investigation.findings.isEmpty else { return nil }
    return Sheet.Section(
      id: "known", heading: "What is known, and what is not",
      blocks: [
        .subheading("Known"), .list(known(situation)), .subheading("Not known"), .list(unknown(situation)),
      ])
  }

  private func known(_ situation: Situation) -> [Words] {
    var known: [Words] = []
    let total = investigation.findings.count
    known.append(
      situation.fakes.isEmpty
        ? "\(total, "report") examined, and no fake among them."
        : total == 1
          ? "The one report is a fake mail in your name."
          : "\(situation.fakes.count) of \(total, "report") \(situation.fakes.count == 1 ? "is" : "are") a fake mail in your name."
    )
    if investigation.campaigns.count > 1 {
      known.append(
        "They are \(investigation.campaigns.count) different fake mails, sent at different times or from different addresses."
      )
    }
    let times = investigation.campaigns.compactMap(\.firstSeen) + investigation.campaigns.compactMap(\.lastSeen)
    if let first = times.min(), let last = times.max() {
      known.append(
        first.date == last.date
          ? "It was first seen on \(first)." : "They were first seen on \(first), last on \(last.date).")
    }
    if situation.testAccountsHit > 0 {
      known.append(
        "\(situation.testAccountsHit, "test account") of yours received it. Nobody could have guessed \(situation.testAccountsHit == 1 ? "that address" : "those addresses"): the sender has a list."
      )
    }
    if situation.genuine > 0 {
      known.append(
        "\(situation.genuine, "report") \(situation.genuine == 1 ? "is" : "are") your own mail, and proven so.")
    }
    if situation.unrelated > 0 {
      known.append(
        "\(situation.unrelated, "report") \(situation.unrelated == 1 ? "has" : "have") nothing to do with you: other spam or fraud."
      )
    }
    if situation.noMessage > 0 {
      known.append(
        situation.noMessage == 1
          ? "1 message had no suspicious mail in it: a plain question. It still wants an answer."
          : "\(situation.noMessage) messages had no suspicious mail in them: plain questions. They still want an answer."
      )
    }
    return known
  }

  private func unknown(_ situation: Situation) -> [Words] {
    var unknown: [Words] = []
    if !situation.fakes.isEmpty {
      unknown.append("Who is behind it. This sheet does not try to say.")
      unknown.append("How many people received it in all. Only those who reported it are counted.")
      unknown.append("Whether anybody answered, paid, or typed a password. Ask those who reported it.")
      if investigation.campaigns.contains(where: { $0.service?.proven != true }) {
        unknown.append(
          investigation.campaigns.count == 1
            ? "Which service sent it, with proof."
            : "For at least one of the fake mails: which service sent it, with proof.")
      }
      if case .unknown = situation.source { unknown.append("Where the addresses came from.") }
    }
    if situation.unproven > 0 {
      unknown.append(
        "\(situation.unproven, "mail") in your name: whether \(situation.unproven == 1 ? "it is" : "they are") yours. Nothing proves or refutes it."
      )
    }
    if situation.pictures > 0 {
      unknown.append(
        "\(situation.pictures, "picture") or PDF \(situation.pictures == 1 ? "file was" : "files were") kept as evidence. A person must look at \(situation.pictures == 1 ? "it" : "them")."
      )
    }
    return unknown.isEmpty ? ["Nothing that matters here."] : unknown
  }
}
