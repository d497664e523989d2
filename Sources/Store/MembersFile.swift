import Attribution
import Foundation
import Vocabulary

/// One batch of members on disk: `email,created,removed`, readable by its owner alone.
enum MembersFile {
  private static let header = Array("email,created,removed\n".utf8)

  static func write(_ holdings: Holdings, of book: AddressBook, _ write: OwnerFile.Write) throws {
    var out = header
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
      out.append(UInt8(ascii: "\n"))
      if out.count > 1 << 20 {
        try write(out)
        out.removeAll(keepingCapacity: true)
      }
    }
    try write(out)
  }

  /// Writes the file anew without one person; how many rows that took.
  static func remove(_ person: EmailAddress, from path: String) throws -> Int {
    var wanted: [UInt8] = []
    append(person.text, to: &wanted)
    wanted.append(UInt8(ascii: ","))
    let bytes = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    let starts: [Range<Int>] = bytes.withUnsafeBytes { buffer in
      var found: [Range<Int>] = []
      var start = 0
      while start < buffer.count {
        let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) ?? buffer.count - 1
        if buffer[start...end].starts(with: wanted) { found.append(start..<end + 1) }
        start = end + 1
      }
      return found
    }
    guard !starts.isEmpty else { return 0 }
    try OwnerFile.replace(path) { write in
      var start = 0
      for range in starts + [bytes.count..<bytes.count] {
        try write(Array(bytes[start..<range.lowerBound]))
        start = range.upperBound
      }
    }
    return starts.count
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
