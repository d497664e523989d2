/// Base64 as RFC 4648 section 4 has it, read strictly: for what programs write, never for mail.
package enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    var (word, count) = (0, 0)
    func letter(_ shift: Int) -> UInt8 { alphabet[word >> shift & 63] }
    for byte in bytes {
      word = word << 8 | Int(byte)
      count += 1
      guard count == 3 else { continue }
      for shift in [18, 12, 6, 0] { out.append(letter(shift)) }
      (word, count) = (0, 0)
    }
    if count > 0 {
      word <<= (3 - count) * 8
      out.append(letter(18))
      out.append(letter(12))
      out.append(count == 2 ? letter(6) : UInt8(ascii: "="))
      out.append(UInt8(ascii: "="))
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// nil for other letters, missing padding, or bits set that stand for nothing (RFC 4648 section 3.5).
  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let letters = Array(text.utf8)
    guard letters.count.isMultiple(of: 4) else { return nil }
    let padding = letters.suffix(2).count { $0 == UInt8(ascii: "=") }
    var out: [UInt8] = []
    out.reserveCapacity(letters.count / 4 * 3)
    var (word, bits) = (0, 0)
    for letter in letters.dropLast(padding) {
      let value = values[Int(letter)]
      guard value < 64 else { return nil }
      word = (word << 6 | Int(value)) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: word >> bits))
      }
    }
    return word & ((1 << bits) - 1) == 0 ? out : nil
  }
}
