import Attribution
import Foundation
import Vocabulary

/// One batch of members on disk: `email,created,removed`, readable by its owner alone.
enum MembersFile {
  private static let header = Array("email,created,removed\n".utf8)
  private static let headerWithLanguage = Array("email,created,removed,language\n".utf8)

  static func write(
    _ holdings: Holdings, languages: [LanguageMark] = [], of book: AddressBook, _ write: OwnerFile.Write,
    progress: (Double) -> Void = { _ in }
  ) throws {
    var out = languages.isEmpty ? header : headerWithLanguage
    for row in 0..<holdings.count {
      append(book.text(of: holdings.members[row]), to: &out)
      out.append(UInt8(ascii: ","))
      if holdings.created[row] != Holdings.unknownCreated {
        out += CalendarDate(days: holdings.created[row]).description.utf8
      }
      out.append(UInt8(ascii: ","))
      if holdings.removed[row] != Holdings.stillThere {
        out += CalendarDate(days: holdings.removed[row]).description.utf8
      }
      if !languages.isEmpty { out += ",\(languages[row].text)".utf8 }
      out.append(UInt8(ascii: "\n"))
      if out.count > 1 << 20 {
        try write(out)
        out.removeAll(keepingCapacity: true)
        progress(Double(row) / Double(holdings.count))
      }
    }
    try write(out)
  }

  /// Writes the file anew without one person: how many rows that took, and how many are left.
  static func remove(_ person: EmailAddress, from path: String) throws -> (taken: Int, left: Int) {
    let bytes = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    let (found, rows) = bytes.withUnsafeBytes { find(person, in: $0) }
    guard !found.isEmpty else { return (0, rows) }
    try OwnerFile.replace(path) { write in
      var start = 0
      for range in found + [bytes.count..<bytes.count] {
        try write(Array(bytes[start..<range.lowerBound]))
        start = range.upperBound
      }
    }
    return (found.count, rows - found.count)
  }

  static func rows(of person: EmailAddress, in path: String) throws -> Int {
    try Data(contentsOf: URL(filePath: path), options: .alwaysMapped).withUnsafeBytes {
      find(person, in: $0).found.count
    }
  }

  /// The lines of one person, with a tag or without, and how many lines there are behind the header.
  private static func find(_ person: EmailAddress, in buffer: UnsafeRawBufferPointer) -> (
    found: [Range<Int>], rows: Int
  ) {
    var plain: [UInt8] = []
    append(person.untagged.text, to: &plain)
    // An address in quotes has its tag inside of them.
    let local =
      (plain.first == UInt8(ascii: "\"") ? [UInt8(ascii: "\"")] : []) + Array("\(person.untagged.local)+".utf8)
    let domain = Array("@\(person.domain)".utf8)
    plain.append(UInt8(ascii: ","))
    var found: [Range<Int>] = []
    var rows = -1
    var start = 0
    while start < buffer.count {
      let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) ?? buffer.count - 1
      let line = buffer[start...end]
      rows += 1
      if line.starts(with: plain) {
        found.append(start..<end + 1)
      } else if line.starts(with: local) {
        let address = line.dropFirst(local.count).prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") }
        if address.suffix(domain.count).elementsEqual(domain) { found.append(start..<end + 1) }
      }
      start = end + 1
    }
    return (found, max(rows, 0))
  }

  /// RFC 4180 quotes where an address needs them.
  private static func append(_ address: String, to out: inout [UInt8]) {
    guard
      address.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ";") })
    else {
      out += address.utf8
      return
    }
    out += "\"\(address.replacing("\"", with: "\"\""))\"".utf8
  }
}
