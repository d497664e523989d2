import Attribution
import Casework

/// The finding sheet as one HTML file that needs nothing else and loads nothing.
package struct FindingSheetPage: Sendable {
  private let sheet: Sheet
  private let words: SheetWords

  package init(
    _ investigation: Investigation, in words: SheetWords, priors: Priors = Priors(), redaction: Redaction = .none
  ) {
    sheet = FindingSheet(investigation, in: words, priors: priors, redaction: redaction).sheet
    self.words = words
  }

  package func html() -> [UInt8] { SheetPage.html(sheet, in: words, first: FindingSheet.nextSteps) }
}
