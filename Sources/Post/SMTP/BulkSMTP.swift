import CTransfer
import Dispatch
import Letters
import Logging
import Operations
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// The door out for notices: libcurl connects, encrypts and signs in, and the conversation that follows is our own, pipelined.
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

  package var submission: BulkSubmission { BulkSubmission { await connect($0) } }

  private func connect(_ feed: LetterFeed) async -> BulkSubmission.End {
    let end: BulkSubmission.End
    do throws(MailTrouble) {
      let credentials = try await CurlHandle.Credentials(login)
      // A thread of its own: it waits for the network nearly all the time.
      let queue = DispatchQueue(label: "candor.notices")
      end = await withCheckedContinuation { continuation in
        queue.async { continuation.resume(returning: converse(feed, credentials)) }
      }
    } catch { end = .failed(error.reason) }
    if case .failed(let why) = end { logger.warning("notices are held up: \(why)") }
    return end
  }

  private func converse(_ feed: LetterFeed, _ credentials: CurlHandle.Credentials) -> BulkSubmission.End {
    do throws(MailTrouble) {
      let handle = try CurlHandle(server, scheme: "smtp", path: host, credentials: credentials)
      handle.set(CURLOPT_CONNECT_ONLY, 1)
      let code = curl_easy_perform(handle.raw)
      guard code == CURLE_OK else { throw handle.trouble(code) }
      var line = SMTPLine(handle, dialogue: SMTPDialogue(host: host, most: limits.letters), limits: limits)
      return line.run(feed)
    } catch { return .failed(error.reason) }
  }
}

/// One connection and its dialogue, brought together by a thread that waits for either side.
private struct SMTPLine {
  private let handle: CurlHandle
  private let limits: BulkSMTP.Limits
  private var dialogue: SMTPDialogue
  private var unsent: [UInt8] = []
  private var sent = 0
  private var piece = [UInt8](repeating: 0, count: 16_384)
  private var end: BulkSubmission.End?

  init(_ handle: CurlHandle, dialogue: SMTPDialogue, limits: BulkSMTP.Limits) {
    self.handle = handle
    self.dialogue = dialogue
    self.limits = limits
  }

  mutating func run(_ feed: LetterFeed) -> BulkSubmission.End {
    let clock = ContinuousClock()
    // When the last whole answer came: a server that trickles, or reads a letter byte by byte, is not waited for without end.
    var heard = clock.now
    var answers = 0
    perform(feed)
    while end == nil {
      fill(feed)
      if !write() {
        dialogue.lose("the mail server closed the connection")
        perform(feed)
      }
      guard end == nil else { break }
      let silence = clock.now - heard
      if dialogue.isIdle {
        if feed.isOver() || dialogue.isFull || silence > .seconds(limits.idle) {
          dialogue.quit()
          perform(feed)
          write()
          break
        }
      } else if silence > .seconds(feed.isOver() ? limits.lastPatience : limits.patience) {
        dialogue.lose("the mail server did not answer in time")
        perform(feed)
        break
      }
      switch read() {
      case .some(let count) where count > 0:
        dialogue.take(piece[..<count], unsent: unsent.count - sent)
        if dialogue.answers > answers { (answers, heard) = (dialogue.answers, clock.now) }
      case .some:
        wait()
        continue
      case nil: dialogue.lose("the mail server closed the connection")
      }
      perform(feed)
    }
    return end ?? .done
  }

  private mutating func fill(_ feed: LetterFeed) {
    while end == nil, dialogue.wantsLetter, let item = feed.next() {
      dialogue.give(item.id, item.letter)
      perform(feed)
    }
  }

  private mutating func perform(_ feed: LetterFeed) {
    var isHeld = false
    for action in dialogue.drain() {
      switch action {
      case .begin(let id):
        guard !isHeld, feed.begin(id) else {
          isHeld = true
          continue
        }
      case .send(let bytes): if !isHeld { unsent += bytes }
      case .settle(let id, let outcome): feed.settle(id, outcome)
      case .close(let why): end = why.map { .failed($0) } ?? .done
      }
    }
    if isHeld {
      dialogue.hold("its journal cannot be written")
      perform(feed)
    }
  }

  /// As much as the network takes now; false where it takes no more, ever.
  @discardableResult
  private mutating func write() -> Bool {
    while sent < unsent.count {
      var count = 0
      let code = unsent.withUnsafeBytes {
        curl_easy_send(handle.raw, $0.baseAddress.map { $0 + sent }, $0.count - sent, &count)
      }
      guard code == CURLE_OK || code == CURLE_AGAIN else { return false }
      guard count > 0 else { break }
      sent += count
    }
    if sent == unsent.count {
      unsent.removeAll(keepingCapacity: true)
      sent = 0
    }
    return true
  }

  /// How many bytes came; 0 where none did yet, nil where none will.
  private mutating func read() -> Int? {
    var count = 0
    let code = curl_easy_recv(handle.raw, &piece, piece.count, &count)
    if code == CURLE_OK, count > 0 { return count }
    return code == CURLE_AGAIN ? 0 : nil
  }

  /// For the other side, or until the feed may have something new.
  private func wait() {
    var descriptor = curl_socket_t(-1)
    _ = transfer_get_socket(handle.raw, &descriptor)
    let isWriting = sent < unsent.count
    var wanted = pollfd(fd: descriptor, events: Int16(isWriting ? POLLIN | POLLOUT : POLLIN), revents: 0)
    _ = poll(&wanted, 1, dialogue.isIdle || dialogue.wantsLetter ? 20 : 500)
  }
}
