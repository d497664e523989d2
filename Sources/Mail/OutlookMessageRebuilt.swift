import Vocabulary

/// Making a mail out of Outlook's properties, so that all that is done with mail can be done with it.
extension OutlookMessage {
  /// An RFC 5322 message: the header as Outlook kept it (without the fields that describe the lost body), completed from properties; the bodies, attachments
  /// and attached messages as parts. The same value always gives the same bytes.
  package func rebuiltMessage() -> [UInt8] { rebuilt(depth: 0) }

  private func rebuilt(depth: Int) -> [UInt8] {
    var out = header()
    let body = content(depth: depth)
    out += Array("MIME-Version: 1.0\r\n".utf8)
    return out + body
  }

  private func header() -> [UInt8] {
    var out: [UInt8] = []
    var present: Set<String> = []
    var kept = false
    for line in (headers ?? "").utf8.prefix(Bounds.headerBytes).split(separator: 0x0A) {
      let line = line.last == 0x0D ? line.dropLast() : line
      guard let first = line.first else { continue }
      if first == 0x20 || first == 0x09 {
        if kept { out += Array(line) + [0x0D, 0x0A] }
        continue
      }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
        kept = false
        continue
      }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      // "Microsoft Mail Internet Headers Version 2.0" has no colon; a name has no blank.
      kept =
        !name.hasPrefix("content-") && name != "mime-version" && !name.isEmpty
        && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      guard kept else { continue }
      present.insert(name)
      out += Array(line) + [0x0D, 0x0A]
    }
    func add(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty, !present.contains(name.lowercased()) else { return }
      out += Array("\(name): \(value)\r\n".utf8)
    }
    add("From", from.map(Self.printed))
    add("To", to.isEmpty ? nil : to.map(Self.printed).joined(separator: ",\r\n "))
    add("Cc", cc.isEmpty ? nil : cc.map(Self.printed).joined(separator: ",\r\n "))
    add("Subject", subject.map(Self.oneLine))
    add("Date", date.map(Self.printed))
    add("Message-ID", messageID.map(Self.oneLine))
    return out
  }

  /// Content-Type on, with the empty line between.
  private func content(depth: Int) -> [UInt8] {
    var bodies: [[UInt8]] = []
    if let textBody { bodies.append(Self.part("Content-Type: text/plain; charset=utf-8", Array(textBody.utf8))) }
    if let htmlBody { bodies.append(Self.part("Content-Type: text/html; charset=utf-8", Array(htmlBody.utf8))) }
    if bodies.isEmpty { bodies.append(Self.part("Content-Type: text/plain; charset=utf-8", [])) }
    var parts = [bodies.count == 1 ? bodies[0] : Self.multipart("alternative", bodies)]
    for attachment in attachments {
      let type = attachment.type.map(Self.mediaType) ?? "application/octet-stream"
      parts.append(
        Self.part(
          "Content-Type: \(type)\r\nContent-Disposition: attachment" + Self.fileName(attachment.name), attachment.bytes)
      )
    }
    for message in embedded where depth < Bounds.depth {
      parts.append(
        Array("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".utf8)
          + message.rebuilt(depth: depth + 1))
    }
    return parts.count == 1 ? parts[0] : Self.multipart("mixed", parts)
  }

  private static func part(_ header: String, _ content: [UInt8]) -> [UInt8] {
    Array("\(header)\r\nContent-Transfer-Encoding: base64\r\n\r\n".utf8) + base64(content)
  }

  private static func multipart(_ kind: String, _ parts: [[UInt8]]) -> [UInt8] {
    // Attached messages are kept as they are: nobody can write a boundary that is the digest of what it stands in.
    let boundary = Array(("candor-" + Digest(of: parts.flatMap { Digest(of: $0).bytes }).hex.prefix(40)).utf8)
    var out = Array("Content-Type: multipart/\(kind); boundary=\"".utf8) + boundary + Array("\"\r\n\r\n".utf8)
    for part in parts { out += Array("--".utf8) + boundary + [0x0D, 0x0A] + part + [0x0D, 0x0A] }
    return out + Array("--".utf8) + boundary + Array("--\r\n".utf8)
  }

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 4 / 3 + bytes.count / 28 + 8)
    for (count, start) in stride(from: 0, to: bytes.count, by: 3).enumerated() {
      let second = start + 1 < bytes.count ? bytes[start + 1] : 0
      let third = start + 2 < bytes.count ? bytes[start + 2] : 0
      out.append(digits[Int(bytes[start] >> 2)])
      out.append(digits[Int((bytes[start] & 3) << 4 | second >> 4)])
      out.append(start + 1 < bytes.count ? digits[Int((second & 15) << 2 | third >> 6)] : 0x3D)
      out.append(start + 2 < bytes.count ? digits[Int(third & 63)] : 0x3D)
      if count % 19 == 18 { out += [0x0D, 0x0A] }
    }
    return out
  }

  /// Controls dropped, so that no value can begin a line.
  private static func oneLine(_ value: String) -> String {
    String(String.UnicodeScalarView(value.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }

  private static func printed(_ mailbox: Mailbox) -> String {
    guard let name = mailbox.name else { return mailbox.address?.text ?? "" }
    let quoted = "\"" + oneLine(name).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    return mailbox.address.map { "\(quoted) <\($0.text)>" } ?? quoted
  }

  private static func printed(_ date: Timestamp) -> String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let (year, month, day) = date.date.civil
    return "\(day) \(months[month - 1]) \(Decimal.padded(year, to: 4)) \(date.rfc3339.dropFirst(11).prefix(8)) +0000"
  }

  private static func mediaType(_ type: String) -> String {
    let plain = type.lowercased().utf8.filter { $0 > 0x20 && $0 < 0x7F && $0 != 0x3B && $0 != 0x22 && $0 != 0x28 }
    let text = String(decoding: plain.prefix(100), as: UTF8.self)
    return text.split(separator: "/").count == 2 && !text.hasPrefix("multipart/") && !text.hasPrefix("message/")
      ? text : "application/octet-stream"
  }

  private static func fileName(_ name: String?) -> String {
    guard let name, !name.isEmpty else { return "" }
    let hex = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in name.utf8.prefix(255) {
      let plain = byte.isASCIIAlphanumeric || byte == 0x2E || byte == 0x2D || byte == 0x5F
      out += plain ? [byte] : [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
    return "; filename*=utf-8''" + String(decoding: out, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isASCIIAlphanumeric: Bool {
    (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) || (self >= 0x30 && self <= 0x39)
  }
}
