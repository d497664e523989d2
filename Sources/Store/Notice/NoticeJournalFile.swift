import Foundation
import Operations
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// The journal of one notice as a file: lines that are only ever added, by one call of write(2), so that a killed program leaves all of them.
///
/// Only a power failure can lose lines. The head names the boot in which it was written, so that this is known.
final class NoticeJournalFile: Sendable {
  private let path: String
  private let descriptor: Int32
  private let head: String
  private let isBroken = Mutex(false)

  /// `folder` is made where it is not there.
  static func journals(folder: String) -> NoticeJournals {
    NoticeJournals { notice throws(StoreTrouble) in
      let file = try NoticeJournalFile(folder: folder, notice: notice)
      return NoticeJournal(
        past: { ids throws(StoreTrouble) in try file.past(ids) },
        restart: { () throws(StoreTrouble) in try file.restart() }, write: { file.write($0) },
        close: { file.close(done: $0) })
    }
  }

  private init(folder: String, notice: Int64) throws(StoreTrouble) {
    path = "\(folder)/\(notice).journal"
    head = "candor-notice-journal/1 \(notice) \(Self.boot())\n"
    if mkdir(folder, 0o700) != 0, errno != EEXIST { throw Self.trouble("make \(folder)") }
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.trouble("open \(path)") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Glibc.close(descriptor)
      throw StoreTrouble(.busy, "notice \(notice) is being sent already")
    }
  }

  /// Another one after each start of the machine.
  private static func boot() -> String {
    let text = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? ""
    return text.filter { $0.isHexDigit || $0 == "-" }
  }

  private func past(_ ids: Set<Int64>) throws(StoreTrouble) -> NoticeJournal.Past {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.trouble("read \(path)") }
    var steps: [Int64: NoticeJournal.Step] = [:]
    var isReliable: Bool?
    var rest: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      guard count >= 0 else { throw Self.trouble("read \(path)") }
      guard count > 0 else { break }
      rest += piece[..<count]
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: 0x0A) {
        let line = String(decoding: rest[start..<end], as: UTF8.self)
        start = end + 1
        guard isReliable != nil else {
          isReliable = line + "\n" == head
          continue
        }
        if let step = NoticeJournal.Step(line: line) {
          if ids.contains(step.id) { steps[step.id] = step }
        } else {
          isReliable = false
        }
      }
      rest.removeFirst(start)
      // No line is that long: this is no journal.
      if rest.count > 1 << 20 { return NoticeJournal.Past(isReliable: false, steps: [:]) }
    }
    return NoticeJournal.Past(isReliable: isReliable ?? false, steps: steps)
  }

  private func restart() throws(StoreTrouble) {
    guard ftruncate(descriptor, 0) == 0, put(Array(head.utf8)), fsync(descriptor) == 0 else {
      throw Self.trouble("begin \(path)")
    }
    do { try OwnerFile.syncFolder(of: path) } catch { throw StoreTrouble(error, doing: "begin \(path)") }
  }

  private func write(_ steps: [NoticeJournal.Step]) -> Bool {
    var lines: [UInt8] = []
    for step in steps { step.write(to: &lines) }
    return put(lines)
  }

  /// Half a line would swallow the next one: after it, nothing is written any more.
  private func put(_ bytes: [UInt8]) -> Bool {
    isBroken.withLock { isBroken in
      guard !isBroken else { return false }
      while true {
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        isBroken = count != bytes.count
        return !isBroken
      }
    }
  }

  private func close(done: Bool) {
    if done { unlink(path) }
    Glibc.close(descriptor)
  }

  private static func trouble(_ what: String) -> StoreTrouble {
    StoreTrouble(errno == ENOSPC ? .full : .unreachable, "could not \(what): \(String(cString: strerror(errno)))")
  }
}
