/// A sentence of a letter with named places to fill; nothing else in it is looked at.
package struct PlacedText<Slot>: Sendable, Hashable
where Slot: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
  enum Piece: Sendable, Hashable {
    case text(String)
    case slot(Slot)
  }

  let pieces: [Piece]

  /// What is wrong with a text, in words.
  package struct Trouble: Error, Sendable, Hashable { package let why: String }

  /// `{organization}` is a place; a brace alone, a place that `allowed` does not have, or a missing one of `wanted` is trouble.
  package init(
    _ text: String, allowed: Set<Slot> = Set(Slot.allCases), wanted: Set<Slot> = []
  ) throws(Trouble) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw Trouble(why: "a brace without its other half")
      }
      let name = rest[rest.index(after: open)..<close]
      let known = allowed.map(\.rawValue).sorted().joined(separator: ", ")
      guard let slot = Slot(rawValue: String(name)), allowed.contains(slot) else {
        throw Trouble(why: "unknown place {\(name)} (known here: \(known.isEmpty ? "none" : known))")
      }
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.slot(slot))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    guard text.contains(where: { !$0.isWhitespace }) else { throw Trouble(why: "the text is empty") }
    guard !text.contains(where: \.isNewline) else { throw Trouble(why: "a paragraph is one line: fold it with >-") }
    for slot in wanted where !pieces.contains(.slot(slot)) { throw Trouble(why: "{\(slot.rawValue)} is missing") }
    self.pieces = pieces
  }

  /// In the order in which they stand.
  package var slots: [Slot] {
    pieces.compactMap { if case .slot(let slot) = $0 { slot } else { nil } }
  }

  func filled(_ values: (Slot) -> String) -> String {
    pieces.reduce(into: "") { out, piece in
      switch piece {
      case .text(let text): out += text
      case .slot(let slot): out += values(slot)
      }
    }
  }
}
