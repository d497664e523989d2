import Dispatch
import Operations
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// All connections that one feed has. One thread has them all: it waits for whichever server answers first, and tells the feed in one
/// piece what a round over them brought, so that the journal is written once a round and nobody waits for a lock.
final class SMTPLines: Sendable {
  private struct State {
    var joining: [Member] = []
    var isRunning = false
  }

  private struct Member {
    let line: SMTPLine
    let left: CheckedContinuation<BulkSubmission.End, Never>
  }

  private let state = Mutex(State())
  private let feed: LetterFeed
  private let limits: BulkSMTP.Limits
  private let queue = DispatchQueue(label: "candor.notices")

  init(_ feed: LetterFeed, _ limits: BulkSMTP.Limits) {
    self.feed = feed
    self.limits = limits
  }

  /// `left` is resumed when the connection has ended.
  func join(_ line: SMTPLine, leaving left: CheckedContinuation<BulkSubmission.End, Never>) {
    let isFirst = state.withLock { state in
      state.joining.append(Member(line: line, left: left))
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if isFirst { queue.async { self.run() } }
  }

  private func run() {
    var members: [Member] = []
    while true {
      let others = !members.isEmpty
      members += state.withLock { state in
        defer { (state.isRunning, state.joining) = (others || !state.joining.isEmpty, []) }
        return state.joining
      }
      guard !members.isEmpty else { return }
      round(members.map(\.line))
      members.removeAll { member in
        guard let end = member.line.end else { return false }
        member.left.resume(returning: end)
        return true
      }
    }
  }

  private func round(_ lines: [SMTPLine]) {
    let now = ContinuousClock.now
    var isQuiet = true
    for line in lines {
      if line.read(at: now) { isQuiet = false }
      line.fill(from: feed)
      line.watch(feed, limits, at: now)
    }
    tell(lines)
    for line in lines { line.write() }
    // What a broken connection made of its letters.
    tell(lines)
    if isQuiet { wait(lines) }
  }

  private func tell(_ lines: [SMTPLine]) {
    var isMore = true
    while isMore {
      var events: [LetterFeed.Event] = []
      for line in lines { line.collect(&events) }
      let mayBegin = events.isEmpty || feed.tell(events)
      isMore = false
      for line in lines { if line.act(mayBegin: mayBegin) { isMore = true } }
    }
  }

  /// For any of the servers, or until the feed or another connection may have come up with something.
  private func wait(_ lines: [SMTPLine]) {
    var wanted = lines.filter { $0.end == nil }.map(\.awaited)
    guard wanted.count == lines.count else { return }
    _ = poll(&wanted, nfds_t(wanted.count), lines.contains(where: \.isHungry) ? 20 : 100)
  }
}
