import Vocabulary

/// Letters to customers that did go out, by what anybody may know of them.
package struct SentLetters: Sendable {
  package struct Letter: Sendable, Hashable {
    package let reference: String
    package let subject: String
    package let sender: EmailAddress
    package let day: CalendarDate

    package init(reference: String, subject: String, sender: EmailAddress, day: CalendarDate) {
      self.reference = reference
      self.subject = subject
      self.sender = sender
      self.day = day
    }
  }

  /// What all letters with one number have.
  package struct Numbered: Sendable, Hashable {
    package let reference: String
    /// One in each language.
    package let subjects: [String]
    package let senders: [EmailAddress]
    /// When the first left.
    package let day: CalendarDate

    package init(reference: String, subjects: [String], senders: [EmailAddress], day: CalendarDate) {
      self.reference = reference
      self.subjects = subjects
      self.senders = senders
      self.day = day
    }
  }

  package enum Number: Sendable, Hashable {
    case ours(Numbered)
    /// Its letters were started, and of none is known that it has left.
    case leaving
    /// Written as ours are, and no letter has it.
    case nobodys(String)
  }

  package let letters: [Letter]
  private let leaving: Set<String>
  /// What numbers begin with: `PB` of `PB-7-2`.
  private let prefixes: Set<String>

  /// `leaving`: numbers of notices that were started and of which nobody is known to have had a letter. `prefix`: what a new number begins with.
  package init(_ letters: [Letter] = [], leaving: Set<String> = [], prefix: String = "") {
    self.letters = letters
    self.leaving = leaving
    prefixes = Set(
      ([prefix] + letters.map(\.reference) + leaving).map { String($0.prefix { $0 != "-" }) }.filter { !$0.isEmpty })
  }

  /// The first number of ours in the text; else one that only looks like it, where it stands alone or in brackets as in our subjects: a shop
  /// may number its orders alike.
  package func number(in text: String) -> Number? {
    let text = String(text.map { Self.hyphens.contains($0) ? "-" : $0 }).uppercased()
    var stray: String?
    for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "-") }).prefix(100)
    where isNumber(word) {
      let reference = String(word)
      if let known = numbered(reference) { return .ours(known) }
      if leaving.contains(reference) { return .leaving }
      if stray == nil, Self.isApart(word, in: text) { stray = reference }
    }
    return stray.map { .nobodys($0) }
  }

  private func numbered(_ reference: String) -> Numbered? {
    let all = letters.filter { $0.reference == reference }
    guard let first = all.first else { return nil }
    return Numbered(
      reference: reference, subjects: Self.different(all.map(\.subject)), senders: Self.different(all.map(\.sender)),
      day: first.day)
  }

  private func isNumber(_ word: Substring) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, prefixes.contains(String(parts[0])) else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...9).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  private static func isApart(_ word: Substring, in text: String) -> Bool {
    let (before, after) = (text[..<word.startIndex], text[word.endIndex...])
    if let open = before.last, let close = after.first, ["(", "["].contains(open), [")", "]"].contains(close) {
      return true
    }
    return !(before + after).contains { $0.isLetter || $0.isNumber }
  }

  private static func different<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// As mail programs write them instead of `-`: hyphens, dashes and the minus.
  private static let hyphens: Set<Character> = [
    "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}",
  ]
}
