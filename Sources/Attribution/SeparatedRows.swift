/// Splits the bytes of a CSV file into rows (RFC 4180), keeping only where the wanted fields lie.
///
/// A quote that is never closed, or closed in the middle of a field, costs its own line only: reading goes on at the next one.
struct SeparatedRows {
  /// Where a field lies, its quotes left out.
  struct Field {
    var start = 0
    var end = 0
    /// It holds `""` for a quote.
    var escaped = false
  }

  enum Trouble { case unclosedQuote, textAfterQuote, nul }

  /// Bytes that one row may span; a quote open for longer was never closed.
  static let longestRow = 1 << 16

  let bytes: UnsafeRawBufferPointer
  let separator: UInt8
  /// For each column which of the wanted fields it is, or -1.
  let wanted: [Int]

  private(set) var position: Int
  /// Of the row just read, from 1.
  private(set) var line = 0
  private var nextLine: Int
  private(set) var fields: [Field]
  private(set) var fieldCount = 0
  /// Fields beyond the known columns that are not empty.
  private(set) var surplus = 0
  private(set) var trouble: Trouble?

  init(_ bytes: UnsafeRawBufferPointer, from position: Int, line: Int, separator: UInt8, wanted: [Int]) {
    self.bytes = bytes
    self.position = position
    nextLine = line
    self.separator = separator
    self.wanted = wanted
    fields = Array(repeating: Field(), count: (wanted.max() ?? -1) + 1)
  }

  /// Reads the next row; false at the end. An empty line is a row without fields.
  mutating func next() -> Bool {
    let end = bytes.count
    guard position < end else { return false }
    line = nextLine
    fieldCount = 0
    surplus = 0
    trouble = nil
    let rowStart = position
    var at = position
    var lines = 1
    for index in fields.indices { fields[index] = Field() }
    if lineEnds(at) {
      position = afterLineEnd(at)
      nextLine += 1
      return true
    }
    while true {
      var field = Field()
      if at < end, bytes[at] == UInt8(ascii: "\"") {
        at += 1
        field.start = at
        let limit = min(end, rowStart + Self.longestRow)
        var closed = false
        while at < limit {
          let byte = bytes[at]
          if byte == UInt8(ascii: "\"") {
            if at + 1 < end, bytes[at + 1] == UInt8(ascii: "\"") {
              field.escaped = true
              at += 2
              continue
            }
            closed = true
            break
          }
          if byte == 0x0A { lines += 1 }
          if byte == 0 { trouble = .nul }
          at += 1
        }
        guard closed else { return recover(from: rowStart, .unclosedQuote) }
        field.end = at
        at += 1
        guard at == end || bytes[at] == separator || lineEnds(at) else {
          return recover(from: rowStart, .textAfterQuote)
        }
      } else {
        field.start = at
        while at < end {
          let byte = bytes[at]
          if byte == separator || byte == 0x0A { break }
          if byte == 0 { trouble = .nul }
          at += 1
        }
        field.end = at
        if field.end > field.start, at == end || bytes[at] == 0x0A, bytes[at - 1] == 0x0D { field.end -= 1 }
      }
      if fieldCount < wanted.count {
        let slot = wanted[fieldCount]
        if slot >= 0 { fields[slot] = field }
      } else if field.end > field.start {
        surplus += 1
      }
      fieldCount += 1
      if at < end, bytes[at] == separator {
        at += 1
        continue
      }
      position = afterLineEnd(at)
      nextLine += lines
      return true
    }
  }

  /// The bytes of a field, `""` undone and outer blanks dropped.
  func text(_ field: Field) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(field.end - field.start)
    var at = field.start
    while at < field.end {
      result.append(bytes[at])
      at += field.escaped && bytes[at] == UInt8(ascii: "\"") ? 2 : 1
    }
    return result
  }

  private func lineEnds(_ at: Int) -> Bool {
    guard at < bytes.count else { return true }
    return bytes[at] == 0x0A || bytes[at] == 0x0D && (at + 1 == bytes.count || bytes[at + 1] == 0x0A)
  }

  private func afterLineEnd(_ at: Int) -> Int {
    guard at < bytes.count else { return at }
    return min(bytes.count, at + (bytes[at] == 0x0D ? 2 : 1))
  }

  private mutating func recover(from rowStart: Int, _ trouble: Trouble) -> Bool {
    self.trouble = trouble
    var at = rowStart
    while at < bytes.count, bytes[at] != 0x0A { at += 1 }
    position = min(bytes.count, at + 1)
    nextLine += 1
    fieldCount = 0
    return true
  }
}
