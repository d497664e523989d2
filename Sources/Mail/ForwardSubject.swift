/// What a subject says of its message by the prefix that a mail program put before it.
package struct ForwardSubject: Sendable, Hashable {
  package let isForward: Bool
  package let isReply: Bool
  /// Forward prefixes: how often the message was passed on, as far as the programs wrote one each.
  package let forwards: Int
  /// Without forward prefixes, however often they are repeated; other prefixes are kept.
  package let stripped: String

  /// Prefixes that are looked at.
  static let longest = 16

  package init(_ subject: String, lexicon: ForwardLexicon) {
    var rest = Substring(subject).trimmedSpaces
    guard Self.mayHoldPrefix(subject) else {
      (isForward, isReply, forwards, stripped) = (false, false, 0, String(rest))
      return
    }
    var forwards = 0
    var reply = false
    for count in 0..<Self.longest {
      var candidate = rest
      // "[External] Fwd: …", "[Fwd: …]"
      var tags = 0
      while candidate.utf8.first == UInt8(ascii: "["), tags < 3,
        let close = candidate.utf8.firstIndex(of: UInt8(ascii: "]"))
      {
        let inner = candidate[candidate.index(after: candidate.startIndex)..<close]
        if let (kind, after) = Self.prefix(of: inner, lexicon), kind == .forward,
          candidate[candidate.index(after: close)...].trimmedSpaces.isEmpty
        {
          candidate = inner[after...]
          if count == 0 { forwards += 1 }
          rest = candidate.trimmedSpaces
          break
        }
        candidate = candidate[candidate.index(after: close)...].trimmedSpaces
        tags += 1
      }
      guard let (kind, after) = Self.prefix(of: candidate, lexicon) else { break }
      guard kind == .forward else {
        if forwards == 0 { reply = true }
        break
      }
      forwards += 1
      rest = candidate[after...].trimmedSpaces
    }
    isForward = forwards > 0
    self.forwards = forwards
    isReply = reply
    stripped = String(rest)
  }

  /// Whether a colon stands in it, or the first byte of a wide one.
  private static func mayHoldPrefix(_ subject: String) -> Bool {
    var subject = subject
    return subject.withUTF8 { bytes in bytes.contains { $0 == UInt8(ascii: ":") || $0 == 0xEF } }
  }

  private enum Kind { case forward, reply }

  /// The prefix that `text` begins with, and where it ends: `Fwd:`, `FW :`, `Re[2]:`, `Redir.:`, `転送：`.
  private static func prefix(of text: Substring, _ lexicon: ForwardLexicon) -> (Kind, Substring.Index)? {
    let head = text.utf8.prefix(48)
    var end = head.startIndex
    var colon: Substring.Index?
    while end < head.endIndex {
      let byte = head[end]
      if byte == UInt8(ascii: ":") {
        colon = head.index(after: end)
        break
      }
      if byte == 0xEF, let second = head.index(end, offsetBy: 2, limitedBy: head.endIndex), second < head.endIndex,
        head[second] == 0x9A
      {
        colon = head.index(after: second)
        break
      }
      end = head.index(after: end)
    }
    guard let colon else { return nil }
    var word = Array(head[..<end])
    while let last = word.last, last == 0x20 || last == UInt8(ascii: ".") { word.removeLast() }
    if word.last == UInt8(ascii: "]") || word.last == UInt8(ascii: ")"),
      let open = word.lastIndex(where: { $0 == 0x5B || $0 == 0x28 }),
      word[(open + 1)...].dropLast().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    {
      word.removeSubrange(open...)
    }
    guard !word.isEmpty else { return nil }
    if lexicon.forwardPrefixes[ForwardKey.of(word)] != nil || lexicon.forwardPrefixes[ForwardKey.exact(word)] != nil {
      return (.forward, colon)
    }
    if lexicon.replyPrefixes.contains(ForwardKey.of(word)) || lexicon.replyPrefixes.contains(ForwardKey.exact(word)) {
      return (.reply, colon)
    }
    return nil
  }
}

extension Substring {
  fileprivate var trimmedSpaces: Substring {
    var text = self
    while let first = text.utf8.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
    while let last = text.utf8.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    return text
  }
}
