import CTransfer
import Dispatch
import Logging
import Operations
import Vocabulary

/// The door out for notices: libcurl connects, encrypts and signs in, and the conversation that follows is our own.
package struct BulkSMTP: Sendable {
  package struct Limits: Sendable, Hashable {
    /// Over one connection, before a new one is made.
    package var letters = 1_000
    /// Seconds that a connection is kept with nothing to do.
    package var idle = 10
    /// Seconds that an answer may take (RFC 5321 section 4.5.3.2 wants ten minutes after a text).
    package var patience = 600
    /// The same once the sending is over; what has no answer then is ambiguous.
    package var lastPatience = 15

    package init() {}
  }

  private let server: MailServer
  private let login: MailLogin
  private let host: String
  private let limits: Limits
  private let logger: Logger

  package init(
    _ server: MailServer, login: MailLogin = .none, host: String = "localhost", limits: Limits = Limits(),
    logger: Logger
  ) {
    self.server = server
    self.login = login
    self.host = host
    self.limits = limits
    self.logger = logger
  }

  package var submission: BulkSubmission {
    BulkSubmission { feed in
      let lines = SMTPLines(feed, limits)
      return { await connect(lines) }
    }
  }

  private func connect(_ lines: SMTPLines) async -> BulkSubmission.End {
    let end: BulkSubmission.End
    do throws(MailTrouble) {
      let credentials = try await CurlHandle.Credentials(login)
      // A thread of its own: it waits for the network until the server has greeted, encrypted and let us in.
      let queue = DispatchQueue(label: "candor.notices.connect")
      end = await withCheckedContinuation { continuation in
        queue.async {
          do throws(MailTrouble) { lines.join(try open(credentials), leaving: continuation) } catch {
            continuation.resume(returning: .failed(error.reason))
          }
        }
      }
    } catch { end = .failed(error.reason) }
    if case .failed(let why) = end { logger.warning("notices are held up: \(why)") }
    return end
  }

  private func open(_ credentials: CurlHandle.Credentials) throws(MailTrouble) -> SMTPLine {
    let handle = try CurlHandle(server, scheme: "smtp", path: host, credentials: credentials)
    handle.set(CURLOPT_CONNECT_ONLY, 1)
    let code = curl_easy_perform(handle.raw)
    guard code == CURLE_OK else { throw handle.trouble(code) }
    return SMTPLine(handle, SMTPDialogue(host: host, most: limits.letters))
  }
}
