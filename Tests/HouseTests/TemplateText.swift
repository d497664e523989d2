/// A mustache template taken apart into its tags.
struct TemplateText {
  enum Kind: Equatable { case variable, section, inverted, end, partial, parent, block, raw }

  struct Tag: Equatable {
    let kind: Kind
    let name: String
    let line: Int
  }

  private(set) var tags: [Tag] = []

  init(_ source: String) {
    var line = 1
    for (index, piece) in Self.pieces(source).enumerated() {
      if index > 0, let tag = piece.split(separator: "}}", omittingEmptySubsequences: false).first {
        add(String(tag), line: line)
      }
      line += piece.count { $0 == "\n" }
    }
  }

  private static func pieces(_ source: String) -> [Substring] {
    source.split(separator: "{{", omittingEmptySubsequences: false)
  }

  private mutating func add(_ tag: String, line: Int) {
    let kinds: [Character: Kind] = [
      "#": .section, "^": .inverted, "/": .end, ">": .partial, "<": .parent, "$": .block, "&": .raw, "{": .raw,
      "%": .raw, "=": .raw,
    ]
    guard let first = tag.first, first != "!" else { return }
    let kind = kinds[first] ?? .variable
    let name = (kind == .variable ? tag[...] : tag.dropFirst()).filter { $0 != " " && $0 != "}" }
    tags.append(Tag(kind: kind, name: String(name), line: line))
  }
}
