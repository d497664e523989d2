/// Where each message of a mailbox file begins and ends, found piece by piece: such files are larger than memory.
///
/// A message begins at a line `From ` at the start of the file or behind an empty line (RFC 4155, the mboxrd and mboxo forms), and at one without
/// an empty line before it where it has the whole form with address and date. `Content-Length` is not believed: the sender can write one.
package struct MboxSplitter: Sendable {
  /// Offsets into the whole file, from the first byte of the message to the empty line before the next `From ` line.
  /// The `From ` line itself is not part of it.
  package struct Span: Sendable, Hashable {
    /// 1 for the first message.
    package let index: Int
    package let range: Range<Int>
  }

  private enum Line { case start, matching(Int), whole([UInt8]), other }

  private static let mark = Array("From ".utf8)

  private var position = 0
  private var line = Line.start
  /// Whether the line before was empty, or there was none.
  private var afterBlank = true
  private var lineStart = 0
  private var lineIsBlank = true
  /// End of the last line before the empty ones.
  private var filledEnd = 0
  private var messageStart: Int?
  private var inMark = false
  private var count = 0

  package init() {}

  /// Whether a file's first bytes say that it is a mailbox.
  package static func isMailbox(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: mark) }

  /// Takes the file's next bytes; the messages that ended in them.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) -> [Span] {
    var found: [Span] = []
    for byte in bytes {
      step(byte, &found)
      position += 1
    }
    return found
  }

  package mutating func add(_ bytes: some Sequence<UInt8>) -> [Span] {
    var found: [Span] = []
    for byte in bytes {
      step(byte, &found)
      position += 1
    }
    return found
  }

  /// The last message, at the end of the file.
  package mutating func finish() -> Span? {
    line = .other
    if !lineIsBlank, position > lineStart { filledEnd = position }
    return close()
  }

  @inline(__always) private mutating func step(_ byte: UInt8, _ found: inout [Span]) {
    if byte == 0x0A {
      if case .whole(let text) = line, Self.isWhole(text) {
        if let span = close() { found.append(span) }
        inMark = true
      }
      if inMark {
        inMark = false
        messageStart = position + 1
        filledEnd = position + 1
        afterBlank = false
      } else {
        afterBlank = lineIsBlank
        if !lineIsBlank { filledEnd = position + 1 }
      }
      line = .start
      lineIsBlank = true
      lineStart = position + 1
      return
    }
    switch line {
    case .other: break
    case .whole(var text):
      line = .other
      if text.count < Self.longest {
        text.append(byte)
        line = .whole(text)
      }
    case .start:
      line = byte == Self.mark[0] ? .matching(1) : .other
    case .matching(let matched):
      if byte != Self.mark[matched] {
        line = .other
      } else if matched == 4, !afterBlank {
        line = .whole([])
      } else if matched == 4 {
        if let span = close() { found.append(span) }
        inMark = true
        line = .other
      } else {
        line = .matching(matched + 1)
      }
    }
    if byte != 0x0D { lineIsBlank = false }
  }

  /// Bytes of a `From ` line behind its first word that are looked at.
  private static let longest = 200
  private static let weekdays = Set(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
  private static let months = Set(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])

  /// `jane@client.example Tue Nov 11 14:04:00 2014`, a zone allowed before or behind the year.
  private static func isWhole(_ text: [UInt8]) -> Bool {
    let words = text.split { $0 <= 0x20 }.prefix(8).map { String(decoding: $0, as: UTF8.self) }
    return (6...7).contains(words.count) && weekdays.contains(words[1]) && months.contains(words[2])
      && Int(words[3]).map { (1...31).contains($0) } == true
      && words[4].utf8.contains(UInt8(ascii: ":")) && words[5...].contains { $0.utf8.count == 4 && Int($0) != nil }
  }

  private mutating func close() -> Span? {
    guard let start = messageStart else { return nil }
    messageStart = nil
    count += 1
    return Span(index: count, range: start..<max(start, filledEnd))
  }

  /// The message as it was before it was put into the mailbox: of each line of `>`s and `From `, one `>` less (mboxrd).
  /// An mboxo file's own `>From ` lines cannot be told from that.
  package static func unescaped(_ message: some Collection<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(message.count)
    var quotes = 0
    var atStart = true
    var pending: [UInt8] = []
    for byte in message {
      if atStart {
        if byte == UInt8(ascii: ">"), pending.count == quotes {
          quotes += 1
          pending.append(byte)
          continue
        }
        if quotes > 0, pending.count - quotes < mark.count, byte == mark[pending.count - quotes] {
          pending.append(byte)
          if pending.count - quotes == mark.count {
            out += pending.dropFirst()
            (pending, quotes, atStart) = ([], 0, false)
          }
          continue
        }
        out += pending
        (pending, quotes, atStart) = ([], 0, false)
      }
      out.append(byte)
      if byte == 0x0A { atStart = true }
    }
    return out + pending
  }
}
