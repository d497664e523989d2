import Vocabulary

/// One message as it came in by one of the doors, before anything was made of it.
package struct Delivery: Sendable {
  package enum Door: String, Sendable, Codable, CaseIterable {
    case imap, smtp, lmtp, maildir, file, upload, api, check

    /// Anybody can bring anything here, under any name: it is kept and shown, and never counted, filed or answered by itself.
    package var isAnonymous: Bool { self == .check }
  }

  /// Who handed it over, as a mail server was told.
  package enum EnvelopeSender: Sendable, Hashable, Codable {
    /// `MAIL FROM:<>`: a bounce or an automatic answer, never to be answered.
    case null
    case address(String)
  }

  package let bytes: [UInt8]
  package let door: Door
  /// What names it at its source so that it is never taken twice: `host/INBOX/uidvalidity/uid`. nil: its bytes alone do.
  package let key: String?
  /// nil where the door has no envelope.
  package let sender: EnvelopeSender?

  package init(bytes: [UInt8], door: Door, key: String? = nil, sender: EnvelopeSender? = nil) {
    self.bytes = bytes
    self.door = door
    self.key = key
    self.sender = sender
  }

  /// A larger mail is refused with this limit named.
  package static let longest = 50 << 20
}

/// What became of a delivery. Only `sealed` and `known` mean that its bytes are on disk and synced.
package enum Reception: Sendable, Hashable {
  case sealed(ReportNumber)
  /// The same bytes, or the same key, were taken before.
  case known(ReportNumber)
  case refused(Refusal)

  package enum Refusal: Sendable, Hashable {
    case empty
    case tooLarge(limit: Int)
    /// Later may help: the disk is full, the database is busy.
    case unavailable(String)
  }
}

/// The number of a report, from 1 in the order of sealing.
package typealias ReportNumber = Int64

/// What the doors hand deliveries to. It returns once the bytes are synced, or with the reason why they are not.
package typealias Receive = @Sendable (Delivery) async -> Reception
