import Forensics
import Letters
import Mail
import Operations
import Vocabulary

/// What is sealed of a case, newest first, and how anybody can check that it is what came.
struct CaseEvidence: PagePart {
  static let size = 50

  struct Sealed: PagePart {
    let line: ReportLine
    let words: InterfaceWords

    static let fields: Fields<Sealed> = [
      .text("number") { String($0.line.number) },
      .text("report_path") { Place.report(.number($0.line.number)).path },
      .text("received") { $0.words.moment($0.line.received) }, .text("door") { $0.words.door($0.line.door) },
      .text("size") { $0.words.number($0.line.size) }, .text("artifact") { $0.line.artifact },
      .text("carrier") { sealed in
        sealed.line.examined.map { sealed.words.carrier($0.carrier) } ?? sealed.words["verdict_waiting"]
      },
      .text("grade") { sealed in sealed.line.examined.map { sealed.words.grade($0.grade) } },
      .text("original_path") {
        $0.line.isDeleted ? nil : Place.reportOriginal(.number($0.line.number)).path
      },
    ]
  }

  let incident: Int64
  let sealed: [Sealed]
  let checkpoint: KeptCheckpoint?
  let words: InterfaceWords

  static let fields: Fields<CaseEvidence> = [
    .list("sealed") { $0.sealed },
    .text("older_sealed") { page in
      page.sealed.count == size ? page.sealed.last.map { "\(page.path)?before=\($0.line.number)" } : nil
    },
    .text("checkpoint") { page in
      page.checkpoint.map {
        page.words(
          "evidence_checkpoint",
          ["entries": page.words.number(Int($0.size)), "time": page.words.moment($0.time)])
      } ?? page.words["evidence_no_checkpoint"]
    },
    .text("checkpoint_note") { $0.checkpoint?.note },
    .text("export_command") { "candor export \($0.incident) --to case-\($0.incident).tar --data DIR" },
  ]

  private var path: String { Place.casePart(.number(incident), .value(CasePart.evidence.rawValue)).path }
}

extension InterfaceWords {
  fileprivate func carrier(_ carrier: Carrier) -> String {
    switch carrier {
    case .attachment: self["carrier_attachment"]
    case .inline: self["carrier_inline"]
    case .original: self["carrier_original"]
    case .image: self["carrier_image"]
    case .none: self["carrier_none"]
    }
  }

  fileprivate func grade(_ grade: EvidenceGrade) -> String {
    switch grade {
    case .signed: self["grade_signed"]
    case .headers: self["grade_headers"]
    case .text: self["grade_text"]
    }
  }
}
