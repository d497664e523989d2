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

/// Names of header fields, found by their marks.
struct FieldNames: Sendable {
  private struct Entry {
    let name: String
    let mark: UInt64
    var code: FieldIndex.Code
    /// The next of the same place; -1 for none.
    let next: Int
  }

  /// By place: the first entry; -1 for none.
  private var heads = [Int](repeating: -1, count: 1024)
  private var entries: [Entry] = []

  /// The fields of `KnownField`, and those in which services leave their marks, by number.
  init(marks: some Sequence<String> = []) {
    for field in KnownField.allCases where field != .other { add(field.name, FieldIndex.Code(field.rawValue)) }
    for (number, name) in marks.enumerated() { add(name, FieldIndex.code(ofMark: number)) }
  }

  private mutating func add(_ name: String, _ code: FieldIndex.Code) {
    if let known = entries.firstIndex(where: { $0.name == name }) {
      entries[known].code |= code
      return
    }
    let mark = HeaderName.mark(name)
    let place = Self.place(mark)
    entries.append(Entry(name: name, mark: mark, code: code, next: heads[place]))
    heads[place] = entries.count - 1
  }

  private static func place(_ mark: UInt64) -> Int { Int(mark & 1023) }

  /// What the field's name stands for; 0 for most.
  func code(of field: HeaderField, in header: HeaderBlock) -> FieldIndex.Code {
    var at = heads[Self.place(field.mark)]
    while at >= 0 {
      if entries[at].mark == field.mark, header.isNamed(field, entries[at].name) { return entries[at].code }
      at = entries[at].next
    }
    return 0
  }
}

/// What the fields of one header stand for, looked at once, so that nobody compares their names again.
struct FieldIndex: Sendable {
  /// A `KnownField` in the five lowest bits, and above them the number of a name in which services leave marks, from 1.
  typealias Code = UInt32

  /// By index of the field.
  let codes: [Code]
  /// Bit n: some field is the `KnownField` n.
  private let present: UInt32

  static func code(ofMark number: Int) -> Code { Code(truncatingIfNeeded: number + 1) << 5 }

  init(_ header: HeaderBlock, _ names: FieldNames) {
    var present: UInt32 = 0
    codes = header.fields.withUnsafeBufferPointer { fields in
      [Code](unsafeUninitializedCapacity: fields.count) { out, used in
        for index in 0..<fields.count {
          let code = names.code(of: fields[index], in: header)
          out[index] = code
          present |= 1 << (code & 31)
        }
        used = fields.count
      }
    }
    self.present = present
  }

  func has(_ field: KnownField) -> Bool { present >> UInt32(field.rawValue) & 1 == 1 }

  /// The number of the name in which services leave marks, where the field has such a one.
  func mark(of index: Int) -> Int? { codes[index] < 32 ? nil : Int(codes[index] >> 5) - 1 }

  subscript(index: Int) -> KnownField { KnownField(rawValue: UInt8(codes[index] & 31)) ?? .other }

  /// The addresses of all fields of that name, in order.
  func mailboxes(_ field: KnownField, in header: HeaderBlock) -> [Mailbox] {
    guard has(field) else { return [] }
    var found: [Mailbox] = []
    for index in codes.indices where codes[index] & 31 == Code(field.rawValue) {
      found += Mailbox.list(header.unfolded(header.fields[index]))
    }
    return found
  }
}
