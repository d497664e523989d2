/// Bytes in a named character set as text.
package enum Charset {
  /// Text of `bytes` in the set that `label` names, and whether everything could be read.
  /// Labels are read as browsers do: ISO-8859-1 and ASCII are windows-1252 where their upper half is used (WHATWG
  /// Encoding section 4.2).
  package static func decode(_ bytes: some Collection<UInt8>, label: String?) -> (text: String, defect: Defect?) {
    let done = bytes.withContiguousStorageIfAvailable { decode(utf8: $0, label: label) }
    return done ?? Array(bytes).withUnsafeBufferPointer { decode(utf8: $0, label: label) }
  }

  /// The same as UTF-8 for as long as `body` runs; what is UTF-8 already, as most mail is, is not copied.
  static func read<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, label: String?, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> (result: Result, defect: Defect?) {
    if bytes.count <= Bounds.textBytes {
      let (isUTF8, isWestern) = (isNamed(label, "utf-8", "us-ascii"), isNamed(label, "iso-8859-1", "windows-1252"))
      if (isUTF8 || label == nil) && UTF8Check.holds(bytes) || isWestern && isASCII(bytes) { return (body(bytes), nil) }
      if isWestern { return (withUpperHalf(bytes, windows1252Upper, body), nil) }
    }
    var (text, defect) = decode(utf8: bytes, label: label)
    return (text.withUTF8(body), defect)
  }

  private static func isNamed(_ label: String?, _ names: String...) -> Bool {
    guard let label else { return false }
    return names.contains { label.utf8.elementsEqual($0.utf8) { HeaderName.lower($0) == $1 } }
  }

  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all < 0x80
  }

  private static func decode(utf8 bytes: UnsafeBufferPointer<UInt8>, label: String?) -> (text: String, defect: Defect?)
  {
    let whole = UnsafeBufferPointer(rebasing: bytes.prefix(Bounds.textBytes))
    let cut: Defect? =
      bytes.count > whole.count ? Defect(.textTooLong, "only the first \(Bounds.textBytes) bytes were read") : nil
    let name = isNamed(label, "utf-8") ? "utf-8" : normal(label)
    switch name {
    case "", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit", "unicode-1-1-utf-8", "ansi_x3.4-1968":
      if isASCII(whole) { return (String(decoding: whole, as: UTF8.self), cut) }
      if let text = String(validating: whole, as: UTF8.self) { return (text, cut) }
      // A bound that fell into the middle of a character is no fault of the sender's.
      if cut != nil || name.hasPrefix("utf") {
        return (String(decoding: whole, as: UTF8.self), cut ?? Defect(.badCharacters, name))
      }
      return (windows1252(whole), cut)
    case "iso-8859-1", "latin1", "iso8859-1", "iso_8859-1", "windows-1252", "cp1252", "x-cp1252", "l1", "ansi":
      return (windows1252(whole), cut)
    default:
      if let table = SingleByteCharset.table(name) { return (text(whole, upperHalf: table), cut) }
      if let (text, unreadable) = MultiByteCharset.decode(whole, name: name) {
        return (text, cut ?? (unreadable > 0 ? Defect(.badCharacters, "\(name), \(unreadable) bytes") : nil))
      }
      return (lenient(whole), Defect(.unknownCharset, String(name.prefix(40))))
    }
  }

  /// UTF-8 where it is valid, else windows-1252: for bytes whose set nobody named.
  package static func lenient(_ bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer { lenient($0) } }

  static func lenient(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    isASCII(bytes)
      ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self) ?? windows1252(bytes)
  }

  private static func normal(_ label: String?) -> String {
    guard let label else { return "" }
    var name: [UInt8] = []
    for byte in label.utf8.prefix(40) where byte > 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x27 {
      name.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return String(decoding: name, as: UTF8.self)
  }

  static let windows1252Upper: [UInt16] =
    [
      0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
      0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
      0x0153, 0x009D, 0x017E, 0x0178,
    ] + Array(0xA0...0xFF)

  static func windows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> String { text(bytes, upperHalf: windows1252Upper) }

  /// `upperHalf`: what the bytes 0x80 to 0xFF stand for, below U+10000.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>, upperHalf: [UInt16]) -> String {
    var high = 0
    for byte in bytes { high += Int(byte >> 7) }
    guard high > 0 else { return String(decoding: bytes, as: UTF8.self) }
    return String(unsafeUninitializedCapacity: bytes.count + 2 * high) { write(bytes, upperHalf, to: $0) }
  }

  /// The same as UTF-8 for as long as `body` runs.
  private static func withUpperHalf<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ upperHalf: [UInt16], _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let text = [UInt8](unsafeUninitializedCapacity: 3 * bytes.count) { $1 = write(bytes, upperHalf, to: $0) }
    return text.withUnsafeBufferPointer(body)
  }

  /// How many bytes of UTF-8; `out` has room for three for each byte beyond ASCII.
  private static func write(
    _ bytes: UnsafeBufferPointer<UInt8>, _ upperHalf: [UInt16], to out: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let room = UnsafeMutableRawBufferPointer(out)
    var (index, count) = (0, 0)
    while index < bytes.count {
      if index + 8 <= bytes.count, count + 8 <= room.count {
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          room.storeBytes(of: word, toByteOffset: count, as: UInt64.self)
          index += 8
          count += 8
          continue
        }
      }
      let byte = bytes[index]
      index += 1
      guard byte >= 0x80 else {
        out[count] = byte
        count += 1
        continue
      }
      let value = upperHalf[Int(byte) - 0x80]
      if value < 0x80 {
        out[count] = UInt8(value)
        count += 1
      } else if value < 0x800 {
        out[count] = UInt8(0xC0 | value >> 6)
        out[count + 1] = UInt8(0x80 | value & 0x3F)
        count += 2
      } else {
        out[count] = UInt8(0xE0 | value >> 12)
        out[count + 1] = UInt8(0x80 | value >> 6 & 0x3F)
        out[count + 2] = UInt8(0x80 | value & 0x3F)
        count += 3
      }
    }
    return count
  }
}
