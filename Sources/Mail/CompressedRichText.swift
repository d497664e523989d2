/// Outlook's packing of rich text ([MS-OXRTFCP]): LZ77 over a window of 4096 bytes that begins with common words.
enum CompressedRichText {
  private static let dictionary = Array(
    ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New Roman"
      + "Courier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)

  /// The unpacked bytes, at most `Bounds.textBytes` times 4, and whether all was read as promised. nil where the form is unknown.
  static func unpack(_ bytes: [UInt8]) -> (content: [UInt8], whole: Bool)? {
    var reader = ByteReader(bytes[...])
    guard reader.number32() != nil, let size = reader.number32(), let form = reader.number32(), reader.number32() != nil
    else { return nil }
    let limit = min(Int(size), Bounds.textBytes * 4)
    if form == 0x414C_454D { return (Array(bytes.dropFirst(16).prefix(limit)), bytes.count - 16 >= Int(size)) }
    guard form == 0x7546_5A4C else { return nil }
    var window = [UInt8](repeating: 0x20, count: 4096)
    window.replaceSubrange(0..<dictionary.count, with: dictionary)
    var at = dictionary.count
    var out: [UInt8] = []
    out.reserveCapacity(min(limit, bytes.count * 9))
    func put(_ byte: UInt8) {
      out.append(byte)
      window[at] = byte
      at = (at + 1) & 4095
    }
    while out.count < limit, let control = reader.byte() {
      for bit in 0..<8 where out.count < limit {
        if control >> UInt8(bit) & 1 == 0 {
          guard let byte = reader.byte() else { return (out, false) }
          put(byte)
          continue
        }
        guard let high = reader.byte(), let low = reader.byte() else { return (out, false) }
        let offset = Int(high) << 4 | Int(low) >> 4
        // A reference to where writing goes on is the end.
        if offset == at { return (out, out.count == Int(size)) }
        for step in 0..<(Int(low & 15) + 2) where out.count < limit { put(window[(offset + step) & 4095]) }
      }
    }
    return (out, out.count == Int(size))
  }
}
