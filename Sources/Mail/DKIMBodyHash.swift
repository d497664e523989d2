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
      if form == .simple { sink.append(line) } else { Self.appendRelaxed(line, to: &sink) }
      sink.appendLineEnds(1)
    }
    // An empty body is one line end in the simple form, nothing in the relaxed one.
    if sink.length == 0, form == .simple { sink.appendLineEnds(1) }
    length = sink.length
    digest = sink.finish()
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Runs of white space become one space; everything between runs that change is taken in one piece.
  private static func appendRelaxed(_ line: UnsafeBufferPointer<UInt8>, to sink: inout CanonicalSink) {
    var start = 0
    while start < line.count {
      let run = nextRun(line, from: start)
      sink.append(UnsafeBufferPointer(rebasing: line[start..<run]))
      guard run < line.count else { return }
      sink.append(0x20)
      start = run
      while start < line.count, isSpace(line[start]) { start += 1 }
    }
  }

  /// Where white space stands that is not one lone space: a tab, or a space before white space. Eight bytes at a time
  /// where there are as many.
  private static func nextRun(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(line)
    var index = start
    while index &+ 9 <= bytes.count {
      let here = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let next = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index &+ 1, as: UInt64.self))
      let found = marks(here, 0x09) | (marks(here, 0x20) & (marks(next, 0x20) | marks(next, 0x09)))
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < line.count {
      let byte = line[index]
      if byte == 0x09 || (byte == 0x20 && index + 1 < line.count && isSpace(line[index + 1])) { return index }
      index += 1
    }
    return line.count
  }

  /// The top bit of each byte of `word` that equals `byte`.
  @inline(__always) private static func marks(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let difference = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
    return ~(((difference & low) &+ low) | difference | low)
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
    for _ in 0..<count {
      append(0x0D)
      append(0x0A)
    }
  }

  mutating func append(_ byte: UInt8) {
    length += 1
    guard room > 0 else { return }
    room -= 1
    if filled == Self.capacity { flush() }
    buffer[filled] = byte
    filled += 1
  }

  private mutating func flush() {
    digest.update(UnsafeBufferPointer(start: buffer, count: filled))
    filled = 0
  }

  mutating func finish() -> [UInt8] {
    flush()
    return digest.result()
  }
}
