import CTransfer
import Operations

#if canImport(Glibc)
  import Glibc
#endif

/// One connection and its dialogue. Made by the thread that connected, and from then on the one's that has all of them.
final class SMTPLine: @unchecked Sendable {
  private let handle: CurlHandle
  private var dialogue: SMTPDialogue
  private var actions: [SMTPDialogue.Action] = []
  private var unsent: [UInt8] = []
  private var sent = 0
  private var piece = [UInt8](repeating: 0, count: 16_384)
  private var answers = 0
  private var isLeaving = false
  /// When the last whole answer came: a server that trickles, or reads a letter byte by byte, is not waited for without end.
  private var heard = ContinuousClock.now
  private(set) var end: BulkSubmission.End?

  init(_ handle: CurlHandle, _ dialogue: SMTPDialogue) {
    self.handle = handle
    self.dialogue = dialogue
  }

  /// Whether it would take letters that come later.
  var isHungry: Bool { dialogue.isIdle || dialogue.wantsLetter }

  /// Takes what has come; false where nothing did.
  func read(at now: ContinuousClock.Instant) -> Bool {
    guard end == nil else { return false }
    var count = 0
    let code = curl_easy_recv(handle.raw, &piece, piece.count, &count)
    if code == CURLE_AGAIN { return false }
    guard code == CURLE_OK, count > 0 else {
      dialogue.lose("the mail server closed the connection")
      return true
    }
    dialogue.take(piece[..<count], unsent: unsent.count - sent)
    if dialogue.answers > answers { (answers, heard) = (dialogue.answers, now) }
    return true
  }

  func fill(from feed: LetterFeed) {
    while end == nil, dialogue.wantsLetter, let item = feed.next() { dialogue.give(item.id, item.letter) }
  }

  /// What there is to tell. Nothing of it has been acted upon before `act`.
  func collect(_ events: inout [LetterFeed.Event]) {
    actions += dialogue.drain()
    for action in actions {
      switch action {
      case .begin(let id): events.append(.begin(id))
      case .settle(let id, let outcome): events.append(.settle(id, outcome))
      case .send, .close: break
      }
    }
  }

  /// `mayBegin`: what was told is written down. True where there is more to tell now.
  func act(mayBegin: Bool) -> Bool {
    var isHeld = false
    for action in actions {
      switch action {
      case .begin: isHeld = isHeld || !mayBegin
      case .send(let bytes): if !isHeld { unsent += bytes }
      case .settle: break
      case .close(let why): end = why.map { .failed($0) } ?? .done
      }
    }
    actions.removeAll(keepingCapacity: true)
    if isHeld { dialogue.hold("its journal cannot be written") }
    return isHeld
  }

  /// Says good-bye where it has nothing to do, gives up where the server is silent for too long.
  func watch(_ feed: LetterFeed, _ limits: BulkSMTP.Limits, at now: ContinuousClock.Instant) {
    guard end == nil else { return }
    let silence = now - heard
    if dialogue.isIdle {
      guard feed.isOver() || dialogue.isFull || silence > .seconds(limits.idle) else { return }
      dialogue.quit()
      isLeaving = true
    } else if silence > .seconds(min(limits.patience, limits.lastPatience)),
      feed.isOver() || silence > .seconds(limits.patience)
    {
      dialogue.lose("the mail server did not answer in time")
    }
  }

  /// As much as the network takes now.
  func write() {
    guard end == nil else { return }
    while sent < unsent.count {
      var count = 0
      let code = unsent.withUnsafeBytes {
        curl_easy_send(handle.raw, $0.baseAddress.map { $0 + sent }, $0.count - sent, &count)
      }
      guard code == CURLE_OK || code == CURLE_AGAIN else {
        dialogue.lose("the mail server closed the connection")
        break
      }
      guard count > 0 else { break }
      sent += count
    }
    if sent == unsent.count {
      unsent.removeAll(keepingCapacity: true)
      sent = 0
    }
    // Nobody waits for the answer to a good-bye.
    if isLeaving { end = .done }
  }

  var awaited: pollfd {
    var descriptor = curl_socket_t(-1)
    _ = transfer_get_socket(handle.raw, &descriptor)
    return pollfd(fd: descriptor, events: Int16(sent < unsent.count ? POLLIN | POLLOUT : POLLIN), revents: 0)
  }
}
