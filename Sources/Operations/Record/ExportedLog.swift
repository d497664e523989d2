import Casework
import Evidence
import Foundation
import Vocabulary

/// The record as one case's bundle shows it: in full what the case and the level allow, of the rest its place in the chain.
struct ExportedLog {
  private(set) var lines: [UInt8] = []
  private(set) var personal: [UInt8] = []
  private(set) var shown = 0
  private(set) var withheld = 0
  private let id: Int64
  private let reports: Set<ReportNumber>
  private let level: TrafficLight
  private let size: Int64
  private var letters: Set<Int64> = []
  private var notices: Set<Int64> = []
  private let decoder = JSONDecoder()

  /// Of kinds that never hold words which somebody typed, nor anything about a single customer.
  private static let anybodys: Set<String> = [
    "folder-made", "folder-restored", "report-sealed", "report-examined", "case-opened", "report-filed",
    "answer-withheld",
    "content-deleted",
  ]
  /// About the whole folder, and about every case in it.
  private static let everyCases: Set<String> = [
    "folder-made", "folder-restored", "store-imported", "import-undone", "dns-answered",
  ]

  /// `size`: entries beyond it are later than the checkpoint.
  init(of known: Case, level: TrafficLight, size: Int64) {
    id = known.id
    reports = Set(known.reports)
    self.level = level
    self.size = size
  }

  mutating func add(_ stored: Ledger.StoredEntry) {
    let entry = stored.entry
    guard entry.number <= size else { return }
    if concerns(entry), level == .red || Self.anybodys.contains(entry.kind) {
      lines += CustodyLine.write(entry)
      shown += 1
      if level == .red, let kept = stored.personal {
        let line = PersonalLine(
          number: entry.number, salt: kept.salt, body: String(decoding: kept.bytes, as: UTF8.self))
        personal += line.line + [0x0A]
      }
    } else {
      lines += CustodyLine.write(
        WithheldEntry(number: entry.number, previous: entry.previous, digest: stored.digest ?? entry.digest))
      withheld += 1
    }
    lines.append(0x0A)
  }

  private mutating func concerns(_ entry: CustodyEntry) -> Bool {
    let parts = entry.subject.split(separator: ":", maxSplits: 1)
    let number = parts.count == 2 ? Int64(parts[1]) : nil
    switch parts.first {
    case "case": return number == id
    case "report": return number.map { reports.contains($0) } ?? false
    case "dispatch":
      if case .dispatchProposed(let letter, _, _, let report?) = event(entry, "dispatch-proposed"),
        reports.contains(report)
      {
        letters.insert(letter)
      }
      return number.map { letters.contains($0) } ?? false
    case "notice":
      if case .noticeDrafted(let notice, id, _) = event(entry, "notice-drafted") { notices.insert(notice) }
      return number.map { notices.contains($0) } ?? false
    default:
      if case .contentDeleted(let deleted, _) = event(entry, "content-deleted") {
        return !reports.isDisjoint(with: deleted)
      }
      return Self.everyCases.contains(entry.kind)
    }
  }

  private func event(_ entry: CustodyEntry, _ kind: String) -> RecordEvent? {
    entry.kind == kind ? try? decoder.decode(RecordEvent.self, from: Data(entry.body)) : nil
  }
}
