#if canImport(Glibc)
  import Glibc
#endif

/// The text after DATA, as it arrives: takes the doubled dots out and finds CRLF.CRLF, the only end there is.
///
/// A bare CR or LF is text like any other, so `\n.\n`, `\r\n.\n` and `\n.\r\n` never end a mail (SMTP smuggling).
struct SMTPText {
  private enum Place { case lineStart, inLine, afterCR, afterDot, afterDotCR }

  private var place = Place.lineStart
  private(set) var bytes: [UInt8] = []
  /// More came than may be kept; what was kept is let go.
  private(set) var isOverlong = false
  /// Nothing is kept any more.
  private var isDropped = false
  private let longest: Int

  init(longest: Int) { self.longest = longest }

  /// Lets go of what was kept; what still comes is read and not kept.
  mutating func drop() {
    isDropped = true
    bytes = []
  }

  /// Reads up to the end of the text: how many bytes it took, and whether the end was among them.
  mutating func take(_ input: ArraySlice<UInt8>) -> (count: Int, ended: Bool) {
    var at = input.startIndex
    while at < input.endIndex {
      let byte = input[at]
      switch place {
      case .inLine:
        // The whole run up to the next CR at once.
        let stop = input[at...].firstIndex(of: Self.cr) ?? input.endIndex
        keep(input[at..<stop])
        at = stop
        guard at < input.endIndex else { continue }
        keep(Self.cr)
        place = .afterCR
      case .lineStart:
        guard byte == Self.dot else {
          place = .inLine
          continue
        }
        place = .afterDot
      case .afterCR:
        keep(byte)
        place = byte == Self.lf ? .lineStart : byte == Self.cr ? .afterCR : .inLine
      case .afterDot:
        guard byte == Self.cr else {
          place = .inLine
          continue
        }
        place = .afterDotCR
      case .afterDotCR:
        if byte == Self.lf { return (at + 1 - input.startIndex, true) }
        keep(Self.cr)
        place = byte == Self.cr ? .afterCR : .inLine
        keep(byte)
      }
      at += 1
    }
    return (input.count, false)
  }

  private mutating func keep(_ byte: UInt8) {
    guard !isDropped, bytes.count < longest else { return keep([byte]) }
    bytes.append(byte)
  }

  private mutating func keep(_ run: ArraySlice<UInt8>) {
    guard !isDropped else { return }
    guard bytes.count + run.count <= longest else {
      isOverlong = true
      return drop()
    }
    bytes += run
  }

  private static let cr = UInt8(ascii: "\r")
  private static let lf = UInt8(ascii: "\n")
  private static let dot = UInt8(ascii: ".")

  /// The other way: a text as it is said, dots at the starts of lines doubled, with the line that ends it.
  static func dotted(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 16)
    bytes.withUnsafeBytes { text in
      var from = 0
      var at = 0
      while at < text.count {
        if text[at] == dot {
          out += text[from...at]
          from = at
        }
        guard let base = text.baseAddress, let end = memchr(base + at, Int32(lf), text.count - at) else { break }
        at = UnsafeRawPointer(end) - base + 1
      }
      out += text[from...]
    }
    if !bytes.isEmpty, bytes.last != lf { out += [cr, lf] }
    out += [dot, cr, lf]
    return out
  }
}
