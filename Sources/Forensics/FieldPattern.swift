/// What a header value of a service looks like, so that provider files can say it without a regular expression.
///
/// A pattern is literal text with runs in braces: `bounces+{account:digits}-{hex:4}-`. A run is a class and, after a colon, how many
/// bytes: `{digits}` one or more, `{hex:4}` four, `{digits:10+}` ten or more, `{hex:20-25}`. One run may be caught by a name before it:
/// `{account:digits}`. `^` first and `$` last tie it to the value's ends, else it is searched. Letters compare without regard to case, a
/// space stands for any white space, `\` takes the next character as it is. Runs are as long as they can be and nothing is tried
/// again, except `text`, which ends where the following literal begins. So matching is linear, and a hard budget keeps it so.
package struct FieldPattern: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    /// Which of the pattern's `letters`.
    case literal(Range<Int>)
    case space
    case run(ByteClass, least: Int, most: Int, caught: Bool)
    case text(least: Int, caught: Bool)
  }

  /// As written in the provider file.
  package let source: String
  let steps: [Step]
  /// All literals one after the other, so that a step holds no memory of its own.
  private let letters: [UInt8]
  let fromStart: Bool
  let toEnd: Bool

  package enum Malformed: Error, Equatable {
    case empty
    case brace(String)
    case unknownClass(String)
    case badCount(String)
    case twoCaptures
    case startsWithText
  }

  package init(_ source: String) throws(Malformed) {
    self.source = source
    var reader = FieldPatternReader(source)
    steps = try reader.read()
    letters = reader.letters
    fromStart = reader.fromStart
    toEnd = reader.toEnd
  }

  /// Whether a run is caught, as an extractor of accounts or addresses must.
  package var catches: Bool {
    steps.contains {
      switch $0 {
      case .run(_, _, _, let caught), .text(_, let caught): caught
      default: false
      }
    }
  }

  package func matches(_ value: [UInt8]) -> Bool { value.withUnsafeBufferPointer { matches($0) } }

  func matches(_ value: UnsafeBufferPointer<UInt8>) -> Bool { find(value) != nil }

  /// Letters that every value which matches holds, as `letters(of:)` counts them.
  var needs: UInt64 {
    steps.reduce(0) { needs, step in
      guard case .literal(let range) = step else { return needs }
      return letters[range].withUnsafeBufferPointer { needs | Self.letters(of: $0) }
    }
  }

  /// The bytes of a value, large letters as small ones, as a set of 64 bits: several bytes share one.
  static func letters(of value: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var letters: UInt64 = 0
    for byte in value { letters |= 1 << UInt64(lower(byte) & 63) }
    return letters
  }

  /// The bytes that the named run caught; nil where the pattern does not match or catches nothing.
  package func capture(_ value: [UInt8]) -> ArraySlice<UInt8>? {
    guard let range = value.withUnsafeBufferPointer({ find($0) }), !range.isEmpty else { return nil }
    return value[range]
  }

  /// The caught range (empty without a capture) of the first match.
  private func find(_ value: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    letters.withUnsafeBufferPointer { letters in
      steps.withUnsafeBufferPointer {
        find(UnsafeBufferPointer(rebasing: value.prefix(Self.longestValue)), $0, letters)
      }
    }
  }

  private func find(
    _ bytes: UnsafeBufferPointer<UInt8>, _ steps: UnsafeBufferPointer<Step>, _ letters: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    var budget = 16 * bytes.count + 256
    guard !fromStart, let first = steps.first else {
      return attempt(bytes, steps, letters, from: 0, budget: &budget)?.caught
    }
    var start = 0
    while start <= bytes.count, budget > 0 {
      switch first {
      case .literal(let text):
        let letter = letters[text.lowerBound]
        while start < bytes.count, Self.lower(bytes[start]) != letter { start += 1 }
      case .run(let allowed, _, _, _):
        while start < bytes.count, !allowed.contains(bytes[start]) { start += 1 }
      case .space, .text: break
      }
      guard start < bytes.count else { return nil }
      if let found = attempt(bytes, steps, letters, from: start, budget: &budget) { return found.caught }
      start += 1
      // A run that failed at its start fails at every later start inside it, where it has no longest length.
      if case .run(let allowed, _, Int.max, _) = first {
        while start < bytes.count, allowed.contains(bytes[start]) { start += 1 }
      }
    }
    return nil
  }

  private static let longestValue = 8_192

  private func attempt(
    _ bytes: UnsafeBufferPointer<UInt8>, _ steps: UnsafeBufferPointer<Step>, _ letters: UnsafeBufferPointer<UInt8>,
    from start: Int, budget: inout Int
  ) -> (caught: Range<Int>, end: Int)? {
    var position = start
    var caught = 0..<0
    for index in steps.indices {
      switch steps[index] {
      case .literal(let text):
        budget -= text.count
        guard Self.stands(letters, text, in: bytes, at: position) else { return nil }
        position += text.count
      case .space:
        let begun = position
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
          position += 1
        }
        budget -= position - begun + 1
        guard position > begun else { return nil }
      case .run(let allowed, let least, let most, let isCaught):
        let begun = position
        let limit = most < bytes.count - begun ? begun + most : bytes.count
        while position < limit, allowed.contains(bytes[position]) { position += 1 }
        budget -= position - begun + 1
        guard position - begun >= least, budget > 0 else { return nil }
        if isCaught { caught = begun..<position }
      case .text(let least, let isCaught):
        let begun = position
        position = min(begun + least, bytes.count)
        guard position - begun >= least else { return nil }
        if index + 1 < steps.count {
          while position < bytes.count, !Self.begins(steps[index + 1], letters, bytes, at: position) {
            position += 1
            budget -= 1
          }
          guard position < bytes.count, budget > 0 else { return nil }
        } else {
          budget -= bytes.count - position
          position = bytes.count
        }
        if isCaught { caught = begun..<position }
      }
    }
    return toEnd && position != bytes.count ? nil : (caught, position)
  }

  private static func begins(
    _ step: Step, _ letters: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Bool {
    switch step {
    case .literal(let text): stands(letters, text, in: bytes, at: position)
    case .space: bytes[position] == 0x20 || bytes[position] == 0x09
    case .run(let allowed, _, _, _): allowed.contains(bytes[position])
    case .text: true
    }
  }

  private static func stands(
    _ letters: UnsafeBufferPointer<UInt8>, _ text: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Bool {
    guard position + text.count <= bytes.count else { return false }
    let shift = position - text.lowerBound
    for index in text where lower(bytes[index + shift]) != letters[index] { return false }
    return true
  }

  static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
