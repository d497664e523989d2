import CTransfer
import Dispatch
import Letters
import Logging
import Operations
import Vocabulary

/// The door out: cleared letters, handed to the company's own mail server by libcurl.
package struct SMTPSubmission: Sendable {
  private let server: MailServer
  private let login: MailLogin
  private let host: String
  private let seconds: Int
  private let logger: Logger
  private let queue = DispatchQueue(label: "candor.submission", attributes: .concurrent)

  /// `host` is how it calls itself to the server.
  package init(
    _ server: MailServer, login: MailLogin = .none, host: String = "localhost", seconds: Int = 60, logger: Logger
  ) {
    self.server = server
    self.login = login
    self.host = host
    self.seconds = seconds
    self.logger = logger
  }

  package var submission: Submission { Submission { await send($0) } }

  private func send(_ letter: ClearedLetter) async -> Submission.Outcome {
    let credentials: CurlHandle.Credentials
    do throws(MailTrouble) { credentials = try await CurlHandle.Credentials(login) } catch {
      return .unreached(error.reason)
    }
    let outcome = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: perform(letter, credentials)) }
    }
    logger.info("a letter was handed over", metadata: ["id": "\(letter.messageID)", "outcome": "\(outcome)"])
    return outcome
  }

  private func perform(_ letter: ClearedLetter, _ credentials: CurlHandle.Credentials) -> Submission.Outcome {
    let handle: CurlHandle
    do throws(MailTrouble) {
      handle = try CurlHandle(server, scheme: "smtp", path: host, credentials: credentials)
    } catch {
      return .unreached(error.reason)
    }
    let exchange = SMTPExchange(letter.bytes)
    let recipients = curl_slist_append(nil, "<\(letter.recipient.text)>")
    defer { curl_slist_free_all(recipients) }
    handle.set(CURLOPT_TIMEOUT, seconds)
    handle.set(CURLOPT_UPLOAD, 1)
    // Empty is the null path.
    handle.set(CURLOPT_MAIL_FROM, letter.envelopeSender.map { "<\($0.text)>" } ?? "")
    _ = transfer_set_list(handle.raw, CURLOPT_MAIL_RCPT, recipients)
    let user = Unmanaged.passUnretained(exchange).toOpaque()
    _ = transfer_set_pointer(handle.raw, CURLOPT_READDATA, user)
    _ = transfer_set_pointer(handle.raw, CURLOPT_HEADERDATA, user)
    _ = transfer_set_bytes(handle.raw, CURLOPT_READFUNCTION) { buffer, size, count, user in
      guard let buffer, let user else { return 0 }
      let exchange = Unmanaged<SMTPExchange>.fromOpaque(user).takeUnretainedValue()
      return exchange.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
    }
    _ = transfer_set_bytes(handle.raw, CURLOPT_HEADERFUNCTION) { line, size, count, user in
      guard let line, let user else { return 0 }
      let exchange = Unmanaged<SMTPExchange>.fromOpaque(user).takeUnretainedValue()
      exchange.hear(UnsafeRawBufferPointer(start: line, count: size * count))
      return size * count
    }
    let code = withExtendedLifetime(exchange) { curl_easy_perform(handle.raw) }
    return exchange.outcome(code, trouble: handle.trouble(code))
  }
}
