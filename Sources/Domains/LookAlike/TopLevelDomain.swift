/// The brand's label under another suffix.
enum TopLevelDomain {
  static let even = 3.4
  /// How far another suffix moves the even length of an edited brand.
  static let evenEdited = 0.6

  /// `us.com`, `uk.net`: private suffixes that are sold like top-level domains.
  static func isSoldAsOne(_ suffix: UnsafeBufferPointer<UInt8>) -> Bool {
    guard suffix.count == 6, suffix[2] == UInt8(ascii: ".") else { return false }
    return ["com", "net", "org"].contains { suffix[3...].elementsEqual($0.utf8) }
  }
}
