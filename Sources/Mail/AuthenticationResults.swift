import Vocabulary

/// What a receiver wrote down of its checks (RFC 8601): a claim, as good as the place where it stands. Reads the
/// forms without authserv-id that Outlook.com writes, and those of ARC with their leading `i=` (RFC 8617 section
/// 4.1.1).
package struct AuthenticationResults: Sendable, Hashable {
  package struct Property: Sendable, Hashable {
    /// `smtp`, `header`, `body`, `policy`; empty for what has none (`action=none`). Lower case, as is `name`.
    package let type: String
    package let name: String
    package let value: String
  }

  /// By reference, since it is looked at far more often than made.
  package final class MethodResult: Sendable, Hashable {
    /// Lower case, without version: `spf`, `dkim`, `dmarc`, `arc`, `compauth`.
    package let method: String
    /// Lower case: `pass`, `fail`, `none`, …
    package let result: String
    package let reason: String?
    package let properties: [Property]
    /// The first comment after the result: `sender IP is 192.0.2.1`.
    package let comment: String?

    fileprivate init(method: String, result: String, reason: String?, properties: [Property], comment: String?) {
      self.method = method
      self.result = result
      self.reason = reason
      self.properties = properties
      self.comment = comment
    }

    package static func == (left: MethodResult, right: MethodResult) -> Bool {
      left.method == right.method && left.result == right.result && left.reason == right.reason
        && left.properties == right.properties && left.comment == right.comment
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(method)
      hasher.combine(result)
      hasher.combine(properties)
    }

    /// The first such property: `value("header", "d")`.
    package func value(_ type: String, _ name: String) -> String? {
      for index in properties.indices where properties[index].name == name && properties[index].type == type {
        return properties[index].value
      }
      return nil
    }

    /// Whom the result is about, as written: the envelope sender or HELO name of SPF, the signing domain of DKIM, the
    /// domain in From of DMARC. nil where the line names nobody (`header.d=none`, `<>`).
    package var identity: String? {
      let found: String? =
        switch method {
        case "spf": value("smtp", "mailfrom") ?? value("smtp", "mail") ?? value("smtp", "helo")
        case "dkim", "domainkeys": value("header", "d") ?? value("header", "i")
        case "dmarc": value("header", "from")
        default: nil
        }
      guard let found, found.utf8.count != 4 || found.lowercased() != "none" else { return nil }
      let bare = found.hasPrefix("<") && found.hasSuffix(">") ? String(found.dropFirst().dropLast()) : found
      return bare.isEmpty ? nil : bare
    }

    /// The domain of `identity`.
    package var domain: DomainName? {
      identity.flatMap { text in
        DomainName(
          text.utf8.lastIndex(of: UInt8(ascii: "@")).map { text[text.utf8.index(after: $0)...] } ?? text[...])
      }
    }
  }

  /// Who checked; nil where the line does not say.
  package let authservID: String?
  /// Of ARC-Authentication-Results, 1 to 50.
  package let instance: Int?
  /// In order; none where the line says `none`.
  package let results: [MethodResult]

  package static let mostResults = 50
  package static let mostProperties = 24

  /// Takes an unfolded value. Sections that are no result are passed over.
  package init(_ value: [UInt8]) {
    (authservID, instance, results) = value.withUnsafeBufferPointer(Self.read)
  }

  package init(_ value: some StringProtocol) { self.init(Array(value.utf8)) }

  package init(_ field: HeaderField, of header: HeaderBlock) {
    (authservID, instance, results) = header.withUnfolded(field, Self.read)
  }

  package func all(_ method: String) -> [MethodResult] { results.filter { $0.method == method } }
  package func first(_ method: String) -> MethodResult? { results.first { $0.method == method } }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (String?, Int?, [MethodResult]) {
    var cursor = FieldCursor(bytes)
    var authservID: String?
    var instance: Int?
    var results: [MethodResult] = []
    results.reserveCapacity(4)
    var isFirst = true
    while !cursor.isAtEnd, results.count < mostResults {
      cursor.skipSpace()
      let name = cursor.word(until: UInt8(ascii: "="))
      if !name.isEmpty, cursor.take(UInt8(ascii: "=")) {
        cursor.skipSpace()
        if isFirst, instance == nil, name.count == 1, cursor.lower(name) == "i" {
          instance = Int(cursor.text(cursor.word())).flatMap { (1...50).contains($0) ? $0 : nil }
          cursor.skipSection()
          continue
        }
        results.append(result(name, &cursor))
      } else if isFirst, !name.isEmpty {
        authservID = cursor.text(name)
      }
      isFirst = false
      cursor.skipSection()
    }
    return (authservID, instance, results)
  }

  private static func result(_ name: Range<Int>, _ cursor: inout FieldCursor) -> MethodResult {
    // `dkim/1=pass`: the version is dropped.
    let end = cursor.index(of: UInt8(ascii: "/"), in: name) ?? name.upperBound
    let (method, result) = (cursor.lower(name.lowerBound..<end), cursor.lower(cursor.word()))
    var (reason, comment): (String?, String?) = (nil, nil)
    var properties: [Property] = []
    func append(_ property: Property) {
      if properties.isEmpty { properties.reserveCapacity(3) }
      if properties.count < mostProperties { properties.append(property) }
    }
    while !cursor.isAtEnd {
      cursor.skipSpace()
      if comment == nil, let found = cursor.comment { comment = cursor.text(found) }
      guard let next = cursor.next, next != UInt8(ascii: ";") else { break }
      let key = cursor.word(until: UInt8(ascii: "="))
      guard cursor.take(UInt8(ascii: "=")) else {
        if key.isEmpty { cursor.advance() }
        continue
      }
      cursor.skipSpace()
      let value = cursor.value()
      if let dot = cursor.index(of: UInt8(ascii: "."), in: key) {
        append(
          Property(type: cursor.lower(key.lowerBound..<dot), name: cursor.lower(dot + 1..<key.upperBound), value: value)
        )
      } else if cursor.lower(key) == "reason", reason == nil {
        reason = value
      } else {
        append(Property(type: "", name: cursor.lower(key), value: value))
      }
    }
    return MethodResult(method: method, result: result, reason: reason, properties: properties, comment: comment)
  }
}
