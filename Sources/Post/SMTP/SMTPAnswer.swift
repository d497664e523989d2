/// One answer of a mail server to a command (RFC 5321 section 4.2): its code and the words of its lines.
struct SMTPAnswer: Equatable {
  /// 200 to 599.
  let code: Int
  /// Without the codes.
  let lines: [String]

  /// As it is kept: code and words on one line, at most 500 bytes of it.
  var text: String {
    let words = "\(code) \(lines.joined(separator: " "))"
    if words.utf8.count <= 500, words.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return words }
    return String(
      words.unicodeScalars.prefix(500).map { $0.properties.generalCategory == .control ? " " : Character($0) })
  }

  var isPositive: Bool { (200..<300).contains(code) }
  var goesOn: Bool { (300..<400).contains(code) }
  var isLater: Bool { (400..<500).contains(code) }
}

/// Cuts what a server says into answers, however its bytes arrive.
struct SMTPAnswerReader {
  struct Broken: Error, Equatable { let why: String }

  private var rest: [UInt8] = []
  private var start = 0
  private var code: Int?
  private var lines: [String] = []

  /// RFC 5321 section 4.5.3.1.5 allows 512 bytes.
  static let longestLine = 4_096
  static let mostLines = 100

  mutating func take(_ bytes: some Sequence<UInt8>) {
    if start > 0 {
      rest.removeFirst(start)
      start = 0
    }
    rest += bytes
  }

  /// The next whole answer, or nil until more has come.
  mutating func next() throws(Broken) -> SMTPAnswer? {
    while let end = rest[start...].firstIndex(of: 0x0A) {
      guard end - start <= Self.longestLine else { throw Broken(why: "it sent a line without end") }
      var line = rest[start..<end]
      start = end + 1
      if line.last == 0x0D { line.removeLast() }
      if let answer = try read(line) { return answer }
    }
    guard rest.count - start <= Self.longestLine else { throw Broken(why: "it sent a line without end") }
    return nil
  }

  private mutating func read(_ line: ArraySlice<UInt8>) throws(Broken) -> SMTPAnswer? {
    let digits = line.prefix(3)
    let mark = line.dropFirst(3).first
    guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      mark == nil || mark == 0x20 || mark == 0x2D
    else { throw Broken(why: "what it said is no answer") }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard (200..<600).contains(number), code == nil || code == number else {
      throw Broken(why: "what it said is no answer")
    }
    lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
    guard mark != 0x2D else {
      guard lines.count < Self.mostLines else { throw Broken(why: "it sent an answer without end") }
      code = number
      return nil
    }
    defer { (code, lines) = (nil, []) }
    return SMTPAnswer(code: number, lines: lines)
  }
}
