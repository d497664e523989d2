import Attribution
import Casework

/// The finding sheet for a terminal or a text file: UTF-8, at most 80 columns a line.
package struct FindingSheetText: Sendable {
  private let sheet: Sheet
  private let isTerminal: Bool

  /// `isTerminal` asks for bold type.
  package init(_ investigation: Investigation, priors: Priors = Priors(), redaction: Redaction = .none, isTerminal: Bool = false) {
    sheet = FindingSheet(investigation, priors: priors, redaction: redaction).sheet
    self.isTerminal = isTerminal
  }

  package func text() -> [UInt8] { Array(SheetText.text(sheet, isTerminal: isTerminal).utf8) }
}
