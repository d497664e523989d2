import Casework
import Forensics
import Letters
import Operations
import Vocabulary

/// The public check: what it answers says nothing of anybody else's mail.
enum CheckRoutes {
  static let all: [Route] = [
    .get(.check, for: .everyone, CheckPage.self) { .page(page($0)) },
    .post(.check, for: .everyone, CheckPage.self) { request in
      let (sender, subject) = (request.form["sender"], request.form["subject"])
      guard (sender + subject).contains(where: { !$0.isWhitespace }) else {
        return .refused(page(request, trouble: request.words["check_nothing"]))
      }
      let checking = request.ports.checking
      let answer = try await checking.answer(sender: sender, subject: subject)
      // Two lines the form itself carries on; what is kept for a while is files alone.
      return .page(page(request, sender, subject, answer: answer))
    },
    .post(.checkFile, for: .everyone, CheckPage.self, body: .files(upTo: Checking.longest + 65_536)) { request in
      guard let file = request.files.first(where: { $0.field == "mail" && !$0.isEmpty }) else {
        return .refused(page(request, fileTrouble: request.words["check_no_file"]))
      }
      let checking = request.ports.checking
      let mail = try file.bytes()
      let answer = try await checking.answer(mail)
      return .page(page(request, answer: answer, held: await hold(answer, mail, checking)))
    },
    .post(.checkReport, for: .everyone, CheckReportedPage.self, CheckPage.self) { request in
      let (sender, subject) = (
        CopiedLine.typed(request.form["copied_sender"]), CopiedLine.typed(request.form["copied_subject"])
      )
      let mail: [UInt8]
      if (sender + subject).contains(where: { !$0.isWhitespace }) {
        mail = CopiedMail.message(sender: sender, subject: subject)
      } else if let held = await request.ports.checking.take(request.form["held"]) {
        mail = held
      } else {
        return .refused(page(request, fileTrouble: request.words["check_gone"]))
      }
      guard await request.ports.checking.admitsReport() else {
        return .refused(page(request, fileTrouble: request.words("check_full", ["address": address(request)])))
      }
      switch await request.ports.desk.receive(Delivery(bytes: mail, door: .check)) {
      case .sealed(let number), .known(let number):
        return .page(
          CheckReportedPage(number: number, reportAddress: address(request), words: request.words))
      case .refused(.unavailable(let why)): throw StoreTrouble(.failed, why)
      case .refused: throw Refusal.badRequest
      }
    },
  ]

  /// A mail that is proven to be ours needs no report.
  private static func hold(_ answer: MailCheck.Answer, _ mail: [UInt8], _ checking: Checking) async -> Secret? {
    if case .ours = answer { return nil }
    return await checking.hold(mail)
  }

  private static func address(_ request: PageRequest) -> String {
    request.ports.desk.settings.organization.intake.first?.text ?? ""
  }

  private static func page(
    _ request: PageRequest, _ sender: String = "", _ subject: String = "", answer: MailCheck.Answer? = nil,
    held: Secret? = nil, trouble: String? = nil, fileTrouble: String? = nil
  ) -> CheckPage {
    let organization = request.ports.desk.settings.organization
    return CheckPage(
      request.words, organization: organization.name, reportAddress: address(request), sender: sender, subject: subject,
      answer: answer.map {
        CheckAnswer(
          answer: $0, held: held, sender: sender, subject: subject,
          domains: organization.domains.map(\.ascii).joined(separator: ", "),
          words: request.words)
      }, trouble: trouble, fileTrouble: fileTrouble)
  }
}
