import Casework
import Domains
import Forensics
import Letters
import Mail
import Vocabulary

/// What may be shown of a fake: lines that at least two people were sent alike, so that no name, address or number of anybody's is among them.
struct Specimens: Sendable {
  private let desk: CaseDesk
  private static let mostReports = 24
  private static let mostLines = 40
  private static let people = 2
  /// Lines at the top that may greet somebody, and up to which length.
  private static let greetings = 3
  private static let shortest = 40

  init(_ desk: CaseDesk) { self.desk = desk }

  /// The biggest campaigns' ones, at most four.
  func of(_ assessment: Assessing.Assessment) async throws(StoreTrouble) -> [StatusContent.Specimen] {
    var found: [StatusContent.Specimen] = []
    let findings = assessment.investigation.findings
    for campaign in assessment.investigation.campaigns.sorted(by: { $0.members.count > $1.members.count }).prefix(4) {
      var texts: [[String]] = []
      var subjects: [String] = []
      var senders: [String] = []
      var seen: Set<String> = []
      for member in campaign.members where texts.count < Self.mostReports {
        let finding = findings[member]
        guard let person = Escalation.person(of: finding, organization: desk.settings.organization),
          seen.insert(person).inserted, let bytes = try await desk.archive.bytes(assessment.reports[member])
        else { continue }
        let report = Report(bytes, context: context)
        guard let original = report.originals.first(where: { $0.subject == finding.original?.subject }) else {
          continue
        }
        texts.append(Self.lines(original.text))
        subjects.append(Self.masked(original.subject ?? ""))
        senders.append(Self.masked(finding.original?.from?.text ?? ""))
      }
      guard let (best, shown) = Self.shared(texts), let sender = Self.common(senders) else { continue }
      // Names that stand there without an @ or a scheme are links to many mail programs all the same.
      let names = campaign.lookAlikes.map(\.accused)
      let lines = shown.map { line in names.reduce(line) { $0.replacing($1, with: HostileURL.defang($1)) } }
      // The subject of that very letter, so that both are in one language.
      let own = subjects.count { $0 == subjects[best] } >= Self.people ? subjects[best] : "…"
      let language = desk.knowledge.languageSigns.language(of: lines.joined(separator: " "))
      found.append(StatusContent.Specimen(sender: sender, subject: own, lines: lines, language: language?.tag))
    }
    return found
  }

  private var context: Report.Context {
    desk.settings.reading(desk.knowledge.lexicon)
  }

  /// Cut, defanged, and without what differs from letter to letter: digits.
  private static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).prefix(200).map { masked(String($0.prefix(600))) }.filter { !$0.isEmpty }
  }

  static func masked(_ text: String) -> String {
    let clean = PlainText.clean(text, width: 300)
    var out = ""
    for letter in clean { out.append(letter.isNumber ? "#" : letter) }
    return out.split(separator: " ").map { $0.contains("@") || $0.contains("://") ? defanged($0) : String($0) }
      .joined(separator: " ")
  }

  private static func defanged(_ word: Substring) -> String {
    let text = word.contains("://") ? word.prefix { $0 != "?" && $0 != "&" } : word
    // The name that a mail program would make a link of: up to the path, and not the full stop of the sentence.
    let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    let end = text[start...].firstIndex(of: "/") ?? text.endIndex
    var name = text[start..<end]
    while let last = name.last, !last.isLetter, last != "#" { name = name.dropLast() }
    let rest = text[name.endIndex...]
    return String(text[..<start]) + HostileURL.defang(name).replacing("@", with: " [at] ") + rest
  }

  /// Which text has most of what many have, and its lines; what only one person has is an ellipsis. nil where nothing is shared.
  static func shared(_ texts: [[String]]) -> (best: Int, lines: [String])? {
    var counts: [String: Int] = [:]
    for text in texts { for line in Set(text) { counts[line, default: 0] += 1 } }
    guard let best = texts.indices.max(by: { score(texts[$0], counts) < score(texts[$1], counts) }) else { return nil }
    var lines: [String] = []
    for (index, line) in texts[best].prefix(mostLines).enumerated() {
      // Two people may have one first name: what may be a greeting is never shown.
      let isGreeting = index < greetings && line.count <= shortest
      if counts[line, default: 0] >= people, !isGreeting {
        lines.append(line)
      } else if lines.last != "…" {
        lines.append("…")
      }
    }
    return lines.contains { $0 != "…" } ? (best, lines) : nil
  }

  private static func score(_ text: [String], _ counts: [String: Int]) -> Int {
    text.reduce(0) { $0 + (counts[$1, default: 0] >= people ? 1 : 0) }
  }

  /// What at least two have in common; nil where they all differ.
  static func common(_ texts: [String]) -> String? {
    var counts: [String: Int] = [:]
    for text in texts where !text.isEmpty { counts[text, default: 0] += 1 }
    return counts.filter { $0.value >= people }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
