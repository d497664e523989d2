import Forensics
import Letters
import Mail
import Vocabulary

/// A file that came with a mail, by what it can be known by; the file itself is never handed out.
struct AttachmentRow: PagePart {
  let file: Attachment
  let words: InterfaceWords

  static let most = 50

  static let fields: Fields<AttachmentRow> = [
    .text("file_name") { PlainText.clean($0.file.name ?? "–", width: 120) },
    .text("file_type") { PlainText.clean($0.file.type, width: 60) },
    .text("file_size") { $0.words.number($0.file.size) },
    .text("file_digest") { $0.file.digest.hex },
  ]

  static func rows(_ report: Report, _ words: InterfaceWords) -> [AttachmentRow] {
    report.originals.flatMap(\.attachments).prefix(most).map { AttachmentRow(file: $0, words: words) }
  }
}

/// One server that a mail passed, as the line says that it left.
struct HopRow: PagePart {
  let hop: DeliveryPath.Hop
  let words: InterfaceWords

  static let most = 50

  static let fields: Fields<HopRow> = [
    .text("hop_from") { PlainText.clean($0.hop.received.reverseName ?? $0.hop.received.helo ?? "–", width: 120) },
    .text("hop_address") { $0.hop.received.address?.description ?? "–" },
    .text("hop_by") { PlainText.clean($0.hop.received.by ?? "–", width: 120) },
    .text("hop_time") { row in row.hop.received.date.map { row.words.moment($0) } ?? "–" },
    .text("hop_believed") { $0.words[$0.hop.isTrusted ? "yes" : "no"] },
  ]

  static func rows(_ evidence: [TransportEvidence], _ words: InterfaceWords) -> [HopRow] {
    evidence.flatMap { $0.path?.hops ?? [] }.prefix(most).map { HopRow(hop: $0, words: words) }
  }
}
