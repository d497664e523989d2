import Glibc
import Vocabulary

/// Every address that any member list names, once, so that ten million holdings are ten million small numbers.
///
/// Addresses lie one after another in one block of UTF-8; an open-addressing table holds 32 bits of hash beside the number of each.
/// Numbers are given in the order of first sight, so nothing that comes out depends on the hash.
package struct AddressBook: Sendable {
  /// `hash << 32 | number + 1`; zero is a free slot. A power of two long, at most three quarters full.
  private var slots: [UInt64]
  private var shift: UInt64
  private var text: [UInt8] = []
  /// Where each address starts in `text`, and where the last one ends.
  private var starts: [UInt32] = [0]
  /// Scratch of the addresses being interned together.
  private var tags: [UInt32] = []
  private var asked: [UInt64] = []

  package init() {
    slots = Array(repeating: 0, count: 1024)
    shift = 32 - 10
  }

  package var count: Int { starts.count - 1 }
  package var isEmpty: Bool { count == 0 }

  /// The number of an address, new or known; nil when the book is full (4 GiB of text, two thousand million addresses).
  /// `address` is in the identity form of `EmailAddress`: lower case.
  package mutating func intern(_ address: UnsafeRawBufferPointer) -> Int32? {
    makeRoom(for: 1)
    return intern(address, tag: Self.tag(of: address))
  }

  /// The numbers of many addresses, which lie one after another in `addresses` up to `ends`; nil as above.
  ///
  /// All slots, then all texts are asked of memory before the first is compared, so that the waits overlap: in a book of millions
  /// the time goes into these waits.
  package mutating func intern(_ addresses: UnsafeRawBufferPointer, ends: [Int], _ found: (Int, Int32?) -> Void) {
    makeRoom(for: ends.count)
    var start = 0
    asked.removeAll(keepingCapacity: true)
    tags.removeAll(keepingCapacity: true)
    for end in ends {
      tags.append(Self.tag(of: UnsafeRawBufferPointer(rebasing: addresses[start..<end])))
      start = end
    }
    for tag in tags { asked.append(slots[Int(UInt64(tag) >> shift)]) }
    for index in asked.indices where asked[index] != 0 {
      asked[index] = UInt64(starts[Int(asked[index] & 0xFFFF_FFFF) - 1])
    }
    for index in asked.indices where asked[index] < UInt64(text.count) {
      asked[index] = UInt64(text[Int(asked[index])])
    }
    start = 0
    for (index, end) in ends.enumerated() {
      found(index, intern(UnsafeRawBufferPointer(rebasing: addresses[start..<end]), tag: tags[index]))
      start = end
    }
  }

  private mutating func intern(_ address: UnsafeRawBufferPointer, tag: UInt32) -> Int32? {
    var position = Int(UInt64(tag) >> shift)
    while slots[position] != 0 {
      if let known = match(slots[position], tag, address) { return known }
      position = (position + 1) & (slots.count - 1)
    }
    guard text.count + address.count <= Int(UInt32.max), count < Int(Int32.max) - 1 else { return nil }
    let number = Int32(count)
    text.append(contentsOf: address)
    starts.append(UInt32(text.count))
    slots[position] = UInt64(tag) << 32 | UInt64(number + 1)
    return number
  }

  package mutating func intern(_ address: EmailAddress) -> Int32? {
    var copy = address.text
    return copy.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  /// The number of an address that is known.
  package func number(of address: EmailAddress) -> Int32? {
    var copy = address.text
    return copy.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      let tag = Self.tag(of: bytes)
      var position = Int(UInt64(tag) >> shift)
      while slots[position] != 0 {
        if let known = match(slots[position], tag, bytes) { return known }
        position = (position + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  /// The address as text; empty for a number that the book never gave.
  package func text(of number: Int32) -> String {
    guard number >= 0, Int(number) < count else { return "" }
    return String(decoding: text[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])], as: UTF8.self)
  }

  /// Whether one address comes before another, byte by byte.
  package func precedes(_ left: Int32, _ right: Int32) -> Bool {
    guard left >= 0, right >= 0, Int(left) < count, Int(right) < count else { return left < right }
    return text[Int(starts[Int(left)])..<Int(starts[Int(left) + 1])]
      .lexicographicallyPrecedes(text[Int(starts[Int(right)])..<Int(starts[Int(right) + 1])])
  }

  private func match(_ slot: UInt64, _ tag: UInt32, _ address: UnsafeRawBufferPointer) -> Int32? {
    guard UInt32(slot >> 32) == tag else { return nil }
    let number = Int(slot & 0xFFFF_FFFF) - 1
    let start = Int(starts[number])
    guard let first = address.baseAddress, Int(starts[number + 1]) - start == address.count else { return nil }
    let same = text.withUnsafeBytes { known in
      known.baseAddress.map { memcmp($0 + start, first, address.count) == 0 } ?? false
    }
    return same ? Int32(number) : nil
  }

  private mutating func makeRoom(for more: Int) {
    while (count + more) * 4 > slots.count * 3 { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    if shift > 0 { shift -= 1 }
    for slot in old where slot != 0 {
      var position = Int((slot >> 32) >> shift)
      while slots[position] != 0 { position = (position + 1) & (slots.count - 1) }
      slots[position] = slot
    }
  }

  /// Swift's keyed hash (SipHash), which a hostile sign-up can't aim at.
  private static func tag(of address: UnsafeRawBufferPointer) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(bytes: address)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }
}
