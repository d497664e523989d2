import Letters
import Vocabulary

/// Reads the status page's words: `Data/letters/LANGUAGE/status.yaml`.
package enum StatusFolder {
  package static func load(_ folder: String) throws(FileTrouble) -> StatusBook {
    var words: [StatusWords] = []
    for name in try DataFolder.files(folder, ending: "") {
      guard let language = Language(name) else { continue }
      let file = folder + "/" + name + "/status.yaml"
      let found = try self.words(try YAMLValue.document(try KnowledgeFolder.text(file), file: file))
      guard found.language == language else {
        throw FileTrouble(file: file, why: "its language is \"\(found.language)\", its folder's \"\(name)\"")
      }
      words.append(found)
    }
    return StatusBook(words)
  }

  static func words(_ document: YAMLValue) throws(FileTrouble) -> StatusWords {
    let map = try document.mapping(["schema", "language", "name", "words"])
    let table = try map.required("words").mapping(Set(StatusWords.Key.allCases.map(\.rawValue)))
    var words: [StatusWords.Key: String] = [:]
    for key in StatusWords.Key.allCases {
      let value = try table.required(key.rawValue)
      let text = try value.string()
      try check(text, has: StatusWords.places[key] ?? [], value)
      words[key] = text
    }
    return StatusWords(
      language: try map.required("language").parsed("language tag") { Language($0) },
      name: try map.required("name").string(), words: words)
  }

  /// A place that is missing hides what should be said; one that nobody fills is printed as it stands.
  private static func check(_ text: String, has places: Set<String>, _ value: YAMLValue) throws(FileTrouble) {
    var found: Set<String> = []
    for piece in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      found.insert(String(piece.prefix { $0 != "}" }))
    }
    for place in places.sorted() where !found.contains(place) { throw value.trouble("{\(place)} is missing") }
    for place in found.sorted() where !places.contains(place) { throw value.trouble("nothing fills {\(place)} here") }
    guard text.contains(where: { !$0.isWhitespace }) else { throw value.trouble("the text is empty") }
  }
}
