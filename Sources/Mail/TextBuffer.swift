/// Text that grows byte by byte up to a limit: what a page's markup leaves over, without a check and a count for each
/// byte.
struct TextBuffer: ~Copyable {
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private let limit: Int
  private(set) var count = 0
  /// Something did not fit in.
  private(set) var isFull = false

  init(capacity: Int, limit: Int) {
    self.limit = max(limit, 16)
    self.capacity = min(max(capacity, 16), self.limit)
    storage = .allocate(capacity: self.capacity)
  }

  deinit { storage.deallocate() }

  /// The last byte; 0 where there is none.
  var last: UInt8 { count > 0 ? storage[count - 1] : 0 }
  var beforeLast: UInt8 { count > 1 ? storage[count - 2] : 0 }

  mutating func append(_ byte: UInt8) {
    if count == capacity, !grow(by: 1) { return }
    storage[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if capacity - count < bytes.count, !grow(by: bytes.count) { return }
    (storage + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Where up to `most` bytes may be written behind the text, before `add` says how many were; nil where so many have no room.
  @inline(__always) mutating func room(for most: Int) -> UnsafeMutablePointer<UInt8>? {
    if capacity - count < most {
      guard count + most <= limit, grow(by: most) else { return nil }
    }
    return storage + count
  }

  @inline(__always) mutating func add(_ written: Int) { count += written }

  /// As UTF-8; nothing for 0.
  mutating func append(scalar value: UInt32) {
    if value < 0x80 {
      if value != 0 { append(UInt8(value)) }
    } else if let scalar = Unicode.Scalar(value) {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
    }
  }

  mutating func removeLast() { if count > 0 { count -= 1 } }

  private mutating func grow(by more: Int) -> Bool {
    guard count + more <= limit else {
      isFull = true
      return false
    }
    let wider = min(limit, max(capacity * 2, count + more))
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: wider)
    moved.update(from: storage, count: count)
    storage.deallocate()
    storage = moved
    capacity = wider
    return true
  }

  var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  borrowing func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: storage, count: count))
  }

  /// The text from an offset on, cut between characters at `longest` bytes, without blanks at either end.
  func words(from offset: Int, longest: Int) -> String {
    var start = min(offset, count)
    while start < count, storage[start] <= 0x20 { start += 1 }
    var end = count
    if count - start > longest {
      end = start + longest
      while end > start, storage[end] & 0xC0 == 0x80 { end -= 1 }
    }
    while end > start, storage[end - 1] <= 0x20 { end -= 1 }
    return String(decoding: UnsafeBufferPointer(start: storage + start, count: end - start), as: UTF8.self)
  }
}
