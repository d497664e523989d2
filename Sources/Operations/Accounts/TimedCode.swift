import Vocabulary

/// The six digits of an authenticator app: TOTP (RFC 6238) with SHA-1 and steps of 30 seconds, which is what every app knows.
package struct TimedCode: Sendable {
  package let secret: [UInt8]

  package init(secret: [UInt8]) { self.secret = secret }

  /// 160 random bits, as RFC 4226 recommends.
  package init() { secret = Secret.random(20) }

  package static let stepSeconds: Int64 = 30

  package static func step(at time: Timestamp) -> Int64 { time.seconds / stepSeconds }

  /// RFC 4226 section 5.3.
  package func digits(step: Int64) -> String {
    let counter = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: step >> Int64($0)) }
    let mac = KeyedDigest.sha1(counter, key: secret)
    guard let last = mac.last, mac.count == 20 else { return "" }
    let start = Int(last & 15)
    let number = mac[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    return Decimal.padded(Int(number % 1_000_000), to: 6)
  }

  /// The step whose code was typed: this one, the one before or the one after. Blanks in it do not matter.
  package func step(of typed: String, at time: Timestamp) -> Int64? {
    let typed = typed.filter { !$0.isWhitespace }
    let now = Self.step(at: time)
    var found: Int64?
    for step in [now, now - 1, now + 1] where Secret.same(digits(step: step), typed) && found == nil { found = step }
    return found
  }

  /// In Base32, for typing into an app, by fours.
  package var typed: String {
    let letters = Array(Base32.encode(secret))
    return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
      .joined(separator: " ")
  }

  /// What a QR code for an app says. `issuer` and `account` lose what is no letter, digit or `.@-_`.
  package func link(issuer: String, account: String) -> String {
    func plain(_ text: String) -> String {
      text.unicodeScalars.reduce(into: "") { out, scalar in
        let isPlain =
          scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-._".unicodeScalars.contains(scalar))
        switch scalar {
        case _ where isPlain: out.unicodeScalars.append(scalar)
        case "@": out += "%40"
        case " ": out += "%20"
        default: break
        }
      }
    }
    let secret = Base32.encode(secret)
    return "otpauth://totp/\(plain(issuer)):\(plain(account))?secret=\(secret)&issuer=\(plain(issuer))"
  }
}

/// A code on paper for whoever lost the phone: 80 random bits, good once.
package struct RecoveryCode: Sendable {
  /// Four groups of four letters and digits.
  package let text: String

  package init() {
    let letters = Array(Base32.encode(Secret.random(10)))
    text = stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
      .joined(separator: "-")
  }

  /// However it was typed: case, blanks and hyphens do not matter.
  package static func digest(of typed: String) -> Digest {
    Digest(of: Array(typed.uppercased().filter { $0.isLetter || $0.isNumber }.utf8))
  }

  package static let count = 8
}

/// RFC 4648 section 6, without padding.
enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  static func encode(_ bytes: [UInt8]) -> String {
    var text = ""
    var held: UInt32 = 0
    var bits = 0
    for byte in bytes {
      held = held << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[Int(held >> UInt32(bits) & 31)])
      }
      held &= (1 << UInt32(bits)) - 1
    }
    if bits > 0 { text.append(alphabet[Int(held << UInt32(5 - bits) & 31)]) }
    return text
  }
}
