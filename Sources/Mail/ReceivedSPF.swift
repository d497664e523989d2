import Vocabulary

/// What a receiver wrote down of the sender policy (RFC 7208 section 9.1): a claim, as good as the place where it
/// stands.
package struct ReceivedSPF: Sendable, Hashable {
  /// Lower case: `pass`, `fail`, `softfail`, …
  package let result: String
  package let comment: String?
  /// `client-ip`, or what the comment says (`… designates 192.0.2.1 as permitted sender`).
  package let client: IPAddress?
  package let helo: String?
  package let envelopeFrom: String?
  package let receiver: String?
  /// The domain whose policy was checked: of `envelope-from`, else what the comment says (`domain of example.org`),
  /// else `helo`.
  package let domain: String?

  /// Takes an unfolded value.
  package init(_ value: [UInt8]) {
    var pairs: [String: String] = [:]
    (result, comment) = value.withUnsafeBufferPointer { bytes in
      var cursor = FieldCursor(bytes)
      cursor.skipSpace()
      let result = cursor.lower(cursor.word())
      cursor.skipSpace()
      let comment = cursor.comment.map(cursor.text)
      var fields = 0
      while !cursor.isAtEnd, fields < 32 {
        fields += 1
        cursor.skipSpace()
        let key = cursor.lower(cursor.word(until: UInt8(ascii: "=")))
        if cursor.take(UInt8(ascii: "=")) {
          cursor.skipSpace()
          let value = cursor.value()
          if pairs[key] == nil { pairs[key] = value }
        }
        cursor.skipSection()
      }
      return (result, comment)
    }
    let said = SPFComment(comment ?? "")
    client = pairs["client-ip"].flatMap { IPAddress($0) } ?? said.client
    helo = pairs["helo"]
    envelopeFrom = pairs["envelope-from"].map {
      $0.hasPrefix("<") && $0.hasSuffix(">") ? String($0.dropFirst().dropLast()) : $0
    }
    receiver = pairs["receiver"]
    let from = envelopeFrom.flatMap { address in
      address.utf8.lastIndex(of: UInt8(ascii: "@")).map { String(address[address.utf8.index(after: $0)...]) }
    }
    domain = from ?? said.domain ?? helo
  }

  package init(_ value: some StringProtocol) { self.init(Array(value.utf8)) }
}

/// The sentence that receivers put beside a result: `sender IP is 192.0.2.1`, `google.com: domain of example.org
/// designates 192.0.2.1 as permitted sender`.
package struct SPFComment: Sendable, Hashable {
  package let client: IPAddress?
  /// What follows `domain of`: a domain or an address.
  package let domain: String?

  package init(_ comment: String) {
    var comment = comment
    (client, domain) = comment.withUTF8 { Self.read($0.prefix(1024)) }
  }

  private static func read(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> (client: IPAddress?, domain: String?) {
    var client: IPAddress?
    var domain: String?
    var (expectsDomain, followsDomain) = (false, false)
    var (index, words) = (bytes.startIndex, 0)
    while words < 48 {
      while index < bytes.endIndex, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      let start = index
      while index < bytes.endIndex, bytes[index] != 0x20, bytes[index] != 0x09 { index += 1 }
      guard index > start else { break }
      words += 1
      let word = bytes[start..<index]
      if expectsDomain, domain == nil, !word.elementsEqual("transitioning".utf8) {
        let at = word.lastIndex(of: UInt8(ascii: "@"))
        domain = String(decoding: word[(at.map { $0 + 1 } ?? start)...], as: UTF8.self)
        expectsDomain = false
      } else if followsDomain, word.elementsEqual("of".utf8) {
        expectsDomain = true
      } else if client == nil {
        client = IPAddress(utf8: UnsafeBufferPointer(rebasing: word.prefix(46)))
      }
      followsDomain = word.elementsEqual("domain".utf8)
    }
    return (client, domain)
  }
}

extension AuthenticationResults.MethodResult {
  /// The address that an `spf` result names: in its comment, or as `policy.iprev` or `smtp.remote-ip`.
  package var client: IPAddress? {
    (value("smtp", "remote-ip") ?? value("policy", "iprev")).flatMap { IPAddress($0) }
      ?? comment.flatMap { SPFComment($0).client }
  }
}
