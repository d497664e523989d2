import Testing
import Vocabulary
import Yams

@testable import Mail

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The project's own phrases, read from Data/forwards without the checks that Post makes.
enum ForwardData {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Data/forwards")

  static let phrases: ForwardPhrases = {
    let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()
    let locales = files.filter { !["zones.yaml", "link-wrappers.yaml"].contains($0) && $0.hasSuffix(".yaml") }
      .compactMap { locale(read($0)) }
    let zones = (read("zones.yaml")["zones"] as? [String: Int]) ?? [:]
    return ForwardPhrases(locales: locales, zones: zones)
  }()

  static let lexicon = ForwardLexicon(phrases)

  private static func read(_ file: String) -> [String: Any] {
    guard let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8) else { return [:] }
    return (try? Yams.load(yaml: text)) as? [String: Any] ?? [:]
  }

  private static func locale(_ yaml: [String: Any]) -> ForwardPhrases.Locale? {
    guard let language = (yaml["language"] as? String).flatMap({ Language($0) }) else { return nil }
    func words(_ map: Any?, _ key: String) -> [String] { (map as? [String: Any])?[key] as? [String] ?? [] }
    let labels = yaml["labels"]
    return ForwardPhrases.Locale(
      language: language, monthFirst: yaml["month_first"] as? Bool ?? false,
      labels: ForwardPhrases.Labels(
        from: words(labels, "from"), to: words(labels, "to"), cc: words(labels, "cc"), bcc: words(labels, "bcc"),
        subject: words(labels, "subject"), date: words(labels, "date"), replyTo: words(labels, "reply_to"),
        other: words(labels, "other")),
      forwarded: words(yaml["banners"], "forwarded"), original: words(yaml["banners"], "original"),
      attributions: yaml["attributions"] as? [String] ?? [], forwardPrefixes: words(yaml["prefixes"], "forward"),
      replyPrefixes: words(yaml["prefixes"], "reply"), months: yaml["months"] as? [[String]] ?? [],
      weekdays: yaml["weekdays"] as? [String] ?? [], morning: yaml["morning"] as? [String] ?? [],
      afternoon: yaml["afternoon"] as? [String] ?? [])
  }

  static func parse(_ text: String, subject: String? = "Fwd: x", reference: Timestamp? = nil) -> InlineForward? {
    InlineForward(in: text, subject: subject, reference: reference, lexicon: lexicon)
  }
}

@Suite struct ForwardDataTests {
  @Test func `every language has its words`() {
    #expect(ForwardData.phrases.locales.count == 23)
    for locale in ForwardData.phrases.locales {
      #expect(
        !locale.labels.from.isEmpty && !locale.labels.to.isEmpty && !locale.labels.subject.isEmpty
          && !locale.labels.date.isEmpty, "\(locale.language)")
      #expect(
        !locale.forwarded.isEmpty && !locale.attributions.isEmpty && !locale.forwardPrefixes.isEmpty,
        "\(locale.language)")
      #expect(locale.months.count == 12, "\(locale.language)")
    }
    #expect(
      ForwardData.lexicon.attributions.count == ForwardData.phrases.locales.map(\.attributions.count).reduce(0, +))
  }
}
