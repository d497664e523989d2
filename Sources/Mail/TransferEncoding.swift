import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// Base64 and quoted-printable as bytes (RFC 2045 section 6), read leniently: what does not belong is passed over and
/// counted.
package enum TransferEncoding: Sendable, Hashable {
  case identity, base64, quotedPrintable
  case unknown

  package init(_ value: String?) {
    var value = value ?? ""
    self = value.withUTF8 { TransferEncoding(utf8: $0) }
  }

  /// Reads the letters and digits of the first word, whatever stands between them.
  init(utf8 value: UnsafeBufferPointer<UInt8>) {
    // Sixteen letters in two words; longer names are none.
    var (first, second): (UInt64, UInt64) = (0, 0)
    var count = 0
    scan: for byte in value.prefix(200) where count < 20 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39:
        if count < 8 {
          first = first << 8 | UInt64(HeaderName.lower(byte))
        } else {
          second = second << 8 | UInt64(HeaderName.lower(byte))
        }
        count += 1
      case UInt8(ascii: "("), UInt8(ascii: ";"): if count > 0 { break scan }
      default: break
      }
    }
    switch (count, first, second) {
    case (0, _, _), (4, 0x3762_6974, 0), (4, 0x3862_6974, 0), (6, 0x6269_6E61_7279, 0): self = .identity
    case (6, 0x6261_7365_3634, 0): self = .base64
    case (15, 0x7175_6F74_6564_7072, 0x696E_7461_626C_65): self = .quotedPrintable
    default: self = .unknown
    }
  }

  /// The decoded bytes and how many input bytes made no sense.
  package func decode(_ bytes: ArraySlice<UInt8>) -> (content: [UInt8], junk: Int) {
    switch self {
    case .identity, .unknown: (Array(bytes), 0)
    case .base64: Self.base64(bytes)
    case .quotedPrintable: Self.quotedPrintable(bytes)
    }
  }

  /// The same for as long as `body` runs, without a copy where nothing is encoded.
  func withDecoded<Result>(_ bytes: ArraySlice<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, _ junk: Int) -> Result)
    -> Result
  {
    switch self {
    case .identity, .unknown: return bytes.withUnsafeBufferPointer { body($0, 0) }
    case .base64, .quotedPrintable:
      let (content, junk) = decode(bytes)
      return content.withUnsafeBufferPointer { body($0, junk) }
    }
  }

  /// 0–63, 64 for white space, 65 for padding, 255 for junk. The URL-safe letters count as well.
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (index, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
      table[Int(byte)] = UInt8(index)
    }
    table[0x2D] = 62
    table[0x5F] = 63
    for byte in [0x20, 0x09, 0x0A, 0x0D] { table[byte] = 64 }
    table[0x3D] = 65
    return table
  }()

  package static func base64(_ bytes: some Collection<UInt8>) -> (content: [UInt8], junk: Int) {
    let done = bytes.withContiguousStorageIfAvailable { base64(contiguous: $0) }
    return done ?? Array(bytes).withUnsafeBufferPointer { base64(contiguous: $0) }
  }

  private static func base64(contiguous source: UnsafeBufferPointer<UInt8>) -> (content: [UInt8], junk: Int) {
    var junk = 0
    let content = [UInt8](unsafeUninitializedCapacity: source.count / 4 * 3 + 3) { out, count in
      values.withUnsafeBufferPointer { table in
        var group = Base64Group()
        var index = 0
        while index < source.count {
          if group.held == 0, index + 4 <= source.count {
            // Nearly all of it is groups of four letters.
            let (first, second) = (table[Int(source[index])], table[Int(source[index + 1])])
            let (third, fourth) = (table[Int(source[index + 2])], table[Int(source[index + 3])])
            if first | second | third | fourth < 64 {
              out[count] = first << 2 | second >> 4
              out[count + 1] = second << 4 | third >> 2
              out[count + 2] = third << 6 | fourth
              count += 3
              index += 4
              continue
            }
          }
          let value = table[Int(source[index])]
          index += 1
          if value < 64 {
            group.take(value, to: out, &count)
          } else if value == 65 {
            // Padding ends a group; mail glued from several encoded pieces goes on behind it.
            group.end(to: out, &count)
          } else if value == 255 {
            junk += 1
          }
        }
        group.end(to: out, &count)
      }
    }
    return (content, junk)
  }

  /// Up to four letters of base64.
  private struct Base64Group {
    private var bits: UInt32 = 0
    private(set) var held = 0

    mutating func take(_ value: UInt8, to out: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
      bits = bits << 6 | UInt32(value)
      held += 1
      guard held == 4 else { return }
      out[count] = UInt8(truncatingIfNeeded: bits >> 16)
      out[count + 1] = UInt8(truncatingIfNeeded: bits >> 8)
      out[count + 2] = UInt8(truncatingIfNeeded: bits)
      count += 3
      (bits, held) = (0, 0)
    }

    mutating func end(to out: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
      if held == 3 {
        out[count] = UInt8(truncatingIfNeeded: bits >> 10)
        out[count + 1] = UInt8(truncatingIfNeeded: bits >> 2)
        count += 2
      } else if held == 2 {
        out[count] = UInt8(truncatingIfNeeded: bits >> 4)
        count += 1
      }
      (bits, held) = (0, 0)
    }
  }

  package static func quotedPrintable(_ bytes: some Collection<UInt8>) -> (
    content: [UInt8], junk: Int
  ) {
    let done = bytes.withContiguousStorageIfAvailable { quotedPrintable(contiguous: $0) }
    return done ?? Array(bytes).withUnsafeBufferPointer { quotedPrintable(contiguous: $0) }
  }

  private static func quotedPrintable(contiguous source: UnsafeBufferPointer<UInt8>) -> (
    content: [UInt8], junk: Int
  ) {
    var junk = 0
    let content = [UInt8](unsafeUninitializedCapacity: source.count) { out, written in
      guard let target = out.baseAddress, let origin = source.baseAddress else { return }
      let end = source.count
      var count = 0
      var index = 0
      while index < end {
        // What stands before the next "=" is copied as it is.
        if origin[index] != 0x3D {
          let mark =
            memchr(origin + index, 0x3D, end - index).map { UnsafeRawPointer($0) - UnsafeRawPointer(origin) } ?? end
          (target + count).update(from: origin + index, count: mark - index)
          count += mark - index
          index = mark
          guard index < end else { break }
        }
        if index + 2 < end, let high = hexadecimal(origin[index + 1]), let low = hexadecimal(origin[index + 2]) {
          target[count] = high << 4 | low
          count += 1
          index += 3
          continue
        }
        // A soft line break: "=", blanks, line end. The end of the text is one as well.
        var next = index + 1
        while next < end, origin[next] == 0x20 || origin[next] == 0x09 { next += 1 }
        if next < end, origin[next] == 0x0D { next += 1 }
        if next >= end || origin[next] == 0x0A {
          index = min(next + 1, end)
          continue
        }
        junk += 1
        target[count] = 0x3D
        count += 1
        index += 1
      }
      written = count
    }
    return (content, junk)
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}

extension TransferEncoding {
  /// RFC 3986 section 2.1, as links and parameters of fields (RFC 2231 section 4) have it; what is no such code stays.
  static func percentDecoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var rest = Array(bytes)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let high = Hexadecimal.value(rest[rest.startIndex]),
        let low = Hexadecimal.value(rest[rest.startIndex + 1])
      {
        out.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return out
  }
}
