import Foundation

/// `multipart/form-data` (RFC 7578) as it arrives: it says what each piece was and keeps no more of it than a delimiter's length.
struct MultipartReader {
  enum Event: Equatable {
    /// A part begins; `fileName` is without folders or controls.
    case part(name: String, fileName: String?)
    case content([UInt8])
    case end
  }

  /// What no browser sends.
  struct Broken: Error {}

  private enum State { case opening, behindDelimiter, head, content, finished }

  private let delimiter: [UInt8]
  private var state = State.opening
  private var pending: [UInt8] = []
  private var parts = 0
  private static let longestHead = 8192
  private static let most = 2000

  /// nil for another type, or without a boundary.
  init?(contentType: String) {
    guard contentType.lowercased().hasPrefix("multipart/form-data"),
      let boundary = Self.parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count)
    else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// Whether the last delimiter was seen.
  var isFinished: Bool { state == .finished }

  mutating func read(_ bytes: some Sequence<UInt8>) throws(Broken) -> [Event] {
    guard state != .finished else { return [] }
    pending += bytes
    var events: [Event] = []
    while try step(&events) {}
    return events
  }

  /// False where more bytes are needed, or none.
  private mutating func step(_ events: inout [Event]) throws(Broken) -> Bool {
    switch state {
    case .opening:
      let opening = delimiter.dropFirst(2)
      guard pending.starts(with: opening.prefix(pending.count)) else { throw Broken() }
      guard pending.count >= opening.count else { return false }
      pending.removeFirst(opening.count)
      state = .behindDelimiter
    case .behindDelimiter:
      guard pending.count >= 2 else { return false }
      if pending.starts(with: "--".utf8) || parts == Self.most {
        state = .finished
        pending = []
        return false
      }
      guard pending.starts(with: "\r\n".utf8) else { throw Broken() }
      pending.removeFirst(2)
      state = .head
    case .head:
      guard let end = Self.find(Array("\r\n\r\n".utf8), in: pending) else {
        guard pending.count < Self.longestHead else { throw Broken() }
        return false
      }
      guard end < Self.longestHead else { throw Broken() }
      events.append(try Self.part(pending[..<end]))
      pending.removeFirst(end + 4)
      parts += 1
      state = .content
    case .content:
      guard let end = Self.find(delimiter, in: pending) else {
        let sure = pending.count - (delimiter.count - 1)
        if sure > 0 {
          events.append(.content(Array(pending[..<sure])))
          pending.removeFirst(sure)
        }
        return false
      }
      if end > 0 { events.append(.content(Array(pending[..<end]))) }
      events.append(.end)
      pending.removeFirst(end + delimiter.count)
      state = .behindDelimiter
    case .finished: return false
    }
    return true
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let first = wanted.first else { return nil }
    return bytes.withUnsafeBytes { bytes -> Int? in
      var from = bytes.startIndex
      while bytes.count - from >= wanted.count, let start = bytes[from...].firstIndex(of: first) {
        if bytes[start...].starts(with: wanted) { return start }
        from = start + 1
      }
      return nil
    }
  }

  private static func part(_ head: ArraySlice<UInt8>) throws(Broken) -> Event {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
    let disposition = lines.first { $0.lowercased().hasPrefix("content-disposition:") }.map(String.init) ?? ""
    guard let name = parameter("name", of: disposition) else { throw Broken() }
    return .part(name: name, fileName: parameter("filename", of: disposition).map { last(of: $0) })
  }

  /// `name=value` or `name="value"`; browsers write `%22` for a quotation mark inside.
  private static func parameter(_ name: String, of header: String) -> String? {
    for piece in header.split(separator: ";").dropFirst() {
      let sides = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, sides[0].trimmingCharacters(in: .whitespaces).lowercased() == name else { continue }
      let value = sides[1].trimmingCharacters(in: .whitespaces)
      return value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
        ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }

  /// The name without folders or controls.
  private static func last(of name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    return String(
      String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(200)))
  }
}
