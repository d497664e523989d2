import Letters
import Vocabulary

/// Reads `Data/interface`: one YAML file a language, each key a sentence of the pages.
package enum InterfaceFolder {
  /// `first` languages come first, in their order.
  package static func load(_ root: String, first: [Language] = [], zone: ClockZone = .utc) throws(FileTrouble)
    -> Interface
  {
    let folder = root + "/interface"
    var found: [InterfaceWords] = []
    for name in try DataFolder.files(folder, ending: ".yaml") {
      found.append(try words(folder + "/" + name, language: String(name.dropLast(".yaml".count)), zone))
    }
    let order = first.map(\.tag) + ["en"]
    func place(_ words: InterfaceWords) -> Int {
      order.firstIndex { $0 == words.language.tag || $0.hasPrefix(words.language.tag + "-") } ?? order.count
    }
    found.sort { (place($0), $0.language.tag) < (place($1), $1.language.tag) }
    guard let interface = Interface(found) else { throw FileTrouble(file: folder, why: "holds no language") }
    return interface
  }

  private static func words(_ file: String, language tag: String, _ zone: ClockZone) throws(FileTrouble)
    -> InterfaceWords
  {
    guard let language = Language(tag) else { throw FileTrouble(file: file, why: "\"\(tag)\" is no language tag") }
    return InterfaceWords(language: language, texts: try SentenceFile.load(file), zone: zone)
  }
}
