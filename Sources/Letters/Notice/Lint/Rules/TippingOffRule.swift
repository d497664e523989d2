import Casework

/// The attacker may read what customers get: no service is named before it acted, no account ever, and nothing tells what evidence is held.
enum TippingOffRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    let acted = notice.facts[.serviceActed] != nil
    let guarded = notice.guarded
    var free: [String] = []
    if acted, case .names(let names)? = notice.facts[.services]?.value { free = names }
    var found = names(guarded.services.filter { !free.contains($0) }, in: notice, advice: "names-service")
    found += names(guarded.accounts, in: notice, advice: "names-account")
    found += names(guarded.evidence, in: notice, advice: "names-evidence")
    // Words for evidence do less harm when the sender is cut off already.
    return found
      + notice.findings(of: .tippingOff).map {
        NoticeFinding(
          $0.rule, acted ? .warns : $0.severity, sentence: $0.sentence, quote: $0.quote, words: $0.words,
          instead: $0.instead, advice: $0.advice)
      }
  }

  /// By their words, or by their letters where they are no words (`ip-10-2`, `bounce+7@x.example`).
  private static func names(_ names: [String], in notice: LintedNotice, advice: String) -> [NoticeFinding] {
    notice.sentences.compactMap { sentence -> NoticeFinding? in
      let small = sentence.text.lowercased()
      let found = names.filter { name in
        let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard name.count > 2 else { return false }
        let words = ToneText.words(in: name).map(\.folded)
        let isWord = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " }
        return isWord ? stands(words, in: sentence.words) : small.contains(name.lowercased())
      }
      guard !found.isEmpty else { return nil }
      return NoticeFinding(
        .tippingOff, .stops, sentence: sentence.id, quote: sentence.text, words: found.sorted(), advice: advice)
    }
  }

  /// With an ending of a language too, behind a long name: `SendGriden`.
  private static func stands(_ name: [String], in words: [ToneText.Word]) -> Bool {
    guard !name.isEmpty, words.count >= name.count else { return false }
    return (0...(words.count - name.count)).contains { start in
      name.enumerated().allSatisfy { offset, part in
        let word = words[start + offset].folded
        return word == part || (offset == name.count - 1 && part.count > 4 && word.hasPrefix(part))
      }
    }
  }
}
