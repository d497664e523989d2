import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// One header field as byte ranges of the message it stands in; `HeaderBlock.key(of:)` has its name as text.
package struct HeaderField: Sendable, Hashable {
  /// Of its name in lower case: `HeaderName.mark`.
  package let mark: UInt64
  package let nameRange: Range<Int>
  /// After the colon up to, not including, the last line's end; folds included.
  package let valueRange: Range<Int>
  /// The whole field with its final line end, as DKIM signs it.
  package let range: Range<Int>
}

/// The header of a message or part: its fields in order, byte-exact, before any decoding (RFC 5322 section 2.2).
///
/// A class: it is handed about by many, and never changes.
package final class HeaderBlock: Sendable {
  /// The storage that all ranges refer to.
  package let bytes: ArraySlice<UInt8>
  package let fields: [HeaderField]
  /// First byte after the empty line that ends the header.
  package let bodyStart: Int
  package let defects: [Defect]

  /// Reads the header at the start of `bytes`. Line ends are LF or CRLF. A leading mbox `From ` line is skipped.
  /// A line that is no field is passed over where a field follows, else the body starts there.
  package convenience init(_ bytes: ArraySlice<UInt8>) { self.init(bytes, expecting: 64) }

  /// The same, with room for so many fields from the start.
  init(_ bytes: ArraySlice<UInt8>, expecting count: Int) {
    self.bytes = bytes
    var found: [HeaderField] = []
    found.reserveCapacity(min(count, bytes.count / 8 + 1))
    var trouble: [Defect] = []
    bodyStart = bytes.withUnsafeBufferPointer { buffer in
      Self.scan(buffer, base: bytes.startIndex, into: &found, defects: &trouble)
    }
    fields = found
    defects = trouble
  }

  /// Bytes in which a field's colon is looked for.
  private static let longestName = 256

  private static func scan(
    _ buffer: UnsafeBufferPointer<UInt8>, base: Int, into fields: inout [HeaderField], defects: inout [Defect]
  ) -> Int {
    let limit = min(buffer.count, Bounds.headerBytes)
    var line = 0
    if buffer.starts(with: "From ".utf8) || buffer.starts(with: ">From ".utf8) { line = endOfLine(buffer, from: 0) }
    while line < buffer.count {
      guard line < limit else {
        defects.append(Defect(.headerTooLong, "only the first \(Bounds.headerBytes) bytes were read as header"))
        return base + line
      }
      guard fields.count < Bounds.headerFields else {
        defects.append(Defect(.tooManyFields, "only the first \(Bounds.headerFields) were read"))
        return base + bodyAfterHeader(buffer, from: line)
      }
      let first = buffer[line]
      if first == 0x0A { return base + line + 1 }
      if first == 0x0D, line + 1 < buffer.count, buffer[line + 1] == 0x0A { return base + line + 2 }
      var end = endOfLine(buffer, from: line)
      let colon = colonOfField(buffer, in: line..<end)
      // Folded lines belong to this field; a fold that holds white space only is one too (RFC 5322 section 4.2).
      while end < buffer.count, end < limit, buffer[end] == 0x20 || buffer[end] == 0x09 {
        end = endOfLine(buffer, from: end)
      }
      guard let colon else {
        guard fieldFollows(buffer, from: end) else {
          if fields.isEmpty {
            defects.append(Defect(.noHeader))
          } else {
            defects.append(Defect(.garbageInHeader, "body starts without an empty line"))
          }
          return base + line
        }
        if defects.count < 20 { defects.append(Defect(.garbageInHeader, "a line without a field name")) }
        line = end
        continue
      }
      var nameEnd = colon
      while nameEnd > line, buffer[nameEnd - 1] == 0x20 || buffer[nameEnd - 1] == 0x09 { nameEnd -= 1 }
      var valueEnd = end
      if valueEnd > colon + 1, buffer[valueEnd - 1] == 0x0A { valueEnd -= 1 }
      if valueEnd > colon + 1, buffer[valueEnd - 1] == 0x0D { valueEnd -= 1 }
      fields.append(
        HeaderField(
          mark: HeaderName.mark(UnsafeBufferPointer(rebasing: buffer[line..<nameEnd])),
          nameRange: base + line..<base + nameEnd, valueRange: base + colon + 1..<base + valueEnd,
          range: base + line..<base + end))
      line = end
    }
    return base + buffer.count
  }

  /// The index of the colon after a field name (printable ASCII without a space inside, RFC 5322 section 3.6.8), nil where the line is none.
  private static func colonOfField(_ buffer: UnsafeBufferPointer<UInt8>, in line: Range<Int>) -> Int? {
    let limit = min(line.upperBound, line.lowerBound + longestName)
    guard let start = buffer.baseAddress else { return nil }
    var index = line.lowerBound
    while index + 16 <= limit {
      let here = start + index
      let next = ByteScan.first { (here[$0] &- 0x21 < 0x5E ? 0 : 0xFF) | ByteScan.isSame(here[$0], 0x3A) }
      index += next
      if next < 16 { break }
    }
    while index < limit, buffer[index] != 0x3A, buffer[index] &- 0x21 < 0x5E { index += 1 }
    let end = index
    // Blanks may stand between name and colon, and nothing else.
    while index < limit, buffer[index] == 0x20 || buffer[index] == 0x09 { index += 1 }
    return index < limit && buffer[index] == 0x3A && end > line.lowerBound ? index : nil
  }

  private static func fieldFollows(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    guard start < buffer.count, buffer[start] != 0x0A, buffer[start] != 0x0D else { return false }
    return colonOfField(buffer, in: start..<endOfLine(buffer, from: start)) != nil
  }

  private static func bodyAfterHeader(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var line = start
    while line < buffer.count {
      let end = endOfLine(buffer, from: line)
      if end - line == 1 || (end - line == 2 && buffer[line] == 0x0D) { return end }
      line = end
    }
    return buffer.count
  }

  /// The index after the line feed that ends the line at `start`, or the end.
  static func endOfLine(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard start < buffer.count, let address = buffer.baseAddress,
      let found = memchr(address + start, 0x0A, buffer.count - start)
    else { return buffer.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(address) + 1
  }
}

extension HeaderBlock {
  /// The topmost field of that name; `key` in lower case.
  package func first(_ key: String) -> HeaderField? {
    let mark = HeaderName.mark(key)
    for index in fields.indices where fields[index].mark == mark && isNamed(fields[index], key) { return fields[index] }
    return nil
  }

  package func all(_ key: String) -> [HeaderField] {
    let mark = HeaderName.mark(key)
    var found: [HeaderField] = []
    for index in fields.indices where fields[index].mark == mark && isNamed(fields[index], key) {
      found.append(fields[index])
    }
    return found
  }

  func isRepeated(_ key: String) -> Bool {
    let mark = HeaderName.mark(key)
    var isSeen = false
    for index in fields.indices where fields[index].mark == mark && isNamed(fields[index], key) {
      if isSeen { return true }
      isSeen = true
    }
    return false
  }

  /// Whether it has that name; `key` in lower case.
  package func isNamed(_ field: HeaderField, _ key: String) -> Bool {
    let start = field.nameRange.lowerBound - bytes.startIndex
    let isSame = bytes.withUnsafeBufferPointer { bytes in
      key.utf8.withContiguousStorageIfAvailable { key in
        guard field.nameRange.count == key.count, start + key.count <= bytes.count else { return false }
        for offset in 0..<key.count where HeaderName.lower(bytes[start + offset]) != key[offset] { return false }
        return true
      }
    }
    return isSame ?? (self.key(of: field) == key)
  }

  /// The field's name in lower case.
  package func key(of field: HeaderField) -> String {
    bytes[field.nameRange].withUnsafeBufferPointer { String(smallLetters: $0) }
  }

  /// The unfolded value as text, trimmed, not decoded (RFC 2047 words stay). Bytes that are no UTF-8 are read as windows-1252.
  package func value(of field: HeaderField) -> String {
    withUnfolded(field) { Charset.lenient($0) }
  }

  package func value(_ key: String) -> String? { first(key).map(value(of:)) }

  /// The unfolded value with RFC 2047 words decoded, for people to read.
  package func text(of field: HeaderField) -> String { withUnfolded(field) { EncodedWord.decode($0) } }

  package func text(_ key: String) -> String? { first(key).map(text(of:)) }

  /// The value's bytes without line ends and outer white space (RFC 5322 section 2.2.3), at most `Bounds.fieldBytes`.
  package func unfolded(_ field: HeaderField) -> [UInt8] { withUnfolded(field) { Array($0) } }

  /// The same for as long as `body` runs, without a copy where the value stands on one line.
  @inlinable package func withUnfolded<Result>(_ field: HeaderField, _ body: (UnsafeBufferPointer<UInt8>) -> Result)
    -> Result
  {
    let range =
      field.valueRange.lowerBound..<min(field.valueRange.upperBound, field.valueRange.lowerBound + Bounds.fieldBytes)
    return bytes[range].withUnsafeBufferPointer { source in
      if !Self.isFolded(source) { return body(Self.trimmed(source)) }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: source.count) { out in
        body(Self.trimmed(UnsafeBufferPointer(rebasing: out[..<Self.unfold(source, into: out)])))
      }
    }
  }

  /// The same for what says nothing back, which other modules need not have specialised.
  package func readUnfolded(_ field: HeaderField, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    withUnfolded(field, body)
  }

  @usableFromInline static func isFolded(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = value.baseAddress else { return false }
    return memchr(start, 0x0A, value.count) != nil || memchr(start, 0x0D, value.count) != nil
  }

  /// Copies all but CR and LF line by line, and says how many bytes these are; `out` has room for all.
  @usableFromInline static func unfold(
    _ source: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    guard let target = out.baseAddress, let start = source.baseAddress, out.count >= source.count else { return 0 }
    var (count, line) = (0, 0)
    while line < source.count {
      let next = endOfLine(source, from: line)
      var end = next
      while end > line, source[end - 1] == 0x0A || source[end - 1] == 0x0D { end -= 1 }
      if memchr(start + line, 0x0D, end - line) == nil {
        (target + count).update(from: start + line, count: end - line)
        count += end - line
      } else {
        for index in line..<end where source[index] != 0x0D {
          target[count] = source[index]
          count += 1
        }
      }
      line = next
    }
    return count
  }

  @usableFromInline static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}
