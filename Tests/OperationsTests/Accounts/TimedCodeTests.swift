import Operations
import Testing
import Vocabulary

@Suite struct TimedCodeTests {
  static let code = TimedCode(secret: Array("12345678901234567890".utf8))

  /// RFC 6238 appendix B, the last six of its eight digits.
  @Test(
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
      (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ] as [(Int64, String)])
  func `the codes are those of the standard`(time: Int64, digits: String) {
    #expect(Self.code.digits(step: TimedCode.step(at: Timestamp(seconds: time))) == digits)
  }

  @Test func `a code counts in its own step and beside it, and no further`() {
    let digits = Self.code.digits(step: 1000)
    let accepted = (997...1003).filter { Self.code.step(of: digits, at: Timestamp(seconds: $0 * 30 + 7)) == 1000 }
    #expect(accepted == [999, 1000, 1001])
    #expect(
      Self.code.step(of: String(digits.prefix(3)) + " " + digits.suffix(3), at: Timestamp(seconds: 30_000)) == 1000)
    #expect(Self.code.step(of: "", at: Timestamp(seconds: 30_000)) == nil)
  }

  @Test func `an app is told the secret in Base32, and names cannot add to the link`() {
    #expect(Self.code.typed == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
    let link = Self.code.link(issuer: "A&secret=B?#/ Co", account: "a@b.example")
    #expect(link.hasPrefix("otpauth://totp/AsecretB%20Co:a%40b.example?secret=GEZDGNBVGY3TQOJQ"))
  }

  @Test func `a recovery code is the same however it is typed`() {
    let code = RecoveryCode()
    #expect(code.text.count == 19)
    #expect(
      RecoveryCode.digest(of: code.text)
        == RecoveryCode.digest(of: " " + code.text.lowercased().replacing("-", with: " ")))
  }
}
