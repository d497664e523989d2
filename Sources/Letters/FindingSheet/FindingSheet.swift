import Attribution
import Casework
import Forensics
import Vocabulary

/// Says what an investigation found to the person who has to act on it: verdict, why, what to do now, in plain words of one language.
///
/// Which sentence is said when is decided in this folder; the sentences are data. It names no culprit: it says from which store a list most
/// probably came, never who took it.
package struct FindingSheet: Sendable {
  let investigation: Investigation
  let words: SheetWords
  let priors: Priors
  let people: Redaction

  package init(
    _ investigation: Investigation, in words: SheetWords, priors: Priors = Priors(), redaction: Redaction = .none
  ) {
    self.investigation = investigation
    self.words = words
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
      title: words("title", ["organization": organization]).text, headline: headline(situation), tone: tone(situation),
      lead: meaning(situation),
      facts: facts(situation), sections: sections.compactMap { $0 }, colophon: colophon(), language: words.language.tag)
  }

  package static let nextSteps = "next-steps"

  var organization: Words {
    let name = PlainText.clean(investigation.organization.name, width: 60)
    return name.isEmpty ? words("organization_unnamed") : "\(name)"
  }

  func defanged(_ address: EmailAddress) -> String { "\(address.local)@\(HostileURL.defang(address.domain))" }

  func column(_ key: String, isNumber: Bool = false) -> Sheet.Table.Column {
    Sheet.Table.Column(name: words(key).text, isNumber: isNumber)
  }

  func section(_ id: String, _ heading: String, _ blocks: [Sheet.Block]) -> Sheet.Section {
    Sheet.Section(id: id, heading: words(heading).text, blocks: blocks)
  }

  private func colophon() -> [Words] {
    [
      words(
        "colophon_made",
        [
          "version": "\(investigation.version, width: 40)", "data": "\(investigation.dataVersion, width: 40)",
          "time": words.moment(investigation.now),
        ]),
      words("colophon_harmless"),
    ]
  }
}
