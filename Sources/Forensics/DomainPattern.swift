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
      guard name.hasSuffix(suffix) else { return false }
      let stem = name.dropLast(suffix.count)
      let label = stem.lastIndex(of: ".").map { stem[stem.index(after: $0)...] } ?? stem
      guard label.hasPrefix(prefix) else { return false }
      let number = label.utf8.dropFirst(prefix.utf8.count)
      return (1...9).contains(number.count) && number.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
  }

  package var proves: Bool {
    if case .digits = self { false } else { true }
  }
}

/// Finds which of many patterns a name falls under by one hash look-up a label; the longest suffix wins.
struct DomainIndex<Value: Sendable>: Sendable {
  private var exact: [String: [Value]] = [:]
  private var suffixes: [String: [Value]] = [:]
  private var numbered: [(pattern: DomainPattern, value: Value)] = []

  mutating func add(_ pattern: DomainPattern, _ value: Value) {
    switch pattern {
    case .exact(let name): exact[name, default: []].append(value)
    case .suffix(let name): suffixes[name, default: []].append(value)
    case .digits: numbered.append((pattern, value))
    }
  }

  /// The owners by a pattern that proves. `name` in lower-case ASCII.
  func owners(of name: String) -> [Value] {
    if let found = exact[name] { return found }
    var rest = Substring(name)
    for _ in 0..<12 {
      if let found = suffixes[String(rest)] { return found }
      guard let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) else { break }
      rest = rest[rest.utf8.index(after: dot)...]
    }
    return []
  }

  /// The owners of a numbered series, which proves nothing.
  func seriesOwners(of name: String) -> [Value] {
    numbered.isEmpty ? [] : numbered.filter { $0.pattern.matches(name) }.map(\.value)
  }
}
