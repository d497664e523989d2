import Mail
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// Finds one person's address wherever it stands: with a tag or without, as links, bounces and encodings write it.
package struct Mention: Sendable {
  package let person: EmailAddress
  private let local: [UInt8]
  /// What stands between the two halves of an address, and the domain behind it.
  private let tails: [[UInt8]]
  /// Of the whole address: in hexadecimal, and in base64 without its last, uneven letters.
  private let codes: [[UInt8]]

  package init(of person: EmailAddress) {
    let plain = person.untagged
    self.person = person
    local = Array(plain.local.utf8)
    tails = ["@", "%40", "=40", "="].map { Array("\($0)\(plain.domain)".utf8) }
    codes = Set([person, plain]).flatMap { address -> [[UInt8]] in
      let bytes = Array(address.text.utf8)
      let base64 = Base64.encode(bytes.prefix(bytes.count / 3 * 3)).lowercased()
      return [Array(Hexadecimal.encode(bytes).utf8), Array(base64.utf8)]
    }.filter { $0.count >= 12 }
  }

  package func occurs(in text: String) -> Bool { Array(text.utf8).withUnsafeBytes { occurs(in: $0) } }

  /// In bytes as they are.
  package func occurs(in bytes: UnsafeRawBufferPointer) -> Bool {
    let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return lower.withUnsafeBytes { lower in
      codes.contains { Self.find($0, in: lower, from: 0) != nil } || tails.contains { isAddress(before: $0, in: lower) }
    }
  }

  private func isAddress(before tail: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    while let found = Self.find(tail, in: bytes, from: start) {
      let run = bytes[..<found].reversed().prefix { Self.isLocal($0) }.reversed()
      if !goesOn(bytes, after: found + tail.count), isTheirs(Array(run), bounced: tail.first == UInt8(ascii: "=")) {
        return true
      }
      start = found + 1
    }
    return false
  }

  /// `3d` is what quoted-printable leaves of a `=` before it. In a bounce address much may stand before it.
  private func isTheirs(_ run: [UInt8], bounced: Bool) -> Bool {
    if run == local || run == Array("3d".utf8) + local || run.starts(with: local + [UInt8(ascii: "+")]) { return true }
    return bounced && run.suffix(local.count) == local[...]
      && [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(run.dropLast(local.count).last)
  }

  /// Letters and digits, and what joins them in front of an `@`.
  private static func isLocal(_ byte: UInt8) -> Bool { isName(byte) || "._+".utf8.contains(byte) }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte >= 0x80
  }

  /// The domain is a longer one.
  private func goesOn(_ bytes: UnsafeRawBufferPointer, after end: Int) -> Bool {
    guard end < bytes.count else { return false }
    if bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count { return Self.isName(bytes[end + 1]) }
    return Self.isName(bytes[end])
  }

  private static func find(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, let first = needle.first, bytes.count >= needle.count else { return nil }
    let last = bytes.count - needle.count
    var place = start
    while place <= last, let found = memchr(base + place, Int32(first), last + 1 - place) {
      place = UnsafeRawPointer(found) - base
      if memcmp(found, needle, needle.count) == 0 { return place }
      place += 1
    }
    return nil
  }

  /// In a mail, also where its transfer encodings, attached mails and Outlook files hide it.
  package func occurs(inMail bytes: UnsafeRawBufferPointer, context: Report.Context) -> Bool {
    if occurs(in: bytes) { return true }
    let report = Report(Array(bytes), context: context)
    var waiting = [report.outer] + report.originals.compactMap(\.message)
    while let message = waiting.popLast() {
      if message.bytes.withUnsafeBytes({ occurs(in: $0) }) { return true }
      for part in message.parts {
        waiting += part.attached
        if part.contentType.isMultipart { continue }
        if part.contentType.isText ? occurs(in: part.text().text) : part.content().withUnsafeBytes({ occurs(in: $0) }) {
          return true
        }
      }
    }
    return false
  }
}
