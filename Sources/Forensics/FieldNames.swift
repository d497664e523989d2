import Mail

/// A header field that every examination asks for.
enum KnownField: UInt8, CaseIterable {
  case other
  case received, results, policy, returnPath, replyTo
  case deliveredTo, originalTo, envelopeTo, otherEnvelopeTo, otherDeliveredTo
  case feedbackID, otherFeedbackID, signature, messageID

  var name: String {
    switch self {
    case .other: ""
    case .received: "received"
    case .results: "authentication-results"
    case .policy: "received-spf"
    case .returnPath: "return-path"
    case .replyTo: "reply-to"
    case .deliveredTo: "delivered-to"
    case .originalTo: "x-original-to"
    case .envelopeTo: "envelope-to"
    case .otherEnvelopeTo: "x-envelope-to"
    case .otherDeliveredTo: "x-delivered-to"
    case .feedbackID: "feedback-id"
    case .otherFeedbackID: "x-feedback-id"
    case .signature: "dkim-signature"
    case .messageID: "message-id"
    }
  }
}

/// Names of header fields, found by a few of their bytes.
struct FieldNames: Sendable {
  private struct Entry {
    let text: Range<Int>
    var code: UInt8
    /// The next of the same place; -1 for none.
    let next: Int
  }

  /// By place: the first entry; -1 for none.
  private var heads = [Int](repeating: -1, count: 1024)
  private var entries: [Entry] = []
  private var text: [UInt8] = []

  /// The fields of `KnownField`, and those in which services leave their marks.
  init(marks: some Sequence<String> = []) {
    for field in KnownField.allCases where field != .other { add(field.name, field.rawValue) }
    for name in marks { add(name, FieldIndex.mark) }
  }

  private mutating func add(_ name: String, _ code: UInt8) {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty else { return }
    let place = bytes.withUnsafeBufferPointer { Self.place($0) }
    var at = heads[place]
    while at >= 0 {
      if text[entries[at].text].elementsEqual(bytes) {
        entries[at].code |= code
        return
      }
      at = entries[at].next
    }
    entries.append(
      Entry(text: text.count..<text.count + bytes.count, code: code, next: heads[place]))
    heads[place] = entries.count - 1
    text += bytes
  }

  /// What the name stands for; 0 for most.
  func code(of name: UnsafeBufferPointer<UInt8>) -> UInt8 {
    guard !name.isEmpty else { return 0 }
    var at = heads[Self.place(name)]
    while at >= 0 {
      if isSame(entries[at].text, name) { return entries[at].code }
      at = entries[at].next
    }
    return 0
  }

  private func isSame(_ range: Range<Int>, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard range.count == name.count else { return false }
    for offset in 0..<name.count
    where text[range.lowerBound + offset] != FieldPattern.lower(name[offset]) {
      return false
    }
    return true
  }

  /// From the length and four of the bytes, which tell header names apart well enough; letters without regard to case.
  private static func place(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    let count = name.count
    let third = name[count > 3 ? 3 : 0]
    var mixed = UInt32(truncatingIfNeeded: count) &* 0x9E37_79B1
    mixed ^= UInt32(name[0] | 0x20) | UInt32(third | 0x20) << 8
    mixed ^= UInt32(name[count / 2] | 0x20) << 16 | UInt32(name[count - 1] | 0x20) << 24
    return Int((mixed &* 0x85EB_CA6B) >> 22)
  }
}

/// What the fields of one header stand for, looked at once, so that nobody compares their names again.
struct FieldIndex: Sendable {
  /// Set where services leave a mark in the field.
  static let mark: UInt8 = 0x80

  /// By index of the field: a `KnownField`, and whether it is marked.
  let codes: [UInt8]
  /// Bit n: some field is the `KnownField` n.
  private let present: UInt32

  init(_ header: HeaderBlock, _ names: FieldNames) {
    var present: UInt32 = 0
    let base = header.bytes.startIndex
    codes = header.bytes.withUnsafeBufferPointer { bytes in
      header.fields.withUnsafeBufferPointer { fields in
        [UInt8](unsafeUninitializedCapacity: fields.count) { out, used in
          for index in 0..<fields.count {
            let name = fields[index].nameRange
            let range = (name.lowerBound - base..<name.upperBound - base).clamped(
              to: 0..<bytes.count)
            let code = names.code(of: UnsafeBufferPointer(rebasing: bytes[range]))
            out[index] = code
            present |= 1 << UInt32(code & ~Self.mark)
          }
          used = fields.count
        }
      }
    }
    self.present = present
  }

  func has(_ field: KnownField) -> Bool { present >> UInt32(field.rawValue) & 1 == 1 }

  func isMarked(_ index: Int) -> Bool { codes[index] & Self.mark != 0 }

  subscript(index: Int) -> KnownField { KnownField(rawValue: codes[index] & ~Self.mark) ?? .other }

  /// The addresses of all fields of that name, in order.
  func mailboxes(_ field: KnownField, in header: HeaderBlock) -> [Mailbox] {
    guard has(field) else { return [] }
    var found: [Mailbox] = []
    for index in codes.indices where codes[index] & ~Self.mark == field.rawValue {
      found += Mailbox.list(header.unfolded(header.fields[index]))
    }
    return found
  }
}
