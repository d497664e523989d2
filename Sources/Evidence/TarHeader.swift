import Vocabulary

/// One regular file's header in a tar archive (POSIX ustar, 512 bytes): what standard tools read, and nothing that leads astray.
package struct TarHeader: Sendable, Hashable {
  package static let block = 512
  /// Of a path; no prefix field is used.
  package static let longestPath = 100

  package let path: String
  package let size: Int
  /// Seconds since 1970.
  package let time: Int64

  /// nil for a path that is empty, leads elsewhere or is too long.
  package init?(path: String, size: Int, time: Int64) {
    guard Self.isPath(path), size >= 0, (0..<1 << 33).contains(time) else { return nil }
    self.path = path
    self.size = size
    self.time = time
  }

  private static func isPath(_ path: String) -> Bool {
    path.utf8.count <= longestPath && path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { $0 != "" && $0 != "." && $0 != ".." }
  }

  /// Bytes of zeros that follow the content, so that the next header begins a block.
  package static func padding(after size: Int) -> Int { (block - size % block) % block }

  /// Owner's alone to read and write (0600); of nobody in particular.
  package var bytes: [UInt8] {
    var out = [UInt8](repeating: 0, count: Self.block)
    func put(_ text: String, at start: Int) { out.replaceSubrange(start..<start + text.utf8.count, with: text.utf8) }
    put(path, at: 0)
    put("0000600\0", at: 100)
    put("0000000\0", at: 108)
    put("0000000\0", at: 116)
    if size < 1 << 33 {
      put(Self.octal(Int64(size), digits: 11), at: 124)
    } else {
      // As GNU tar, bsdtar and Python write sizes from 8 GiB on: base 256 behind a first bit.
      for place in 0..<8 { out[135 - place] = UInt8(truncatingIfNeeded: size >> (8 * place)) }
      out[124] = 0x80
    }
    put(Self.octal(time, digits: 11), at: 136)
    put("0", at: 156)
    put("ustar\0", at: 257)
    put("00", at: 263)
    put(Self.octal(Int64(Self.sum(out)), digits: 6) + "\0 ", at: 148)
    return out
  }

  package enum Reading: Sendable, Hashable {
    case file(TarHeader)
    /// A block of zeros.
    case end
    /// Why it is refused, in words.
    case refused(String)
  }

  /// Reads strictly: a regular file of a plain path with a right checksum, or the end.
  package static func read(_ bytes: [UInt8]) -> Reading {
    guard bytes.count == block else {
      return .refused("it is no tar archive, or it was cut off: it ends in the middle of a header")
    }
    if bytes.allSatisfy({ $0 == 0 }) { return .end }
    guard bytes[257..<262].elementsEqual("ustar".utf8) else { return .refused("it is no tar archive") }
    guard let stated = number(bytes[148..<156]), stated == sum(bytes) else {
      return .refused("a header's checksum is wrong")
    }
    let name = bytes[0..<100].prefix { $0 != 0 }
    guard let path = String(validating: name, as: UTF8.self), bytes[345..<500].allSatisfy({ $0 == 0 }) else {
      return .refused("a file's name in it cannot be read")
    }
    guard bytes[156] == UInt8(ascii: "0") || bytes[156] == 0 else {
      return .refused("\"\(path)\" is no regular file: links, folders and devices are not taken")
    }
    guard let size = bytes[124] == 0x80 ? large(bytes[128..<136]) : number(bytes[124..<136]), size >= 0 else {
      return .refused("the size of \"\(path)\" cannot be read")
    }
    guard let header = TarHeader(path: path, size: size, time: Int64(number(bytes[136..<148]) ?? 0)) else {
      return .refused("the path \"\(path)\" leads elsewhere")
    }
    return .file(header)
  }

  /// Of all bytes, those of the checksum taken for blanks.
  private static func sum(_ bytes: [UInt8]) -> Int {
    bytes.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 0x20 : Int(bytes[$1])) }
  }

  private static func octal(_ number: Int64, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard !digits.isEmpty, field[digits.endIndex...].allSatisfy({ $0 == 0 || $0 == 0x20 }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }

  private static func large(_ field: ArraySlice<UInt8>) -> Int? {
    guard let first = field.first, first < 0x80 else { return nil }
    return field.reduce(0) { $0 << 8 | Int($1) }
  }
}
