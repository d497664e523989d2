/// Why what must be remembered could not be: what happened, in words, and which kind of remedy there is.
package struct StoreTrouble: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Reason: String, Sendable {
    /// No room on the disk: make room, nothing is lost.
    case full
    /// Somebody else holds the folder or the file for now.
    case busy
    /// The file is no database, or its pages contradict one another: restore a backup.
    case damaged
    /// Missing rights or a missing folder.
    case unreachable
    /// Made by another version of the program.
    case outdated
    /// What was asked for contradicts what is there.
    case conflict
    case failed
  }

  /// What doors and pages are told of the first of these.
  package static let fullDisk = "the disk is full"

  package let reason: Reason
  package let description: String

  package init(_ reason: Reason, _ description: String) {
    self.reason = reason
    self.description = description
  }
}
