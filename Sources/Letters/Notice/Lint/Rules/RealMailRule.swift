import Domains
import Vocabulary

/// Every edition says how the company's real mail looks: it is itself a mail that could be a fake.
enum RealMailRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    let domains = notice.particulars.domains.flatMap { [$0.ascii, IDNA.toUnicode($0.ascii) ?? $0.ascii] }
    let names = domains + [notice.particulars.sender.text]
    let says = notice.sentences.contains { sentence in
      (sentence.isOwn || sentence.aim == .realMail) && names.contains { sentence.text.lowercased().contains($0) }
    }
    return says ? [] : [NoticeFinding(.realMail, .stops, sentence: nil, advice: "lacks-real-mail")]
  }
}
