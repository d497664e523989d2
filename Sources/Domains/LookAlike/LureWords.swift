/// Knows the words that are put beside a brand to make a false address sound official: login, support, billing.
package struct LureWords: Sendable {
  package let words: [String]
  /// The words' hashes in a table of open addresses, four times as large as needed; 0 is an empty place.
  private let table: [UInt64]
  private let longest: Int

  /// Words of 2 to 20 ASCII letters and digits; others are left out. What a URL itself is made of (`www`, `com`,
  /// `https`) is always among them.
  package init(_ words: some Sequence<String>) {
    var kept: [String] = []
    var hashes: Set<UInt64> = []
    var longest = 0
    for word in Self.structural + Array(words) {
      let bytes = Array(word.lowercased().utf8)
      guard (2...20).contains(bytes.count), bytes.allSatisfy(Self.isWordByte) else { continue }
      if hashes.insert(bytes.reduce(Self.seed, Self.hash)).inserted { kept.append(word.lowercased()) }
      longest = max(longest, bytes.count)
    }
    self.words = kept
    self.longest = longest
    var size = 64
    while size < 4 * hashes.count { size *= 2 }
    var table = [UInt64](repeating: 0, count: size)
    for hash in hashes {
      var place = Self.place(hash, size)
      while table[place] != 0 { place = (place + 1) & (size - 1) }
      table[place] = hash
    }
    self.table = table
  }

  private static let structural = ["www", "http", "https", "com", "net", "org", "web", "mail", "email"]

  /// The bits k for which the label's first k bytes are nothing but lure words, digits and hyphens; bit 0 always.
  /// Labels of up to 63 bytes.
  func prefixes(of label: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var reached: UInt64 = 1
    let count = min(label.count, 63)
    for start in 0..<count where reached & (1 << UInt64(start)) != 0 {
      if Self.isFiller(label[start]) { reached |= 1 << UInt64(start + 1) }
      var hash = Self.seed
      for end in start..<min(count, start + longest) {
        guard Self.isWordByte(label[end]) else { break }
        hash = Self.hash(hash, label[end])
        if end > start, has(hash), end > start + 1 || Self.standsOut(label, start, end) {
          reached |= 1 << UInt64(end + 1)
        }
      }
    }
    return reached
  }

  /// The bits k for which everything from byte k on is lure words, digits and hyphens; the bit of the label's length
  /// always.
  func suffixes(of label: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let count = min(label.count, 63)
    var reached: UInt64 = 1 << UInt64(count)
    for start in stride(from: count - 1, through: 0, by: -1) {
      if Self.isFiller(label[start]), reached & (1 << UInt64(start + 1)) != 0 {
        reached |= 1 << UInt64(start)
        continue
      }
      var hash = Self.seed
      for end in start..<min(count, start + longest) {
        guard Self.isWordByte(label[end]) else { break }
        hash = Self.hash(hash, label[end])
        if end > start, reached & (1 << UInt64(end + 1)) != 0, has(hash),
          end > start + 1 || Self.standsOut(label, start, end)
        {
          reached |= 1 << UInt64(start)
          break
        }
      }
    }
    return reached
  }

  private func has(_ hash: UInt64) -> Bool {
    var place = Self.place(hash, table.count)
    while table[place] != 0 {
      if table[place] == hash { return true }
      place = (place + 1) & (table.count - 1)
    }
    return false
  }

  private static func place(_ hash: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 29) & (size - 1)
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// FNV-1a, 64 bits.
  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Two letters are a word only at the label's edge or between hyphens; elsewhere they are a part of another.
  private static func standsOut(_ label: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if start == 0 || end == label.count - 1 { return true }
    return label[start - 1] == UInt8(ascii: "-") && label[end + 1] == UInt8(ascii: "-")
  }

  private static func isFiller(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
