import Vocabulary

/// What an entry committed to, as one line of JSON (`personal.jsonl`): whoever has it can check it against the log.
package struct PersonalLine: Sendable, Hashable {
  package let number: Int64
  package let salt: [UInt8]
  /// JSON, byte for byte as it was committed to.
  package let body: String

  package init(number: Int64, salt: [UInt8], body: String) {
    self.number = number
    self.salt = salt
    self.body = body
  }

  /// `{"number":1,"salt":"00…","body":"{}"}` without a line feed.
  package var line: [UInt8] {
    var out = Array("{\"number\":\(number),\"salt\":\"\(Hexadecimal.encode(salt))\",\"body\":".utf8)
    JSONString.append(body, to: &out)
    out.append(UInt8(ascii: "}"))
    return out
  }

  /// nil for every line that is not of that form.
  package init?(_ line: some Collection<UInt8>) {
    guard line.count <= CustodyLine.longest else { return nil }
    var reader = LineReader(Array(line))
    guard reader.pass("{\"number\":"), let number = reader.number(), number > 0,
      reader.pass(",\"salt\":"), let salt = reader.string().flatMap({ Digest(hex: $0) }),
      reader.pass(",\"body\":"), let body = reader.string(), reader.pass("}"), reader.isAtEnd
    else { return nil }
    self.init(number: number, salt: salt.bytes, body: body)
  }
}
