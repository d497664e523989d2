/// How much of one message is looked at: the sender wrote every byte, so everything that could grow is cut off, and the cut is a defect.
package enum Bounds {
  package static let messageBytes = 128 << 20
  package static let headerBytes = 1 << 20
  /// More than mail servers let through: Postfix takes 100 KB of header, 25,000 of the shortest fields.
  package static let headerFields = 32_768
  /// Bytes of one field's value that are decoded or parsed.
  package static let fieldBytes = 64 << 10
  package static let encodedWords = 1_000
  /// Parts inside parts, attached messages counted too.
  package static let depth = 16
  package static let parts = 1_000
  /// Decoded bytes of one text part that are read as text.
  package static let textBytes = 4 << 20
  /// Decoded bytes of all attached messages together.
  package static let expandedBytes = 256 << 20
  package static let links = 2_000
  package static let addresses = 1_000
}
