import Attribution
import Casework

/// The finding sheet as one HTML file that needs nothing else and loads nothing.
package struct FindingSheetPage: Sendable {
  private let sheet: Sheet

  package init(_ investigation: Investigation, priors: Priors = Priors(), redaction: Redaction = .none) {
    sheet = FindingSheet(investigation, priors: priors, redaction: redaction).sheet
  }

  package func html() -> [UInt8] { SheetPage.html(sheet, first: FindingSheet.nextSteps) }
}
