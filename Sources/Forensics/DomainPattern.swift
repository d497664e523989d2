import Mail
import Vocabulary

/// Which domain names a service owns, in forms that nobody else can register into: no wildcards.
package enum DomainPattern: Sendable, Hashable {
  case exact(String)
  /// The name itself and everything below it.
  case suffix(String)
  /// A registrable name in a numbered series, `mkt1234.com`, or a name below it. Anyone may register the next number: never proof, only a hint.
  case digits(prefix: String, suffix: String)

  /// Both names in lower-case ASCII.
  package func matches(_ name: String) -> Bool {
    switch self {
    case .exact(let own): return name == own
    case .suffix(let own): return DomainName.isWithin(name, own)
    case .digits(let prefix, let suffix):
      let (bytes, end) = (name.utf8, suffix.utf8)
      guard bytes.count > end.count, bytes.suffix(end.count).elementsEqual(end) else {
        return false
      }
      let stem = bytes.dropLast(end.count)
      let label =
        stem.lastIndex(of: UInt8(ascii: ".")).map { stem[stem.index(after: $0)...] } ?? stem
      guard label.starts(with: prefix.utf8) else { return false }
      let number = label.dropFirst(prefix.utf8.count)
      return (1...9).contains(number.count) && number.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
  }

  package var proves: Bool {
    if case .digits = self { false } else { true }
  }
}

/// Finds which of many patterns a name falls under in one pass over its bytes from the end; the longest suffix wins.
struct DomainIndex<Value: Sendable>: Sendable {
  private struct Entry {
    let name: [UInt8]
    let hash: UInt64
    let isExact: Bool
    var values: [Value]
  }

  private var entries: [Entry] = []
  /// Open addresses: the number of an entry, -1 for none. Twice as large as needed at least.
  private var table = [Int32](repeating: -1, count: 16)
  private var numbered: [(pattern: DomainPattern, value: Value)] = []

  mutating func add(_ pattern: DomainPattern, _ value: Value) {
    switch pattern {
    case .exact(let name): add(Array(name.utf8), isExact: true, value)
    case .suffix(let name): add(Array(name.utf8), isExact: false, value)
    case .digits: numbered.append((pattern, value))
    }
  }

  private mutating func add(_ name: [UInt8], isExact: Bool, _ value: Value) {
    let hash = name.reversed().reduce(Self.seed, Self.hash)
    if let known = entries.firstIndex(where: { $0.isExact == isExact && $0.name == name }) {
      entries[known].values.append(value)
      return
    }
    entries.append(Entry(name: name, hash: hash, isExact: isExact, values: [value]))
    if 2 * entries.count > table.count { table = [Int32](repeating: -1, count: 2 * table.count) }
    // After growing all are put in anew, else the last alone.
    let placed = table.contains { $0 >= 0 } ? entries.count - 1..<entries.count : entries.indices
    for number in placed {
      var place = Self.place(entries[number].hash, table.count)
      while table[place] >= 0 { place = (place + 1) & (table.count - 1) }
      table[place] = Int32(number)
    }
  }

  /// The owners by a pattern that proves. `name` in lower-case ASCII.
  func owners(of name: String) -> [Value] {
    var found: Int?
    visit(name) { entry, _ in
      // They come from the shortest to the longest, and an exact name after all suffixes.
      found = entry
    }
    return found.map { entries[$0].values } ?? []
  }

  /// The same for the host that took a mail.
  func owners(of line: Received) -> [Value] {
    var found: Int?
    if line.withHost({ visit(utf8: $0, foldingCase: true) { entry, _ in found = entry } }) == nil {
      return line.by.map { owners(of: $0) } ?? []
    }
    return found.map { entries[$0].values } ?? []
  }

  /// Every owner by any pattern, a numbered series included, the longest suffix alone or not.
  func allOwners(of name: String) -> [Value] {
    var found: [Value] = []
    visit(name) { entry, _ in found += entries[entry].values }
    return numbered.isEmpty ? found : found + seriesOwners(of: name)
  }

  /// The least of `allOwners`.
  func leastOwner(of name: String) -> Value? where Value: Comparable {
    var least: Value?
    visit(name) { entry, _ in
      for value in entries[entry].values where least.map({ value < $0 }) ?? true { least = value }
    }
    for value in seriesOwners(of: name) where least.map({ value < $0 }) ?? true { least = value }
    return least
  }

  private func visit(_ name: String, _ body: (_ entry: Int, _ isExact: Bool) -> Void) {
    var name = name
    name.withUTF8 { visit(utf8: $0, foldingCase: false, body) }
  }

  private func visit(
    utf8 bytes: UnsafeBufferPointer<UInt8>, foldingCase: Bool, _ body: (_ entry: Int, _ isExact: Bool) -> Void
  ) {
    var hash = Self.seed
    var index = bytes.count
    while index > 0 {
      index -= 1
      hash = Self.hash(hash, foldingCase ? FieldPattern.lower(bytes[index]) : bytes[index])
      guard index == 0 || bytes[index - 1] == UInt8(ascii: ".") else { continue }
      let label = UnsafeBufferPointer(rebasing: bytes[index...])
      if let entry = entry(label, hash, isExact: false, foldingCase) { body(entry, false) }
      if index == 0, let entry = entry(label, hash, isExact: true, foldingCase) { body(entry, true) }
    }
  }

  private func entry(_ name: UnsafeBufferPointer<UInt8>, _ hash: UInt64, isExact: Bool, _ foldingCase: Bool) -> Int? {
    var place = Self.place(hash, table.count)
    while table[place] >= 0 {
      let number = Int(table[place])
      if entries[number].hash == hash, entries[number].isExact == isExact,
        entries[number].name.elementsEqual(name, by: { $0 == (foldingCase ? FieldPattern.lower($1) : $1) })
      {
        return number
      }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  private static func place(_ hash: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
  }

  private static var seed: UInt64 { 0xCBF2_9CE4_8422_2325 }

  /// FNV-1a, 64 bits.
  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// The owners of a numbered series, which proves nothing.
  func seriesOwners(of name: String) -> [Value] {
    var found: [Value] = []
    guard !numbered.isEmpty, name.utf8.contains(where: { $0 &- 0x30 < 10 }) else { return found }
    for index in numbered.indices where numbered[index].pattern.matches(name) {
      found.append(numbered[index].value)
    }
    return found
  }
}
