import Letters
import Vocabulary

/// Reads the finding sheet's sentences: `sheet.yaml` in each language's folder of `Data/letters`.
enum SheetFolder {
  private static let fileName = "/sheet.yaml"

  static func load(_ folder: String) throws(FileTrouble) -> SheetBook {
    var words: [SheetWords] = []
    for name in try DataFolder.files(folder, ending: "") {
      guard let language = Language(name) else { continue }
      words.append(try sheet("\(folder)/\(name)" + fileName, language))
    }
    guard let book = SheetBook(words) else { throw FileTrouble(file: folder, why: "holds no English") }
    for other in words { try hold(other, against: book.english, file: "\(folder)/\(other.language)" + fileName) }
    return book
  }

  private static func sheet(_ file: String, _ language: Language) throws(FileTrouble) -> SheetWords {
    let texts = try SentenceFile.load(file)
    do throws(SheetWords.Trouble) { return try SheetWords(language: language, texts: texts) } catch {
      throw FileTrouble(file: file, why: "\(error.key): \(error.why)")
    }
  }

  /// A sentence that one language lacks would be found by the person who needs it.
  private static func hold(_ words: SheetWords, against english: SheetWords, file: String) throws(FileTrouble) {
    if let key = english.keys.symmetricDifference(words.keys).min() {
      throw FileTrouble(file: file, why: words.keys.contains(key) ? "\(key): unknown" : "\(key) is missing")
    }
    for key in english.keys.sorted() where words.places(of: key) != english.places(of: key) {
      let wanted = english.places(of: key).sorted().map { "{\($0)}" }.joined(separator: " ")
      throw FileTrouble(file: file, why: "\(key): its places are not \(wanted.isEmpty ? "none" : wanted)")
    }
  }
}
