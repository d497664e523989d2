import Vocabulary

/// One mail as bytes and what they say: the header, the tree of parts, and everything wrong with it. Reading never fails.
///
/// A class: it is handed about by many, and never changes.
package final class Message: Sendable {
  /// The whole message, exactly.
  package let bytes: ArraySlice<UInt8>
  package let header: HeaderBlock
  package let root: Part
  /// Every part, multiparts included, attached messages not entered.
  package let parts: [Part]
  /// Of the header and all parts, attached messages not entered.
  package let defects: [Defect]

  package let from: [Mailbox]
  package let to: [Mailbox]
  package let cc: [Mailbox]
  package let subject: String?
  package let date: Timestamp?

  package convenience init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  package convenience init(_ bytes: ArraySlice<UInt8>) {
    var reading = Reading()
    self.init(bytes, reading: &reading, depth: 0)
  }

  init(_ bytes: ArraySlice<UInt8>, reading: inout Reading, depth: Int) {
    let whole = bytes.prefix(Bounds.messageBytes)
    self.bytes = whole
    let outer = reading.defects
    reading.defects = []
    let header = HeaderBlock(whole)
    self.header = header
    from = header.mailboxes("from")
    to = header.mailboxes("to")
    cc = header.mailboxes("cc")
    subject = header.text("subject")
    date = header.first("date").flatMap { field in header.withUnfolded(field) { MailDate.parse($0) } }
    reading.defects += header.defects
    if whole.count < bytes.count { reading.defects.append(Defect(.messageTooLong, "\(bytes.count) bytes")) }
    root = reading.part(header, body: whole[header.bodyStart...], depth: depth, insideDigest: false)
    var all: [Part] = []
    root.collect(into: &all)
    parts = all
    defects = reading.defects
    reading.defects = outer
  }
}

/// What is counted while one message is read, so that hostile structure stays bounded.
struct Reading {
  var defects: [Defect] = []
  private var parts = 0
  private var expanded = 0

  private mutating func note(_ kind: Defect.Kind, _ detail: String = "") {
    if defects.count < 50 { defects.append(Defect(kind, detail)) }
  }

  mutating func part(_ header: HeaderBlock, body: ArraySlice<UInt8>, depth: Int, insideDigest: Bool) -> Part {
    parts += 1
    let outer = defects.count
    let type = contentType(header, insideDigest: insideDigest)
    let disposition = header.first("content-disposition").map { field in header.withUnfolded(field) { ContentType($0) }
    }
    var encoding =
      header.first("content-transfer-encoding").map { field in
        header.withUnfolded(field) { TransferEncoding(utf8: $0) }
      } ?? .identity
    if encoding == .unknown {
      note(.unknownEncoding, String(header.value("content-transfer-encoding")?.prefix(40) ?? ""))
    }
    if type.isMultipart { encoding = .identity }
    var children: [Part] = []
    var attached: [Message] = []
    if type.isMultipart {
      children = multipart(type, body: body, depth: depth)
    } else if type.isMessage {
      attached = message(body, encoding: encoding, depth: depth)
    }
    return Part(
      header: header, contentType: type, disposition: disposition, encoding: encoding, body: body, children: children,
      attached: attached, defects: Array(defects[min(outer, defects.count)...]))
  }

  private mutating func contentType(_ header: HeaderBlock, insideDigest: Bool) -> ContentType {
    guard let field = header.first("content-type") else {
      return insideDigest ? ContentType(value: "message/rfc822", parameters: .none) : .plainText
    }
    let type = header.withUnfolded(field) { ContentType($0) }
    var value = type.value
    guard value.withUTF8({ $0.contains(UInt8(ascii: "/")) }) else {
      note(.badContentType, String(type.value.prefix(40)))
      return ContentType(value: "text/plain", parameters: type.parameters)
    }
    return type
  }

  private mutating func message(_ body: ArraySlice<UInt8>, encoding: TransferEncoding, depth: Int) -> [Message] {
    guard depth < Bounds.depth else {
      note(.tooDeep, "messages inside messages")
      return []
    }
    var inner = body
    if encoding == .base64 || encoding == .quotedPrintable {
      guard expanded + body.count <= Bounds.expandedBytes else {
        note(.tooDeep, "attached messages too large")
        return []
      }
      expanded += body.count
      let (content, junk) = encoding.decode(body)
      if junk > 0 { note(.badBase64, "\(junk) bytes passed over in an attached message") }
      inner = content[...]
    }
    // Some clients put empty lines before the first header of what they attach.
    while let first = inner.first, first == 0x0A || first == 0x0D { inner = inner.dropFirst() }
    guard !inner.isEmpty else { return [] }
    return [Message(inner, reading: &self, depth: depth + 1)]
  }

  private mutating func multipart(_ type: ContentType, body: ArraySlice<UInt8>, depth: Int) -> [Part] {
    guard depth < Bounds.depth else {
      note(.tooDeep, "multiparts inside multiparts")
      return []
    }
    guard !type.boundary.isEmpty, type.boundary.count <= 512 else {
      note(.noBoundary)
      return []
    }
    let (sections, closed) = Self.split(body, at: type.boundary)
    if sections.isEmpty { note(.boundaryNotFound) } else if !closed { note(.boundaryNotClosed) }
    var children: [Part] = []
    for section in sections {
      guard parts < Bounds.parts else {
        note(.tooManyParts, "only the first \(Bounds.parts) were read")
        break
      }
      let header = HeaderBlock(section, expecting: 8)
      children.append(
        part(
          header, body: section[header.bodyStart...], depth: depth + 1, insideDigest: type.value == "multipart/digest"))
    }
    return children
  }

  /// The byte ranges between the lines that are the boundary (RFC 2046 section 5.1.1); the line end before a boundary belongs to it.
  private static func split(_ body: ArraySlice<UInt8>, at boundary: [UInt8]) -> (
    sections: [ArraySlice<UInt8>], closed: Bool
  ) {
    var sections: [ArraySlice<UInt8>] = []
    var closed = false
    let base = body.startIndex
    let mark = [0x2D, 0x2D] + boundary
    let search = LineSearch(mark)
    body.withUnsafeBufferPointer { buffer in
      var start: Int?
      var next = 0
      while let found = search.next(in: buffer, from: next) {
        let (line, end) = (found.lowerBound, found.upperBound)
        next = end
        var rest = line + mark.count
        let isEnd = rest + 1 < end && buffer[rest] == 0x2D && buffer[rest + 1] == 0x2D
        if isEnd { rest += 2 }
        while rest < end, buffer[rest] <= 0x20 { rest += 1 }
        // Anything else behind it makes it another boundary that begins with this one.
        guard rest == end else { continue }
        if let start {
          var stop = line
          if stop > start, buffer[stop - 1] == 0x0A { stop -= 1 }
          if stop > start, buffer[stop - 1] == 0x0D { stop -= 1 }
          sections.append(body[base + start..<base + stop])
        }
        start = end
        if isEnd {
          closed = true
          start = nil
          break
        }
        if sections.count > Bounds.parts { return }
      }
      if let start, start < buffer.count { sections.append(body[base + start..<base + buffer.count]) }
    }
    return (sections, closed)
  }
}

extension Message {
  /// Without its angle brackets.
  package var messageID: String? {
    header.first("message-id").map { field in
      header.withUnfolded(field) { bytes in
        var (start, end) = (0, bytes.count)
        while start < end, Self.surroundsID(bytes[start]) { start += 1 }
        while end > start, Self.surroundsID(bytes[end - 1]) { end -= 1 }
        return Charset.lenient(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      }
    }
  }

  private static func surroundsID(_ byte: UInt8) -> Bool { byte == 0x3C || byte == 0x3E || byte == 0x20 }

  /// The addresses of all fields of that name (lower case), in order.
  package func mailboxes(_ key: String) -> [Mailbox] { header.mailboxes(key) }
}

extension HeaderBlock {
  func mailboxes(_ key: String) -> [Mailbox] {
    let mark = HeaderName.mark(key)
    var found: [Mailbox] = []
    for index in fields.indices where fields[index].mark == mark && isNamed(fields[index], key) {
      withUnfolded(fields[index]) { Mailbox.list($0, into: &found) }
    }
    return found
  }
}

extension String {
  /// Without the characters at both ends that `drop` names.
  package func trimming(_ drop: (Character) -> Bool) -> String {
    var slice = self[...]
    while let first = slice.first, drop(first) { slice.removeFirst() }
    while let last = slice.last, drop(last) { slice.removeLast() }
    return String(slice)
  }
}
