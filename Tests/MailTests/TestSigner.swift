import CCrypto
import Foundation

@testable import Mail

/// Signs test messages with the Ed25519 key of seed 0…31 (`curve` in keys.txt). Canonicalises in its own naive way,
/// so that it checks the code under test.
enum TestSigner {
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/authentication")

  static func fixture(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: fixtures.appendingPathComponent(name)))
  }

  static func keys() throws -> DKIMKeyArchive {
    var unread: [Int] = []
    let text = try String(contentsOf: fixtures.appendingPathComponent("keys.txt"), encoding: .utf8)
    return DKIMKeyArchive(text: text, unread: &unread)
  }

  /// The message with a DKIM-Signature on top. `message` has CRLF line ends; `more` are further tags (`x=…; `), `h`
  /// the signed names.
  static func sign(
    _ message: String, c: String = "relaxed/relaxed", h: String = "from:to:subject:date", more: String = "",
    d: String = "harborledger.test",
    length: Int? = nil
  ) -> String {
    let (headers, body) = split(message)
    let forms = c.split(separator: "/").map(String.init)
    var hashed = Array(canonicalBody(body, relaxed: forms.last == "relaxed" && forms.count == 2).utf8)
    if let length { hashed = Array(hashed.prefix(length)) }
    let bh = Data(digest(hashed)).base64EncodedString()
    let l = length.map { "l=\($0); " } ?? ""
    let unsigned =
      "DKIM-Signature: v=1; a=ed25519-sha256; c=\(c); d=\(d);\r\n s=curve; \(more)\(l)h=\(h);\r\n\tbh=\(bh);  b="
    return complete(unsigned, headers: headers, names: h, relaxed: forms[0] == "relaxed") + "\r\n" + message
  }

  /// `field` (which ends in `b=`) with its signature over `names` and itself.
  static func complete(_ field: String, headers: [String], names: String, relaxed: Bool) -> String {
    var left = headers
    var text = ""
    for name in names.lowercased().split(separator: ":") {
      let wanted = name.trimmingCharacters(in: .whitespaces)
      guard let index = left.lastIndex(where: { key($0) == wanted }) else { continue }
      text += canonicalField(left.remove(at: index), relaxed: relaxed) + "\r\n"
    }
    text += canonicalField(field, relaxed: relaxed)
    return field + Data(ed25519(digest(Array(text.utf8)))).base64EncodedString()
  }

  static func key(_ field: String) -> String {
    field.prefix { $0 != ":" }.trimmingCharacters(in: .whitespaces).lowercased()
  }

  static func split(_ message: String) -> (headers: [String], body: String) {
    guard let gap = message.range(of: "\r\n\r\n") else { return ([], message) }
    var headers: [String] = []
    for line in message[..<gap.lowerBound].components(separatedBy: "\r\n") {
      if line.hasPrefix(" ") || line.hasPrefix("\t") {
        headers[headers.count - 1] += "\r\n" + line
      } else {
        headers.append(line)
      }
    }
    return (headers, String(message[gap.upperBound...]))
  }

  static func canonicalField(_ field: String, relaxed: Bool) -> String {
    guard relaxed, let colon = field.firstIndex(of: ":") else { return field }
    let value = field[field.index(after: colon)...].replacingOccurrences(of: "\r\n", with: "")
    return key(field) + ":" + squeezed(value).trimmingCharacters(in: .whitespaces)
  }

  static func canonicalBody(_ body: String, relaxed: Bool) -> String {
    var lines = body.components(separatedBy: "\r\n")
    if relaxed {
      lines = lines.map { line in
        var line = squeezed(line)
        while line.hasSuffix(" ") { line.removeLast() }
        return line
      }
    }
    while lines.last == "" { lines.removeLast() }
    if lines.isEmpty { return relaxed ? "" : "\r\n" }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private static func squeezed(_ text: String) -> String {
    text.replacingOccurrences(of: "[ \t]+", with: " ", options: .regularExpression)
  }

  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    EVP_Digest(bytes, bytes.count, &out, &length, EVP_sha256(), nil)
    return out
  }

  static func ed25519(_ message: [UInt8]) -> [UInt8] {
    let seed = [UInt8](0..<32)
    let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    let context = EVP_MD_CTX_new()
    defer {
      EVP_MD_CTX_free(context)
      EVP_PKEY_free(key)
    }
    var signature = [UInt8](repeating: 0, count: 64)
    var length = signature.count
    EVP_DigestSignInit(context, nil, nil, nil, key)
    EVP_DigestSign(context, &signature, &length, message, message.count)
    return signature
  }
}
