/// Base64 and quoted-printable as bytes (RFC 2045 section 6), read leniently: what does not belong is passed over and counted.
package enum TransferEncoding: Sendable, Hashable {
  case identity, base64, quotedPrintable
  case unknown

  package init(_ value: String?) {
    switch value?.lowercased().filter({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) {
    case nil, "", "7bit", "8bit", "binary", "7-bit", "8-bit": self = .identity
    case "base64", "base-64": self = .base64
    case "quoted-printable", "quotedprintable": self = .quotedPrintable
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
    var junk = 0
    let content = [UInt8](unsafeUninitializedCapacity: bytes.count / 4 * 3 + 3) { out, count in
      values.withUnsafeBufferPointer { table in
        var bits: UInt32 = 0
        var held = 0
        func take(_ source: UnsafeBufferPointer<UInt8>) {
          for byte in source {
            let value = table[Int(byte)]
            if value < 64 {
              bits = bits << 6 | UInt32(value)
              held += 1
              if held == 4 {
                out[count] = UInt8(truncatingIfNeeded: bits >> 16)
                out[count + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                out[count + 2] = UInt8(truncatingIfNeeded: bits)
                count += 3
                held = 0
                bits = 0
              }
            } else if value == 65 {
              // Padding ends a group; mail glued from several encoded pieces goes on behind it.
              flush()
            } else if value == 255 {
              junk += 1
            }
          }
        }
        func flush() {
          if held == 3 {
            out[count] = UInt8(truncatingIfNeeded: bits >> 10)
            out[count + 1] = UInt8(truncatingIfNeeded: bits >> 2)
            count += 2
          } else if held == 2 {
            out[count] = UInt8(truncatingIfNeeded: bits >> 4)
            count += 1
          }
          held = 0
          bits = 0
        }
        if bytes.withContiguousStorageIfAvailable({ take($0) }) == nil {
          Array(bytes).withUnsafeBufferPointer { take($0) }
        }
        flush()
      }
    }
    return (content, junk)
  }

  package static func quotedPrintable(_ bytes: some Collection<UInt8>, underscoreIsSpace: Bool = false) -> (
    content: [UInt8], junk: Int
  ) {
    let source = Array(bytes)
    var junk = 0
    let content = [UInt8](unsafeUninitializedCapacity: source.count) { out, count in
      var index = 0
      while index < source.count {
        let byte = source[index]
        if byte == 0x3D {
          if index + 2 < source.count, let high = hexadecimal(source[index + 1]),
            let low = hexadecimal(source[index + 2])
          {
            out[count] = high << 4 | low
            count += 1
            index += 3
            continue
          }
          // A soft line break: "=", blanks, line end.
          var end = index + 1
          while end < source.count, source[end] == 0x20 || source[end] == 0x09 { end += 1 }
          if end < source.count, source[end] == 0x0D { end += 1 }
          if end >= source.count || source[end] == 0x0A {
            index = min(end + 1, source.count)
            continue
          }
          junk += 1
        }
        out[count] = underscoreIsSpace && byte == 0x5F ? 0x20 : byte
        count += 1
        index += 1
      }
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
