import Casework
import Domains
import Mail
import Vocabulary

/// No link: a customer who is told not to click must not have to. One to the company's own domains may be allowed, one elsewhere never.
enum LinkRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    var hostile: Set<String> = []
    if case .names(let names)? = notice.facts[.lookAlikes]?.value { hostile = Set(names.map { $0.lowercased() }) }
    return notice.sentences.flatMap { sentence -> [NoticeFinding] in
      let links = TextLinks.find(in: sentence.text)
      let own = links.filter { notice.owns($0.url.host ?? "") }
      var found: [NoticeFinding] = []
      if let foreign = LetterLinks.foreign(in: sentence.text, owns: notice.owns) {
        found.append(finding(.stops, sentence, [foreign], "link-elsewhere"))
      }
      if !own.isEmpty, !notice.allowsOwnLinks {
        found.append(finding(.stops, sentence, own.map(\.text), "link-not-allowed"))
      }
      let bare = names(in: sentence.text).filter { !notice.owns($0) && !links.map(\.url.host).contains($0) }
      let live = bare.filter { name in hostile.contains { DomainName.isWithin(name, $0) } }
      if !live.isEmpty { found.append(finding(.stops, sentence, live.map(HostileURL.defang), "link-to-fake")) }
      let others = bare.filter { name in !hostile.contains { DomainName.isWithin(name, $0) } }
      if !others.isEmpty { found.append(finding(.warns, sentence, others.map(HostileURL.defang), "name-as-link")) }
      return found
    }
  }

  private static func finding(
    _ severity: NoticeFinding.Severity, _ sentence: LintedNotice.Sentence, _ words: [String], _ advice: String
  ) -> NoticeFinding {
    NoticeFinding(.link, severity, sentence: sentence.id, quote: sentence.text, words: words, advice: advice)
  }

  /// What mail programs make a link of though it is only a name: `evil.example`, and what is behind an `@`.
  private static func names(in text: String) -> [String] {
    text.lowercased().split(whereSeparator: { $0.isWhitespace || "<>()\"'“”«»„,;:!?/@".contains($0) }).compactMap {
      word in
      let name = String(word).trimming { ".-_".contains($0) }
      let labels = name.split(separator: ".", omittingEmptySubsequences: false)
      guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last, last.count > 1,
        last.allSatisfy(\.isLetter), let ascii = IDNA.toASCII(name), let domain = DomainName(ascii)
      else { return nil }
      return domain.ascii
    }
  }
}
