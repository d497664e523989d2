import Vocabulary

/// The clauses of one line as found.
struct ReceivedClauses {
  var isUnnamed = false
  var address: IPAddress?
  var hasSender = false
  var places = Received.Places()
}

/// Walks over the words and comments of a Received value once.
struct ReceivedReader {
  private enum Clause { case none, from, by, via, with, id, recipient }
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var clause = Clause.none
  private var expectsValue = false
  private var comments = 0
  var result = ReceivedClauses()

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func read() {
    let end = dateStart()
    while position < end {
      switch bytes[position] {
      case 0...0x20, UInt8(ascii: ";"): position += 1
      case UInt8(ascii: "("): comment(until: end)
      default: word(until: end)
      }
    }
  }

  /// The last semicolon, behind which the date stands; the end where there is none.
  private mutating func dateStart() -> Int {
    guard let semicolon = bytes.lastIndex(of: UInt8(ascii: ";")) else { return bytes.count }
    result.places.date = Received.Place(semicolon + 1..<bytes.count)
    return semicolon
  }

  private mutating func word(until end: Int) {
    var stop = position
    while stop < end, bytes[stop] > 0x20, bytes[stop] != UInt8(ascii: "(") { stop += 1 }
    let range = position..<stop
    position = stop
    guard expectsValue else {
      if let next = keyword(range) {
        clause = next
        expectsValue = true
        comments = 0
        if next == .from { result.hasSender = true }
      }
      return
    }
    expectsValue = false
    switch clause {
    case .from:
      // "[IPv6:…]" and "[192.0.2.1]" are addresses, not names.
      if let address = Self.literal(bytes[range]) { result.address = address } else { result.places.helo = name(range) }
    case .by:
      let name = host(range)
      result.places.by = Received.Place(name ?? range)
      result.places.isNamed = name != nil
    case .with: result.places.with = Received.Place(range)
    case .id: result.places.id = Received.Place(range)
    case .recipient: result.places.recipient = Received.Place(trimmed(range))
    case .via, .none: break
    }
  }

  private func keyword(_ range: Range<Int>) -> Clause? {
    switch range.count {
    case 2 where equals(range, "by"): result.places.by.isEmpty ? .by : nil
    case 2 where equals(range, "id"): result.places.id.isEmpty && clause != .none ? .id : nil
    case 3 where equals(range, "for"): result.places.recipient.isEmpty && clause != .none ? .recipient : nil
    case 3 where equals(range, "via"): .via
    case 4 where equals(range, "from"): clause == .none ? .from : nil
    case 4 where equals(range, "with"): result.places.with.isEmpty && clause != .none ? .with : nil
    default: nil
    }
  }

  private func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
    for offset in 0..<range.count where bytes[range.lowerBound + offset] | 0x20 != word.utf8Start[offset] {
      return false
    }
    return true
  }

  private mutating func comment(until end: Int) {
    let start = position + 1
    var (stop, depth) = (position, 0)
    while stop < end {
      let byte = bytes[stop]
      stop += 1
      if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
      } else if byte == UInt8(ascii: "\\") {
        stop += 1
      }
      if depth == 0 { break }
    }
    position = min(stop, end)
    guard clause == .from, comments < 4 else { return }
    comments += 1
    senderComment(start..<max(start, position - 1))
  }

  /// `(rdns [ip])`, `([ip] helo=name)`, `(HELO name) (ip)`, `(ip)`, `(user@rdns [ip] (may be forged))`.
  private mutating func senderComment(_ range: Range<Int>) {
    var index = range.lowerBound
    var isFirst = true
    var words = 0
    var heloFollows = false
    while index < range.upperBound, words < 8 {
      while index < range.upperBound, isSeparator(bytes[index]) { index += 1 }
      let start = index
      while index < range.upperBound, !isSeparator(bytes[index]) { index += 1 }
      guard index > start else { break }
      words += 1
      var part = start..<index
      if let at = part.last(where: { bytes[$0] == 0x40 }) { part = at + 1..<index }
      if heloFollows {
        nameGiven(part)
        heloFollows = false
      } else if let address = Self.literal(bytes[part]) {
        if result.address == nil { result.address = address }
      } else if part.count == 4, equals(part, "helo") || equals(part, "ehlo") {
        heloFollows = true
      } else if part.count > 5, equals(part.lowerBound..<part.lowerBound + 5, "helo=") {
        nameGiven(part.lowerBound + 5..<part.upperBound)
      } else if isFirst, comments == 1, result.places.reverseName.isEmpty, let name = host(part) {
        if bytes[name].contains(UInt8(ascii: ".")) {
          result.places.reverseName = Received.Place(name)
        } else {
          result.isUnnamed = isUnknown(name)
        }
      } else if isFirst, comments > 1 {
        return
      }
      isFirst = false
    }
  }

  /// The HELO name stands in a comment: then the word after `from` was the reverse name (Exim, qmail).
  private mutating func nameGiven(_ range: Range<Int>) {
    let first = result.places.helo
    if !first.isEmpty, !isUnknown(first.range), result.places.reverseName.isEmpty { result.places.reverseName = first }
    result.places.helo = name(range)
  }

  private func name(_ range: Range<Int>) -> Received.Place {
    host(range).map { Received.Place($0) } ?? Received.Place()
  }

  private func isUnknown(_ name: Range<Int>) -> Bool { name.count == 7 && equals(name, "unknown") }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: ",")
  }

  /// A host name without its final dot; nil for what holds other bytes than names do.
  private func host(_ range: Range<Int>) -> Range<Int>? {
    var range = range
    if let last = range.last, bytes[last] == UInt8(ascii: ".") { range = range.lowerBound..<last }
    guard (1...253).contains(range.count) else { return nil }
    for index in range {
      switch bytes[index] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): break
      default: return nil
      }
    }
    return range
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    if let first = range.first, bytes[first] == UInt8(ascii: "<") { range = first + 1..<range.upperBound }
    if let last = range.last, bytes[last] == UInt8(ascii: ">") { range = range.lowerBound..<last }
    return range
  }

  /// `192.0.2.1`, `[192.0.2.1]:25`, `[IPv6:2001:db8::1]`, `2001:db8::1%eth0`.
  private static func literal(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> IPAddress? {
    var bytes = bytes
    if bytes.first == UInt8(ascii: "[") {
      bytes = bytes.dropFirst()
      if let end = bytes.firstIndex(of: UInt8(ascii: "]")) { bytes = bytes[..<end] }
    }
    guard bytes.count >= 2, bytes.count <= 64 else { return nil }
    if bytes.count > 5, bytes.prefix(5).elementsEqual("ipv6:".utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
      bytes = bytes.dropFirst(5)
    }
    guard let first = bytes.first, first == 0x3A || Hexadecimal.value(first) != nil else { return nil }
    if let zone = bytes.firstIndex(of: UInt8(ascii: "%")) { bytes = bytes[..<zone] }
    return IPAddress(utf8: UnsafeBufferPointer(rebasing: bytes))
  }
}
