import CIdn2

/// Turns names between the letters that people read and the `xn--` labels of the DNS (UTS 46, non-transitional,
/// through libidn2).
package enum IDNA {
  /// Bytes of UTF-8 that a name may have: 253 characters of four.
  package static let longest = 1012

  /// `xn--knyvel-wxa.hu` for `könyvel.hu`; lower case. nil where a label is not allowed or the result would not fit
  /// the DNS.
  package static func toASCII(_ name: some StringProtocol) -> String? {
    guard acceptable(name) else { return nil }
    var output: UnsafeMutablePointer<CChar>?
    let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
    let status = String(name).withCString { idn2_to_ascii_8z($0, &output, flags) }
    defer { idn2_free(output) }
    guard status == Int32(IDN2_OK.rawValue), let output else { return nil }
    return String(validatingCString: output)
  }

  /// The reverse; labels that are not `xn--` stay as they are. nil where a label cannot be decoded.
  package static func toUnicode(_ name: some StringProtocol) -> String? {
    guard acceptable(name) else { return nil }
    var output: UnsafeMutablePointer<CChar>?
    let status = String(name).withCString { idn2_to_unicode_8z8z($0, &output, 0) }
    defer { idn2_free(output) }
    guard status == Int32(IDN2_OK.rawValue), let output else { return nil }
    return String(validatingCString: output)
  }

  private static func acceptable(_ name: some StringProtocol) -> Bool {
    let bytes = name.utf8
    return !bytes.isEmpty && bytes.count <= longest && !bytes.contains(0)
  }
}
