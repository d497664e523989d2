import Attribution
import Casework

/// The finding sheet for a terminal or a text file: UTF-8, at most 80 columns a line.
package struct FindingSheetText: Sendable {
  private let sheet: Sheet

  package init(
    _ investigation: Investigation, in words: SheetWords, priors: Priors = Priors(), redaction: Redaction = .none
  ) {
    sheet = FindingSheet(investigation, in: words, priors: priors, redaction: redaction).sheet
  }

  /// `isTerminal` asks for bold type.
  package func text(isTerminal: Bool) -> String { SheetText.text(sheet, isTerminal: isTerminal) }
}
