import Casework
import Letters
import Vocabulary
import Yams

/// Reads `Data/letters`: a folder a language, with one file a letter.
enum LetterFolder {
  static func load(_ folder: String) throws(FileTrouble) -> LetterBook {
    LetterBook(
      try each(folder, "/acknowledgement.yaml", \.language) { file throws(FileTrouble) in
        try acknowledgement(try YAMLValue.document(try KnowledgeFolder.text(file), file: file))
      })
  }

  static func notices(_ folder: String) throws(FileTrouble) -> NoticeBook {
    NoticeBook(try each(folder, "/notice.yaml", \.language, NoticeFile.load))
  }

  static func tone(_ folder: String) throws(FileTrouble) -> ToneBook {
    ToneBook(try each(folder, "/tone.yaml", \.language, ToneFile.load))
  }

  /// The file of each language's folder, which says the same language.
  private static func each<Words>(
    _ folder: String, _ suffix: String, _ language: (Words) -> Language,
    _ read: (String) throws(FileTrouble) -> Words
  ) throws(FileTrouble) -> [Words] {
    var all: [Words] = []
    for name in try DataFolder.files(folder, ending: "") {
      guard let own = Language(name) else { continue }
      let file = folder + "/" + name + suffix
      let found = try read(file)
      guard language(found) == own else {
        throw FileTrouble(file: file, why: "its language is \"\(language(found))\", its folder's \"\(name)\"")
      }
      all.append(found)
    }
    guard !all.isEmpty else { throw FileTrouble(file: folder, why: "holds no language") }
    return all
  }

  static func acknowledgement(_ document: YAMLValue) throws(FileTrouble) -> LetterWords {
    let map = try document.mapping([
      "schema", "language", "subject", "greeting", "about", "about_question", "about_untitled", "situations",
      "ask_for_original", "status", "closing",
    ])
    let all = Acknowledgement.Situation.allCases
    let table = try map.required("situations").mapping(Set(all.map(\.rawValue)))
    var situations: [Acknowledgement.Situation: [LetterWords.Block]] = [:]
    for situation in all { situations[situation] = try blocks(try table.required(situation.rawValue)) }
    let ask = try map.required("ask_for_original").mapping(["before", "clients", "after"])
    let programs = try ask.required("clients").mapping(Set(MailClient.allCases.map(\.rawValue)))
    var clients: [MailClient: LetterWords.ClientSteps] = [:]
    for client in MailClient.allCases {
      clients[client] = LetterWords.ClientSteps(steps: try texts(try programs.required(client.rawValue)))
    }
    return LetterWords(
      language: try map.required("language").parsed("language tag") { Language($0) },
      subject: try text(
        try map.required("subject"), [.organization, .reference], wanted: [.organization, .reference]),
      greeting: try text(try map.required("greeting"), []),
      about: try text(try map.required("about"), [.subject], wanted: [.subject]),
      aboutQuestion: try text(try map.required("about_question"), [.subject], wanted: [.subject]),
      aboutUntitled: try text(try map.required("about_untitled"), []),
      situations: situations,
      askForOriginal: try blocks(try ask.required("before")), clients: clients,
      afterSteps: try blocks(try ask.required("after")),
      status: try blocks(try map.required("status"), and: .domain),
      closing: try blocks(try map.required("closing"), and: .reference))
  }

  /// `slot`: a place that one of them must have.
  private static func blocks(
    _ value: YAMLValue, and slot: LetterPlace? = nil
  ) throws(FileTrouble) -> [LetterWords.Block] {
    let allowed: Set<LetterPlace> = slot.map { [.organization, $0] } ?? [.organization]
    var blocks: [LetterWords.Block] = []
    var isNamed = slot == nil
    for element in try value.list() {
      if element.node.scalar != nil {
        blocks.append(.paragraph(try text(element, allowed)))
        if let slot, try element.string().contains("{\(slot.rawValue)}") { isNamed = true }
      } else {
        let points = try element.mapping(["points"]).required("points")
        blocks.append(.points(try texts(points)))
      }
    }
    guard !blocks.isEmpty else { throw value.trouble("no paragraph") }
    guard isNamed else { throw value.trouble("{\(slot?.rawValue ?? "")} is missing") }
    return blocks
  }

  private static func texts(_ value: YAMLValue) throws(FileTrouble) -> [LetterText] {
    var texts: [LetterText] = []
    for element in try value.list() { texts.append(try text(element, [.organization])) }
    guard !texts.isEmpty else { throw value.trouble("no step") }
    return texts
  }

  private static func text(
    _ value: YAMLValue, _ allowed: Set<LetterPlace>, wanted: Set<LetterPlace> = []
  ) throws(FileTrouble) -> LetterText {
    let source = try value.string()
    do throws(LetterText.Trouble) {
      return try LetterText(source, allowed: allowed, wanted: wanted)
    } catch {
      throw value.trouble(error.why)
    }
  }

  static func languageSigns(_ path: String) throws(FileTrouble) -> LanguageSigns {
    let map = try YAMLValue.document(try KnowledgeFolder.text(path), file: path).mapping(["schema", "languages"])
    var signs: [Language: LanguageSigns.Signs] = [:]
    for (key, value) in try map.required("languages").entries() {
      guard let language = Language(key) else { throw value.trouble("\"\(key)\" is no language tag") }
      let entry = try value.mapping(["words", "prefixes", "zones"])
      signs[language] = LanguageSigns.Signs(
        words: try entry.strings("words"), prefixes: try entry.strings("prefixes"), zones: try entry.strings("zones"))
    }
    return LanguageSigns(signs)
  }

  static func automaticMail(_ path: String) throws(FileTrouble) -> AutomaticMail.Words {
    let map = try YAMLValue.document(try KnowledgeFolder.text(path), file: path)
      .mapping(["schema", "subjects", "senders"])
    var subjects: [String] = []
    for (_, value) in try map.required("subjects").entries() { subjects += try value.strings() }
    return AutomaticMail.Words(subjects: subjects, senders: try map.required("senders").strings())
  }
}
