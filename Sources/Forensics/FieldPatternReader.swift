/// Reads a pattern as it is written in a provider file.
struct FieldPatternReader {
  private let bytes: [UInt8]
  private(set) var letters: [UInt8] = []
  private(set) var fromStart = false
  private(set) var toEnd = false

  init(_ source: String) { bytes = Array(source.utf8) }

  mutating func read() throws(FieldPattern.Malformed) -> [FieldPattern.Step] {
    var steps: [FieldPattern.Step] = []
    var literal = 0
    var caught = false
    var position = 0
    func flush() {
      if literal < letters.count { steps.append(.literal(literal..<letters.count)) }
      literal = letters.count
    }
    if bytes.first == UInt8(ascii: "^") {
      fromStart = true
      position = 1
    }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\\") where position < bytes.count:
        letters.append(FieldPattern.lower(bytes[position]))
        position += 1
      case UInt8(ascii: "$") where position == bytes.count: toEnd = true
      case 0x20:
        flush()
        if steps.last != .space { steps.append(.space) }
      case UInt8(ascii: "}"): throw .brace("} without {")
      case UInt8(ascii: "{"):
        flush()
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else {
          throw .brace("{ without }")
        }
        let step = try Self.run(String(decoding: bytes[position..<end], as: UTF8.self))
        if step.caught {
          guard !caught else { throw .twoCaptures }
          caught = true
        }
        steps.append(step.step)
        position = end + 1
      default: letters.append(FieldPattern.lower(byte))
      }
    }
    flush()
    guard let first = steps.first else { throw .empty }
    if case .text = first, !fromStart, steps.count > 1 { throw .startsWithText }
    return steps
  }

  private static func run(_ content: String) throws(FieldPattern.Malformed) -> (
    step: FieldPattern.Step, caught: Bool
  ) {
    var words = content.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    var caught = false
    if let first = words.first, first == "account" || first == "ip", words.count > 1,
      Int(words[1].prefix(1)) == nil
    {
      caught = true
      words.removeFirst()
    }
    guard let name = words.first, words.count <= 2 else { throw .unknownClass(content) }
    var (least, most) = (1, Int.max)
    if words.count == 2 {
      let count = words[1]
      let bounds = count.split(separator: "-", omittingEmptySubsequences: false)
      if count.hasSuffix("+"), let value = Int(count.dropLast()) {
        least = value
      } else if bounds.count == 2, let from = Int(bounds[0]), let to = Int(bounds[1]), from <= to {
        (least, most) = (from, to)
      } else if let value = Int(count) {
        (least, most) = (value, value)
      } else {
        throw .badCount(content)
      }
      guard (1...512).contains(least), most >= least else { throw .badCount(content) }
    }
    if name == "text" { return (.text(least: least, caught: caught), caught) }
    guard let allowed = ByteClass(name) else { throw .unknownClass(name) }
    return (.run(allowed, least: least, most: most, caught: caught), caught)
  }
}
