import Letters
import Vocabulary
import Yams

/// Reads `Data/letters/LANGUAGE/tone.yaml`: words that hurt in a notice, and the better ways.
enum ToneFile {
  /// Advice that rules give without a word list.
  static let ownAdvice: Set<String> = [
    "names-service", "names-account", "names-evidence", "shouting", "link-elsewhere", "link-not-allowed",
    "link-to-fake", "name-as-link", "hard-to-read", "long-sentence", "lacks-do-not", "lacks-if-done", "lacks-report",
    "lacks-real-mail", "lacks-reference", "lacks-next-time", "empty-place", "empty-letter", "not-translated",
    "next-time-past", "pay-elsewhere",
  ]

  /// Rules that look for words.
  static let wordRules: [NoticeFinding.Rule] = [
    .hedge, .blame, .anger, .promise, .tippingOff, .urgency, .lure, .fog, .attachment, .emptyPlace,
  ]

  static func load(_ file: String) throws(FileTrouble) -> ToneWords {
    try words(try YAMLValue.document(try KnowledgeFolder.text(file), file: file))
  }

  static func words(_ document: YAMLValue) throws(FileTrouble) -> ToneWords {
    let map = try document.mapping(["schema", "language", "readability", "words", "titles", "advice"])
    try map.schema("candor-tone/1")
    let (advice, places) = try advice(try map.required("advice"))
    let table = try map.required("words").mapping(Set(wordRules.map(\.rawValue)))
    var entries: [NoticeFinding.Rule: [ToneWords.Entry]] = [:]
    var used = ownAdvice
    for rule in wordRules {
      var found: [ToneWords.Entry] = []
      for element in try table.required(rule.rawValue).list() {
        let entry = try entry(element)
        guard advice[entry.advice] != nil else { throw element.trouble("no advice \"\(entry.advice)\"") }
        used.insert(entry.advice)
        found.append(entry)
      }
      guard !found.isEmpty else { throw try table.required(rule.rawValue).trouble("no words") }
      entries[rule] = found
    }
    for key in ownAdvice.sorted() where advice[key] == nil {
      throw try map.required("advice").trouble("\"\(key)\" is missing")
    }
    if let idle = advice.keys.filter({ !used.contains($0) }).min() {
      throw (places[idle] ?? document).trouble("no word and no rule gives the advice \"\(idle)\"")
    }
    let names = try map.required("titles").mapping(Set(NoticeFinding.Rule.allCases.map(\.rawValue)))
    var titles: [NoticeFinding.Rule: String] = [:]
    for rule in NoticeFinding.Rule.allCases { titles[rule] = try names.string(rule.rawValue) }
    return ToneWords(
      language: try map.required("language").parsed("language tag") { Language($0) },
      readability: try limits(try map.required("readability")), entries: entries, advice: advice, titles: titles)
  }

  private static func entry(_ value: YAMLValue) throws(FileTrouble) -> ToneWords.Entry {
    let map = try value.mapping(["words", "except", "instead", "advice", "severity"])
    let severity: NoticeFinding.Severity =
      if let found = map["severity"] { try found.choice(NoticeFinding.Severity.self) } else { .stops }
    let phrases = try phrases(try map.required("words"))
    guard !phrases.isEmpty else { throw value.trouble("no words") }
    return ToneWords.Entry(
      phrases: phrases, except: try map["except"].map { value throws(FileTrouble) in try Self.phrases(value) } ?? [],
      instead: map["instead"] == nil ? nil : try map.string("instead"), advice: try map.string("advice"),
      severity: severity)
  }

  private static func phrases(_ value: YAMLValue) throws(FileTrouble) -> [TonePhrase] {
    var out: [TonePhrase] = []
    for element in try value.list() {
      out.append(try element.parsed("words to look for (a * stands at the end of a word)") { TonePhrase($0) })
    }
    return out
  }

  private static func limits(_ value: YAMLValue) throws(FileTrouble) -> Readability.Limits {
    let map = try value.mapping(["formula", "warns", "stops", "long_sentence", "longest_sentence"])
    return Readability.Limits(
      formula: try map.required("formula").choice(Readability.Formula.self), warns: try map.required("warns").double(),
      stops: try map.required("stops").double(), longSentence: try map.required("long_sentence").int(),
      longestSentence: try map.required("longest_sentence").int())
  }

  private static func advice(
    _ value: YAMLValue
  ) throws(FileTrouble) -> (texts: [String: String], places: [String: YAMLValue]) {
    var texts: [String: String] = [:]
    var places: [String: YAMLValue] = [:]
    for (key, element) in try value.entries() {
      texts[key] = try element.string()
      places[key] = element
      let wanted: Set<String> =
        switch key {
        case "hard-to-read": ["score", "limit"]
        case "long-sentence": ["count", "limit"]
        default: []
        }
      guard InterfaceWords.slots(of: texts[key] ?? "") == wanted else {
        throw element.trouble("its places are \(wanted.isEmpty ? "none" : wanted.sorted().joined(separator: ", "))")
      }
    }
    return (texts, places)
  }
}
