/// Rules for every floor's code: what may not be written, and how large a file may grow.
enum Manners {
  static let longest = 400
  static let askedForTwoRooms = 250
  static let median = 150

  static let emptyNames: Set<String> = [
    "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Core", "Extension",
    "Extensions",
  ]

  static func lines(of source: String) -> Int { source.utf8.count { $0 == UInt8(ascii: "\n") } }

  static func median(of sizes: [Int]) -> Int { sizes.isEmpty ? 0 : sizes.sorted()[sizes.count / 2] }

  /// `HTTPUtilBox` -> HTTP, Util, Box.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    let letters = Array(name)
    for (index, letter) in letters.enumerated() {
      let afterSmall = index > 0 && !letters[index - 1].isUppercase
      let beforeSmall = index + 1 < letters.count && letters[index + 1].isLowercase
      if words.isEmpty || (letter.isUppercase && (afterSmall || beforeSmall)) || !letter.isLetter {
        words.append("")
      }
      words[words.count - 1].append(letter)
    }
    return words
  }

  static func isEmptyName(_ name: String) -> Bool { words(of: name).contains { emptyNames.contains($0) } }

  /// Names of the types that the file declares.
  static func types(in text: SwiftText) -> [(name: String, line: Int)] {
    let kinds: Set<String> = ["struct", "class", "enum", "protocol", "actor", "typealias"]
    let tokens = text.tokens
    return tokens.indices.dropFirst().compactMap { index in
      kinds.contains(tokens[index - 1].text) && tokens[index].text.first?.isLetter == true
        ? (tokens[index].text, tokens[index].line) : nil
    }
  }

  static func breaches(in text: SwiftText, of module: String) -> [Breach] {
    let code = text.tokens.indices.compactMap { breach(at: $0, of: text.tokens) }
    let notes = text.comments.filter { $0.text.contains("TODO") || $0.text.contains("FIXME") }
      .map { Breach("work left undone", line: $0.line) }
    let names = types(in: text).compactMap { type -> Breach? in
      if type.name == module, !FloorPlan.programs.contains(module) {
        return Breach("type \(type.name) is named as its module", line: type.line)
      }
      return isEmptyName(type.name) ? Breach("\(type.name) says nothing", line: type.line) : nil
    }
    return code + notes + names
  }

  private static func breach(at index: Int, of tokens: [SwiftText.Token]) -> Breach? {
    let token = tokens[index]
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    let before = index > 0 ? tokens[index - 1].text : ""
    switch token.text {
    case "public": return Breach("public; floors see each other by package", line: token.line)
    case "fatalError": return Breach("fatalError", line: token.line)
    case "!" where token.glued && !(next?.text == "=" && next?.glued == true):
      if before == "try" || before == "as" { return Breach("\(before)!", line: token.line) }
      let last = before.unicodeScalars.last
      let value =
        before != "import"
        && (before == ")" || before == "]" || before == "}" || before == "?" || before == "`"
          || last?.properties.isAlphabetic == true || last?.properties.numericType != nil)
      return value && before.first != "\"" ? Breach("force unwrap", line: token.line) : nil
    default: return nil
    }
  }

  /// SQL, by the openings of its statements in strings.
  static func queries(in text: SwiftText) -> [Breach] {
    let openings = [
      "SELECT ", "INSERT INTO ", "INSERT OR ", "DELETE FROM ", "UPDATE ", "CREATE TABLE ", "CREATE INDEX ", "PRAGMA ",
    ]
    return text.strings.filter { string in
      let start = string.text.drop { $0 == " " || $0 == "\n" }
      return openings.contains { start.hasPrefix($0) }
    }.map { Breach("SQL outside of Store", line: $0.line) }
  }
}
