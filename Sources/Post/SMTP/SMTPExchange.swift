import CTransfer
import Operations

/// One letter on its way to a mail server: what was read of it, what was answered, and what that comes to.
final class SMTPExchange {
  private let bytes: [UInt8]
  private var position = 0
  /// The text was asked for: DATA had been answered 354.
  private(set) var isBegun = false
  /// The last whole answer, without its line end.
  private(set) var answer = ""
  private var isAnsweredSinceText = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    isBegun = true
    isAnsweredSinceText = false
    let count = min(buffer.count, bytes.count - position)
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<(position + count)]))
    }
    position += count
    return count
  }

  func hear(_ line: UnsafeRawBufferPointer) {
    let text = String(decoding: line, as: UTF8.self)
    guard text.prefix(3).allSatisfy(\.isNumber), text.dropFirst(3).first != "-", !text.hasPrefix("221") else {
      return
    }
    answer = String(text.prefix { !$0.isNewline }.prefix(500))
    if isBegun { isAnsweredSinceText = true }
  }

  private var answerCode: Int { Int(answer.prefix(3)) ?? 0 }

  /// `trouble` is what else is known when the answer says nothing.
  func outcome(_ code: CURLcode, trouble: MailTrouble) -> Submission.Outcome {
    if isBegun {
      guard isAnsweredSinceText else { return .uncertain(trouble.reason) }
      switch answerCode {
      case 200..<300 where position == bytes.count: return .accepted(answer)
      case 400..<500: return .later(answer)
      case 500..<600: return .refused(answer)
      default: return .uncertain(trouble.reason)
      }
    }
    // MAIL, RCPT and DATA that are refused are a "send error" to libcurl; all before is about us, not about the letter.
    guard code == CURLE_SEND_ERROR, !answer.isEmpty else { return .unreached(trouble.reason) }
    if SMTPEnvelope.aboutLogin.contains(answerCode) { return .unreached(answer) }
    return (500..<600).contains(answerCode) ? .refused(answer) : .later(answer)
  }
}
