import Mail
import Vocabulary

/// Reads `Data/forwards`: one YAML file a language, the zone names, and what filters put in front of links.
enum ForwardFolder {
  static func load(_ folder: String) throws(FileTrouble) -> ForwardLexicon {
    var locales: [ForwardPhrases.Locale] = []
    var zones: [String: Int] = [:]
    var wrappers: [LinkWrappers.Wrapper] = []
    for name in try DataFolder.files(folder, ending: ".yaml") {
      let file = folder + "/" + name
      let document = try YAMLValue.document(try KnowledgeFolder.text(file), file: file)
      if name == "zones.yaml" {
        for (zone, value) in try document.mapping(["zones"]).required("zones").entries() {
          zones[zone] = try value.int()
        }
      } else if name == "link-wrappers.yaml" {
        wrappers = try document.mapping(["schema", "wrappers"]).each("wrappers", wrapper)
      } else {
        locales.append(try locale(document))
      }
    }
    guard !locales.isEmpty else { throw FileTrouble(file: folder, why: "holds no language") }
    return ForwardLexicon(ForwardPhrases(locales: locales, zones: zones), wrappers: LinkWrappers(wrappers))
  }

  private static func wrapper(_ value: YAMLValue) throws(FileTrouble) -> LinkWrappers.Wrapper {
    let map = try value.mapping(["hosts", "path", "parameter", "proofpoint", "base64", "between", "behind", "domain"])
    let hosts = try map.each("hosts") { value throws(FileTrouble) in
      try value.parsed("domain name") { DomainName($0) }.ascii
    }
    let places: [LinkWrappers.Place?] = [
      try map["parameter"].map { value throws(FileTrouble) in .parameter(try value.strings()) },
      try map["proofpoint"].map { value throws(FileTrouble) in .proofpoint(try value.string()) },
      try map["base64"].map { value throws(FileTrouble) in .base64(try value.string()) },
      try map["between"].map { value throws(FileTrouble) in .between(try value.string()) },
      try map["behind"].map { value throws(FileTrouble) in .behind(try value.int()) },
      try map["domain"].map { value throws(FileTrouble) in .domain(try value.string()) },
    ]
    let told = places.compactMap(\.self)
    guard !hosts.isEmpty else { throw value.trouble("at least one of hosts") }
    guard told.count == 1, let place = told.first else { throw value.trouble("one place where the address stands") }
    return LinkWrappers.Wrapper(hosts: hosts, path: try map["path"]?.string() ?? "", place: place)
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
