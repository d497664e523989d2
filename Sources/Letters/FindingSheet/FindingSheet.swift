import Attribution
import Casework
import Forensics
import Vocabulary

/// Says what an investigation found to the person who has to act on it: verdict, why, what to do now, in plain English.
///
/// All sentences of the sheet stand in this folder. It names no culprit: it says from which store a list most probably came, never who took it.
package struct FindingSheet: Sendable {
  let investigation: Investigation
  let priors: Priors
  let people: Redaction

  package init(_ investigation: Investigation, priors: Priors = Priors(), redaction: Redaction = .none) {
    self.investigation = investigation
    self.priors = priors
    people = redaction
  }

  /// Its sections in the order of the story; a page moves `nextSteps` up.
  package var sheet: Sheet {
    let situation = Situation(investigation)
    let sections: [Sheet.Section?] = [
      knowledge(situation), fakeMails(situation), source(situation), exposure(situation), questions(situation), steps(),
      reports(situation), skipped(), assumptions(situation),
    ]
    return Sheet(
      title: "Finding sheet: \(organization)", headline: headline(situation), tone: tone(situation),
      lead: meaning(situation),
      facts: facts(situation), sections: sections.compactMap { $0 }, colophon: colophon(), language: "en")
  }

  package static let nextSteps = "next-steps"

  var organization: String {
    let name = PlainText.clean(investigation.organization.name, width: 60)
    return name.isEmpty ? "your organization" : name
  }

  func defanged(_ address: EmailAddress) -> String { "\(address.local)@\(HostileURL.defang(address.domain))" }

  private func colophon() -> [Words] {
    [
      "Made by Candor \(investigation.version, width: 40) with knowledge of \(investigation.dataVersion, width: 40), on \(investigation.now).",
      "Addresses and links of the fake mails are written so that nothing can be clicked: hxxp for http, [.] for a dot.",
    ]
  }
}
