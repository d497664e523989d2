import Casework
import Letters
import Operations
import Vocabulary

/// "Is this mail really from you?", for anybody: two lines to copy, or the mail as a file.
struct CheckPage: PageModel {
  static let template = "check"

  let sender: Input
  let subject: Input
  let mail: Input
  let organization: String
  let answer: CheckAnswer?
  let reportAddress: String
  let words: InterfaceWords
  var inputs: [Input] { [sender, subject, mail] }

  init(
    _ words: InterfaceWords, organization: String, reportAddress: String, sender: String = "", subject: String = "",
    answer: CheckAnswer? = nil, trouble: String? = nil, fileTrouble: String? = nil
  ) {
    self.words = words
    self.organization = organization
    self.answer = answer
    self.reportAddress = reportAddress
    self.sender = Input(
      name: "sender", label: words["check_sender"], hint: words["check_sender_hint"], error: trouble,
      value: PlainText.clean(sender, width: 300))
    self.subject = Input(
      name: "subject", label: words["check_subject"], hint: words["check_subject_hint"],
      value: PlainText.clean(subject, width: 300))
    mail = Input(
      name: "mail", label: words["check_file"],
      hint: words("check_file_hint", ["megabytes": String(Checking.longest >> 20)]), error: fileTrouble, type: "file")
  }

  static let fields: Fields<CheckPage> = [
    .part("sender") { $0.sender }, .part("subject") { $0.subject }, .part("mail") { $0.mail },
    .part("answer") { $0.answer },
    .text("title") { $0.words("check_title", ["organization": $0.organization]) },
    .text("forward") { $0.words("check_forward", ["address": $0.reportAddress]) },
    .text("check_path") { _ in Place.check.path }, .text("file_path") { _ in Place.checkFile.path },
  ]
}

/// What is answered, what to do now, and the way to make a report of it.
struct CheckAnswer: PagePart {
  let answer: MailCheck.Answer
  /// What finds the mail again for a report; nil where none is kept.
  let held: Secret?
  /// As they were typed; empty for a file.
  let sender: String
  let subject: String
  let domains: String
  let words: InterfaceWords

  private var tone: String {
    switch answer {
    case .ours(.signature): "calm"
    case .fakeKnown, .fakeNew: "alarm"
    case .ours(.notice), .notOurs, .ourNumber, .noSuchNumber, .cannotTell: "caution"
    }
  }

  private var headline: String {
    switch answer {
    case .ours(.signature): words["check_ours"]
    case .ours(.notice): words["check_ours_letter"]
    case .fakeKnown: words["check_fake_known"]
    case .fakeNew: words["check_fake_new"]
    case .notOurs, .noSuchNumber: words["check_not_ours"]
    case .ourNumber: words["check_number"]
    case .cannotTell: words["check_cannot_tell"]
    }
  }

  private var why: String {
    switch answer {
    case .ours(.signature): words["check_why_signature"]
    case .ours(.notice(let subject, let day)):
      words("check_why_notice", ["subject": PlainText.clean(subject, width: 200), "day": day.description])
    case .fakeKnown: words["check_why_known"]
    case .fakeNew: words["check_why_new"]
    case .notOurs: words("check_why_not_ours", ["domains": domains])
    case .ourNumber(let letters):
      words(
        "check_why_number",
        [
          "reference": letters.reference, "sender": letters.senders.map(\.text).joined(separator: ", "),
          "subject": letters.subjects.prefix(10).map { "\"\(PlainText.clean($0, width: 200))\"" }.joined(
            separator: ", "),
          "day": letters.day.description,
        ])
    case .noSuchNumber(let reference): words("check_why_no_number", ["reference": reference])
    case .cannotTell(.tooLittle): words["check_why_too_little"]
    case .cannotTell(.senderCanBeForged): words["check_why_forged"]
    case .cannotTell(.subjectOfFakes): words["check_why_subject"]
    case .cannotTell(.unproven): words["check_why_unproven"]
    case .cannotTell(.unchecked): words["check_why_unchecked"]
    case .cannotTell(.noSender): words["check_why_no_sender"]
    case .cannotTell(.noMail): words["check_why_no_mail"]
    }
  }

  private var advice: [String] {
    switch answer {
    case .ours(.signature): [words["check_do_ours"]]
    case .ours(.notice): [words["check_do_notice"]]
    case .ourNumber: [words["check_do_compare"], words["check_do_notice"]]
    case .noSuchNumber: [words["check_do_not_click"], words["check_do_done"]]
    case .fakeKnown, .fakeNew: [words["check_do_not_click"], words["check_do_not_pay"], words["check_do_done"]]
    case .notOurs, .cannotTell: [words["check_do_careful"], words["check_do_done"]]
    }
  }

  /// A mail that is proven to be ours needs no report.
  private var mayReport: Bool {
    if case .ours = answer { return false }
    return held != nil || !(sender + subject).isEmpty
  }

  static let fields: Fields<CheckAnswer> = [
    .text("tone") { $0.tone }, .text("headline") { $0.headline }, .text("why") { $0.why },
    .list("advice") { $0.advice.map { TextLine(text: $0) } }, .text("held") { $0.held?.text },
    .flag("may_report") { $0.mayReport },
    .text("report_sender") { CopiedLine.carried($0.sender) },
    .text("report_subject") { CopiedLine.carried($0.subject) },
    .text("report_path") { _ in Place.checkReport.path },
  ]
}

/// The mail was kept as a report.
struct CheckReportedPage: PageModel {
  static let template = "check-reported"

  let number: ReportNumber
  let reportAddress: String
  let words: InterfaceWords

  static let fields: Fields<CheckReportedPage> = [
    .text("thanks") { $0.words("check_reported_text", ["reference": "R-\($0.number)"]) },
    .text("forward") { $0.words("check_forward", ["address": $0.reportAddress]) },
    .text("check_path") { _ in Place.check.path },
  ]
}

/// A line that somebody copied out of a mail, carried in a form as it was typed: in letters that no page can take for its own.
enum CopiedLine {
  static func carried(_ line: String) -> String { Hexadecimal.encode(Array(line.prefix(MailCheck.longest).utf8)) }

  static func typed(_ carried: String) -> String {
    Hexadecimal.decode(carried).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
