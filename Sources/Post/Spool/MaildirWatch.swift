import Logging
import Operations
import ServiceLifecycle

/// The door for mail that arrives as files: a Maildir of the company's, or the spool folder of `candor receive`.
package struct MaildirWatch: Service {
  /// What becomes of a file whose bytes are sealed.
  package enum Taken: Sendable {
    /// A Maildir: moved to `cur` and marked as seen.
    case keep
    /// A spool folder.
    case delete
  }

  private let folder: String
  private let taken: Taken
  private let interval: Duration
  private let logger: Logger
  private let isKnown: @Sendable (String) async -> Bool
  private let receive: Receive

  /// `isKnown` says of a delivery's key that it need not be read again; without it every mail of a Maildir is, once a start.
  package init(
    _ folder: String, taken: Taken, interval: Duration = .seconds(1), logger: Logger,
    isKnown: @escaping @Sendable (String) async -> Bool = { _ in false }, receive: @escaping Receive
  ) {
    self.folder = folder
    self.taken = taken
    self.interval = interval
    self.logger = logger
    self.isKnown = isKnown
    self.receive = receive
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      var round = MaildirRound()
      var wait = interval
      while !Task.isCancelled {
        wait = await look(&round) ? interval : min(wait * 2, .seconds(60))
        try? await Task.sleep(for: wait)
      }
    }
  }

  /// One look at `new` and `cur`; false where nothing could be taken now and later may help.
  private func look(_ round: inout MaildirRound) async -> Bool {
    for place in ["new", "cur"] {
      let files: [MaildirFile]
      do throws(FileTrouble) { files = try MaildirFile.list(folder, place) } catch {
        if round.isNews(error.file) { logger.error("a mail folder cannot be read", metadata: ["why": "\(error)"]) }
        return false
      }
      round.forget(except: files, in: place)
      for file in files where !round.isDone(file) {
        guard !Task.isCancelled else { return true }
        guard await take(file, &round) else { return false }
        await Task.yield()
      }
    }
    return true
  }

  private func take(_ file: MaildirFile, _ round: inout MaildirRound) async -> Bool {
    do throws(FileTrouble) {
      if taken == .keep, await isKnown(file.key) {
        try settle(file, &round)
        return true
      }
      switch try file.content() {
      case .gone: return true
      case .tooLarge(let size):
        skip(file, "\(size >> 20) MB; a mail may have \(Delivery.longest >> 20) MB at most", &round)
      case .bytes(let bytes):
        let key = taken == .keep ? file.key : nil
        switch await receive(Delivery(bytes: bytes, door: taken == .keep ? .maildir : .file, key: key)) {
        case .sealed, .known: try settle(file, &round)
        case .refused(.unavailable(let why)):
          logger.warning("mail waits to be taken", metadata: ["file": "\(file.path)", "why": "\(why)"])
          return false
        case .refused(.empty): skip(file, "the file is empty", &round)
        case .refused(.tooLarge(let limit)): skip(file, "a mail may have \(limit >> 20) MB at most", &round)
        }
      }
    } catch {
      skip(file, error.why, &round)
    }
    return true
  }

  private func settle(_ file: MaildirFile, _ round: inout MaildirRound) throws(FileTrouble) {
    round.done(file)
    switch taken {
    case .keep: try file.moveToCurrent()
    case .delete: try file.delete()
    }
  }

  /// The file stays where it is, and is not looked at again before the next start.
  private func skip(_ file: MaildirFile, _ why: String, _ round: inout MaildirRound) {
    round.done(file)
    logger.warning("a mail file is left alone", metadata: ["file": "\(file.path)", "why": "\(why)"])
  }
}

/// What one run of a watch has seen, so that no file is read twice.
private struct MaildirRound {
  private var done: Set<Substring> = []
  private var listed: [String: Set<Substring>] = [:]
  private var trouble: String?

  mutating func done(_ file: MaildirFile) { done.insert(file.unique) }
  func isDone(_ file: MaildirFile) -> Bool { done.contains(file.unique) }

  /// Keeps no name of a file that is gone from both places.
  mutating func forget(except files: [MaildirFile], in place: String) {
    trouble = nil
    listed[place] = Set(files.map(\.unique))
    if let new = listed["new"], let current = listed["cur"] { done.formIntersection(new.union(current)) }
  }

  mutating func isNews(_ file: String) -> Bool {
    defer { trouble = file }
    return trouble != file
  }
}
