import Vocabulary

/// Mails of strangers that wait for a while, in memory alone, each found by a secret that only its bringer has.
struct HeldMails: Sendable {
  private let seconds: Int64
  private var all: [Held] = []
  private var size = 0

  private typealias Held = (secret: Secret, bytes: [UInt8], since: Timestamp)

  private static let most = 100
  private static let mostBytes = 40 << 20

  init(seconds: Int64) { self.seconds = seconds }

  /// nil for one that is too large; where many wait already, those that wait longest give way.
  mutating func hold(_ mail: [UInt8], _ now: Timestamp) -> Secret? {
    forget(at: now)
    guard mail.count <= Self.mostBytes else { return nil }
    while let oldest = all.first, all.count >= Self.most || size + mail.count > Self.mostBytes {
      drop(oldest.secret)
    }
    let secret = Secret()
    all.append((secret, mail, now))
    size += mail.count
    return secret
  }

  /// The mail, which is held no longer then.
  mutating func take(_ typed: String, _ now: Timestamp) -> [UInt8]? {
    forget(at: now)
    guard let found = all.first(where: { Secret.same($0.secret.text, typed) }) else { return nil }
    drop(found.secret)
    return found.bytes
  }

  mutating func drop(_ secret: Secret) { keep { $0.secret != secret } }

  private mutating func forget(at now: Timestamp) { keep { [seconds] in now.seconds - $0.since.seconds <= seconds } }

  private mutating func keep(_ isKept: (Held) -> Bool) {
    all = all.filter(isKept)
    size = all.reduce(0) { $0 + $1.bytes.count }
  }
}
