import Attribution
import Casework

/// The finding sheet for a terminal or a text file: UTF-8, at most 80 columns a line.
package struct FindingSheetText: Sendable {
  private let sheet: Sheet

  package init(_ investigation: Investigation, priors: Priors = Priors(), redaction: Redaction = .none) {
    sheet = FindingSheet(investigation, priors: priors, redaction: redaction).sheet
  }

  /// `isTerminal` asks for bold type.
  package func text(isTerminal: Bool) -> String { SheetText.text(sheet, isTerminal: isTerminal) }
}
