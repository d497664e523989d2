/// Something about a message that its format forbids or a bound cut off; the message is still a value.
package struct Defect: Sendable, Hashable, CustomStringConvertible {
  package enum Kind: String, Sendable, CaseIterable {
    case noHeader = "no-header"
    case garbageInHeader = "garbage-in-header"
    case headerTooLong = "header-too-long"
    case tooManyFields = "too-many-header-fields"
    case fieldTooLong = "header-field-too-long"
    case duplicateField = "duplicate-field"
    case badContentType = "bad-content-type"
    case noBoundary = "multipart-without-boundary"
    case boundaryNotFound = "boundary-not-found"
    case boundaryNotClosed = "boundary-not-closed"
    case tooDeep = "nested-too-deep"
    case tooManyParts = "too-many-parts"
    case badBase64 = "bad-base64"
    case badQuotedPrintable = "bad-quoted-printable"
    case unknownEncoding = "unknown-transfer-encoding"
    case unknownCharset = "unknown-charset"
    case badCharacters = "characters-outside-charset"
    case textTooLong = "text-too-long"
    case invisibleCharacters = "invisible-characters-in-words"
    case tooManyLinks = "too-many-links"
    case nulBytes = "nul-bytes"
    case badAddress = "bad-address"
    case badDate = "bad-date"
    case attachmentUnreadable = "attachment-unreadable"
    case recreated = "recreated-from-properties"
    case messageTooLong = "message-too-long"
  }

  package let kind: Kind
  /// Where or how much, in a few words; may quote the mail.
  package let detail: String

  package init(_ kind: Kind, _ detail: String = "") {
    self.kind = kind
    self.detail = detail
  }

  /// Something of the message was not looked at, since a bound was reached.
  package var isCut: Bool {
    switch kind {
    case .headerTooLong, .tooManyFields, .fieldTooLong, .tooDeep, .tooManyParts, .textTooLong, .tooManyLinks,
      .messageTooLong:
      true
    default: false
    }
  }

  package var description: String { detail.isEmpty ? kind.rawValue : "\(kind.rawValue): \(detail)" }
}
