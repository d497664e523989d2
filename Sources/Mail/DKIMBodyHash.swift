#if canImport(Glibc)
  import Glibc
#endif

/// The digest of a canonical body (RFC 6376 sections 3.4.3 to 3.4.5), taken in one pass.
struct DKIMBodyHash: Sendable {
  let digest: [UInt8]
  /// Canonical bytes in all, hashed or not.
  let length: Int

  /// `limit` is the value of `l=`: how many canonical bytes are hashed.
  init(
    of body: UnsafeBufferPointer<UInt8>, form: DKIMCanonicalization.Form, limit: Int?,
    algorithm: RunningDigest.Algorithm
  ) {
    var sink = CanonicalSink(RunningDigest(algorithm), limit: limit ?? .max)
    var position = 0
    var emptyLines = 0
    while let base = body.baseAddress, position < body.count {
      let feed = memchr(base + position, 0x0A, body.count - position).map {
        UnsafeRawPointer($0) - UnsafeRawPointer(base)
      }
      var end = feed ?? body.count
      if feed != nil, end > position, body[end - 1] == 0x0D { end -= 1 }
      var content = end
      if form == .relaxed { while content > position, Self.isSpace(body[content - 1]) { content -= 1 } }
      let line = UnsafeBufferPointer(rebasing: body[position..<content])
      position = (feed ?? body.count) + 1
      guard !line.isEmpty else {
        emptyLines += 1
        continue
      }
      sink.appendLineEnds(emptyLines)
      emptyLines = 0
      if form == .simple || Self.isRelaxed(line) { sink.append(line) } else { Self.appendRelaxed(line, to: &sink) }
      sink.appendLineEnds(1)
    }
    // An empty body is one line end in the simple form, nothing in the relaxed one.
    if sink.length == 0, form == .simple { sink.appendLineEnds(1) }
    length = sink.length
    digest = sink.finish()
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// No tab and no two spaces in a row: nothing to change. Without branches, so that the compiler can take many bytes at once.
  private static func isRelaxed(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var odd: UInt8 = 0
    for index in 0..<(line.count - 1) {
      let pair = (line[index] ^ 0x20) | (line[index &+ 1] ^ 0x20)
      odd |= (pair == 0 ? 1 : 0) | (line[index] == 0x09 ? 1 : 0)
    }
    return odd == 0
  }

  private static func appendRelaxed(_ line: UnsafeBufferPointer<UInt8>, to sink: inout CanonicalSink) {
    var start = 0
    while start < line.count {
      var end = start
      while end < line.count, !isSpace(line[end]) { end += 1 }
      sink.append(UnsafeBufferPointer(rebasing: line[start..<end]))
      guard end < line.count else { return }
      while end < line.count, isSpace(line[end]) { end += 1 }
      sink.appendSpace()
      start = end
    }
  }
}

/// Gathers canonical pieces in a small buffer and hands it to the digest when full, up to the limit.
private struct CanonicalSink: ~Copyable {
  private let digest: RunningDigest
  private let buffer: UnsafeMutablePointer<UInt8>
  private var filled = 0
  private var room: Int
  private(set) var length = 0

  private static let capacity = 16 << 10
  private static let lineEnd: [UInt8] = [0x0D, 0x0A]
  private static let space: [UInt8] = [0x20]

  init(_ digest: consuming RunningDigest, limit: Int) {
    self.digest = digest
    room = limit
    buffer = .allocate(capacity: Self.capacity)
  }

  deinit { buffer.deallocate() }

  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    length += piece.count
    let count = min(piece.count, room)
    guard count > 0, let source = piece.baseAddress else { return }
    room -= count
    if count > Self.capacity - filled { flush() }
    if count > Self.capacity {
      digest.update(UnsafeBufferPointer(start: source, count: count))
    } else {
      (buffer + filled).update(from: source, count: count)
      filled += count
    }
  }

  mutating func appendLineEnds(_ count: Int) {
    for _ in 0..<count { Self.lineEnd.withUnsafeBufferPointer { append($0) } }
  }

  mutating func appendSpace() { Self.space.withUnsafeBufferPointer { append($0) } }

  private mutating func flush() {
    digest.update(UnsafeBufferPointer(start: buffer, count: filled))
    filled = 0
  }

  mutating func finish() -> [UInt8] {
    flush()
    return digest.result()
  }
}
