import Casework
import Foundation
import Testing

@testable import Letters

/// Whole outputs beside what they were when somebody last looked at them. `CANDOR_RECORD=1 swift test --filter GoldenTests` records them anew.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  private static let records = ProcessInfo.processInfo.environment["CANDOR_RECORD"] == "1"

  @Test(arguments: ["two-waves", "one-report-outside", "unproven-only"], ["txt", "html", "json"])
  func `output is as recorded`(name: String, format: String) throws {
    let investigation =
      switch name {
      case "two-waves": Invented.twoWaves
      case "one-report-outside": Invented.oneReportOutside
      default: Invented.unprovenOnly
      }
    let output: [UInt8] =
      switch format {
      case "txt": Array(FindingSheetText(investigation, in: Sentences.english).text(isTerminal: false).utf8)
      case "html": FindingSheetPage(investigation, in: Sentences.english).html()
      default: InvestigationDocument(investigation, in: Sentences.english).json()
      }
    let file = Self.folder.appending(path: "\(name).\(format)")
    if Self.records { try Data(output).write(to: file) }
    let recorded = try String(decoding: Data(contentsOf: file), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, pair) in zip(lines, recorded).enumerated() where pair.0 != pair.1 {
      Issue.record(
        "\(file.lastPathComponent):\(number + 1)\n  is       \(pair.0.prefix(300))\n  recorded \(pair.1.prefix(300))")
      return
    }
    #expect(lines.count == recorded.count)
  }
}
