import Mail
import Vocabulary

/// Reads `Data/forwards`: one YAML file a language, and the zone names.
enum ForwardFolder {
  static func load(_ folder: String) throws(FileTrouble) -> ForwardLexicon {
    var locales: [ForwardPhrases.Locale] = []
    var zones: [String: Int] = [:]
    for name in try DataFolder.files(folder, ending: ".yaml") {
      let file = folder + "/" + name
      let document = try YAMLValue.document(try KnowledgeFolder.text(file), file: file)
      if name == "zones.yaml" {
        for (zone, value) in try document.mapping(["zones"]).required("zones").entries() {
          zones[zone] = try value.int()
        }
      } else {
        locales.append(try locale(document))
      }
    }
    guard !locales.isEmpty else { throw FileTrouble(file: folder, why: "holds no language") }
    return ForwardLexicon(ForwardPhrases(locales: locales, zones: zones))
  }

  private static func locale(_ document: YAMLValue) throws(FileTrouble) -> ForwardPhrases.Locale {
    let map = try document.mapping([
      "language", "month_first", "labels", "banners", "attributions", "prefixes", "months", "weekdays", "morning",
      "afternoon",
    ])
    let labels = try map.required("labels").mapping(["from", "to", "cc", "bcc", "subject", "date", "reply_to", "other"])
    let banners = try map.required("banners").mapping(["forwarded", "original"])
    let prefixes = try map.required("prefixes").mapping(["forward", "reply"])
    return ForwardPhrases.Locale(
      language: try map.required("language").parsed("language tag") { Language($0) },
      monthFirst: try map.bool("month_first", else: false),
      labels: ForwardPhrases.Labels(
        from: try labels.strings("from"), to: try labels.strings("to"), cc: try labels.strings("cc"),
        bcc: try labels.strings("bcc"),
        subject: try labels.strings("subject"), date: try labels.strings("date"),
        replyTo: try labels.strings("reply_to"),
        other: try labels.strings("other")),
      forwarded: try banners.strings("forwarded"), original: try banners.strings("original"),
      attributions: try map.strings("attributions"),
      forwardPrefixes: try prefixes.strings("forward"), replyPrefixes: try prefixes.strings("reply"),
      months: try map.each("months") { value throws(FileTrouble) in try value.strings() },
      weekdays: try map.strings("weekdays"),
      morning: try map.strings("morning"), afternoon: try map.strings("afternoon"))
  }
}
