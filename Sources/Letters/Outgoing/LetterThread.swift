import Mail

/// The conversation that a letter belongs to: ids out of somebody's header, of which only well-formed ones are kept.
package struct LetterThread: Sendable, Hashable {
  /// In angle brackets.
  package let inReplyTo: String?
  package let references: [String]

  package static let none = LetterThread(inReplyTo: nil, references: [])
  static let longestID = 250
  /// The first id, and so many of the last.
  static let lastKept = 9

  private init(inReplyTo: String?, references: [String]) {
    self.inReplyTo = inReplyTo
    self.references = references
  }

  /// Of an answer to `message` (RFC 5322 section 3.6.4).
  package init(answering message: Message) {
    let own = Self.ids(message, "message-id").first
    var before = Self.ids(message, "references")
    if before.isEmpty { before = Array(Self.ids(message, "in-reply-to").prefix(1)) }
    let all = (before + [own].compactMap(\.self)).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let kept = all.count > Self.lastKept + 1 ? all.prefix(1) + all.suffix(Self.lastKept) : all[...]
    self.init(inReplyTo: own, references: own == nil ? [] : Array(kept))
  }

  private static func ids(_ message: Message, _ key: String) -> [String] {
    guard let field = message.header.first(key) else { return [] }
    return message.header.unfolded(field).prefix(8_000).split(separator: 0x3C, maxSplits: 100).compactMap { piece in
      guard let end = piece.firstIndex(of: 0x3E) else { return nil }
      return isID(piece[..<end]) ? "<" + String(decoding: piece[..<end], as: UTF8.self) + ">" : nil
    }
  }

  private static func isID(_ text: ArraySlice<UInt8>) -> Bool {
    let sides = text.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return text.count <= longestID && sides.count == 2 && sides.allSatisfy { !$0.isEmpty }
      && text.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"(),:;[\\]".utf8.contains($0) }
  }
}
