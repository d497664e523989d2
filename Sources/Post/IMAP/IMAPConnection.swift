import CTransfer
import Operations

#if canImport(Glibc)
  import Glibc
#endif

/// A logged-in IMAP connection: libcurl makes it, with TLS and login, and the commands are our own.
actor IMAPConnection {
  private let executor = BlockingExecutor("candor.imap")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let server: MailServer
  private let stop: StopFlag
  private var handle: CurlHandle?
  private var reader = IMAPReader(longestLiteral: Delivery.longest)
  private var count = 0
  private var canIdle = false
  private var piece = [UInt8](repeating: 0, count: 65536)
  private static let patience: Duration = .seconds(60)

  init(_ server: MailServer, stop: StopFlag) {
    self.server = server
    self.stop = stop
  }

  func open(_ credentials: CurlHandle.Credentials) throws(MailTrouble) {
    let handle = try CurlHandle(server, scheme: "imap", credentials: credentials)
    handle.set(CURLOPT_CONNECT_ONLY, 1)
    let code = curl_easy_perform(handle.raw)
    guard code == CURLE_OK else { throw handle.trouble(code) }
    self.handle = handle
    for case .data("CAPABILITY", _, let values) in try command("CAPABILITY") {
      canIdle = canIdle || values.contains(.text("IDLE"))
    }
  }

  /// Opens the mailbox for reading only, so that nothing in it is marked or lost; its UIDVALIDITY.
  func examine(_ mailbox: String) throws(MailTrouble) -> Int {
    guard let wire = IMAPName.encoded(mailbox) else {
      throw MailTrouble(.setting, "The mailbox's name has control characters in it.")
    }
    let name = wire.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    for case .status(_, "OK", let code, _) in try command("EXAMINE \"\(name)\"") {
      let words = code.split(separator: " ")
      if words.count == 2, words[0].uppercased() == "UIDVALIDITY", let value = Int(words[1]) { return value }
    }
    throw MailTrouble(
      .mailbox, "\(server.host) gives the mailbox \(mailbox) no UIDVALIDITY, so mail could be taken twice.")
  }

  /// In ascending order.
  func uids(after last: Int) throws(MailTrouble) -> [Int] {
    var found: Set<Int> = []
    for case .data("SEARCH", _, let values) in try command("UID SEARCH UID \(last + 1):*") {
      found.formUnion(values.compactMap(\.number))
    }
    // `n:*` names the last mail even where that is before n.
    return found.filter { $0 > last }.sorted()
  }

  func sizes(of uids: some Collection<Int>) throws(MailTrouble) -> [Int: Int] {
    let set = uids.map(String.init).joined(separator: ",")
    var sizes: [Int: Int] = [:]
    for case .data("FETCH", _, let values) in try command("UID FETCH \(set) (UID RFC822.SIZE)") {
      guard case .list(let list)? = values.first else { continue }
      if let uid = IMAPValue.named("UID", in: list)?.number {
        sizes[uid] = IMAPValue.named("RFC822.SIZE", in: list)?.number
      }
    }
    return sizes
  }

  /// The mail's exact bytes, its flags untouched; nil where it is gone.
  func fetch(_ uid: Int) throws(MailTrouble) -> [UInt8]? {
    for case .data("FETCH", _, let values) in try command("UID FETCH \(uid) (UID BODY.PEEK[])") {
      guard case .list(let list)? = values.first, IMAPValue.named("UID", in: list)?.number == uid else { continue }
      switch IMAPValue.named("BODY[]", in: list) {
      case .literal(let bytes): return bytes
      case .text(let text) where text.uppercased() != "NIL": return Array(text.utf8)
      default: return nil
      }
    }
    return nil
  }

  /// Returns when mail has come, and after `longest` at the latest.
  func wait(_ longest: Duration) throws(MailTrouble) {
    let deadline = ContinuousClock.now + longest
    guard canIdle else {
      while ContinuousClock.now < deadline, !stop.isSet { usleep(200_000) }
      _ = try command("NOOP")
      return
    }
    count += 1
    try send("C\(count) IDLE\r\n")
    var hasMail = false
    while !hasMail, let response = try response(before: deadline) {
      if case .data("EXISTS", _, _) = response { hasMail = true }
      if case .status(.some, _, _, let text) = response {
        throw MailTrouble(.protocolBroken, "\(server.host): \(text)")
      }
    }
    try send("DONE\r\n")
    _ = try answers(to: "C\(count)")
  }

  // MARK: the wire

  private func command(_ text: String) throws(MailTrouble) -> [IMAPResponse] {
    count += 1
    try send("C\(count) \(text)\r\n")
    return try answers(to: "C\(count)")
  }

  private func answers(to tag: String) throws(MailTrouble) -> [IMAPResponse] {
    var all: [IMAPResponse] = []
    while let response = try response(before: ContinuousClock.now + Self.patience) {
      guard case .status(tag, let word, _, let text) = response else {
        all.append(response)
        continue
      }
      guard word == "OK" else { throw MailTrouble(.mailbox, "\(server.host) answered: \(text)") }
      return all
    }
    throw MailTrouble(.timeout, "\(server.authority) did not answer in time.")
  }

  /// nil when the time is over.
  private func response(before deadline: ContinuousClock.Instant) throws(MailTrouble) -> IMAPResponse? {
    while true {
      do throws(IMAPReader.Broken) {
        if let response = try reader.next() {
          if case .status(nil, "BYE", _, let text) = response {
            throw IMAPReader.Broken(why: "it ended the connection: \(text)")
          }
          return response
        }
      } catch {
        throw MailTrouble(.protocolBroken, "\(server.host): \(error.why)")
      }
      guard try fill(before: deadline) else { return nil }
    }
  }

  private func fill(before deadline: ContinuousClock.Instant) throws(MailTrouble) -> Bool {
    guard let handle else { throw MailTrouble(.unreachable, "Not connected to \(server.authority).") }
    while ContinuousClock.now < deadline {
      var got = 0
      let code = curl_easy_recv(handle.raw, &piece, piece.count, &got)
      if code == CURLE_OK, got > 0 {
        reader.take(piece[..<got])
        return true
      }
      guard code == CURLE_AGAIN else {
        throw MailTrouble(.unreachable, "\(server.authority) closed the connection.")
      }
      try ready(handle, Int16(POLLIN))
    }
    return false
  }

  private func send(_ text: String) throws(MailTrouble) {
    guard let handle else { throw MailTrouble(.unreachable, "Not connected to \(server.authority).") }
    var rest = Array(text.utf8)[...]
    let deadline = ContinuousClock.now + Self.patience
    while !rest.isEmpty {
      var sent = 0
      let code = rest.withUnsafeBytes { curl_easy_send(handle.raw, $0.baseAddress, $0.count, &sent) }
      guard code == CURLE_OK || code == CURLE_AGAIN, ContinuousClock.now < deadline else { throw handle.trouble(code) }
      rest = rest.dropFirst(sent)
      if code == CURLE_AGAIN { try ready(handle, Int16(POLLOUT)) }
    }
  }

  /// Waits for the socket, half a second at most.
  private func ready(_ handle: CurlHandle, _ events: Int16) throws(MailTrouble) {
    guard !stop.isSet else { throw MailTrouble(.unreachable, "Candor is closing.") }
    var descriptor = curl_socket_t(-1)
    _ = transfer_get_socket(handle.raw, &descriptor)
    var wanted = pollfd(fd: descriptor, events: events, revents: 0)
    _ = poll(&wanted, 1, 500)
  }
}
