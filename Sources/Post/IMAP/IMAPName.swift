import Vocabulary

/// A mailbox's name as the wire has it: modified UTF-7 (RFC 3501 section 5.1.3).
enum IMAPName {
  /// A name in ASCII alone is sent as it is, so that one that is written in these letters already is understood too; nil for one with control
  /// characters.
  static func encoded(_ name: String) -> String? {
    guard !name.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) else {
      return nil
    }
    guard name.utf8.contains(where: { $0 >= 0x80 }) else { return name }
    var out = ""
    var run: [UInt8] = []
    for unit in name.utf16 {
      if (0x20...0x7E).contains(unit) {
        close(&run, &out)
        out += unit == 0x26 ? "&-" : String(UnicodeScalar(UInt8(unit)))
      } else {
        run += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      }
    }
    close(&run, &out)
    return out
  }

  private static func close(_ run: inout [UInt8], _ out: inout String) {
    guard !run.isEmpty else { return }
    out += "&" + Base64.encode(run).replacing("/", with: ",").replacing("=", with: "") + "-"
    run.removeAll()
  }
}
