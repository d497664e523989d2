import Vocabulary

/// One line of a mail's way: who says it took the mail, from whom, when (RFC 5321 section 4.4). As honest as whoever wrote it.
///
/// Reads what Postfix, Exim, Sendmail, qmail, Exchange, Google and the bulk services write; whatever it cannot read is nil.
/// A class: lines are handed about by the dozen, and never change.
package final class Received: Sendable, Hashable {
  /// What the sending host called itself. Host names are in lower case without a final dot; an address given as a name is none.
  package var helo: String? { name(places.helo) }
  /// The sending host's name by reverse look-up, where the line keeps it apart from the HELO name.
  package var reverseName: String? { name(places.reverseName) }
  /// The receiver looked for a reverse name and found none: `(unknown [192.0.2.1])`.
  package let isUnnamed: Bool
  package let address: IPAddress?
  /// There is a `from` clause.
  package let hasSender: Bool
  package var by: String? { places.isNamed ? name(places.by) : text(places.by) }
  /// The unfolded value that was read.
  package let value: [UInt8]
  private let places: Places

  struct Places: Hashable, Sendable {
    var helo = Place()
    var reverseName = Place()
    var by = Place()
    var isNamed = false
    var with = Place()
    var id = Place()
    var recipient = Place()
    var date = Place()
  }

  /// Where something stands in the value, of which `longestValue` bytes are read; empty where nothing does.
  struct Place: Hashable, Sendable {
    private var start: UInt16 = 0
    private var end: UInt16 = 0

    init() {}

    init(_ range: Range<Int>) {
      start = UInt16(clamping: range.lowerBound)
      end = UInt16(clamping: range.upperBound)
    }

    var isEmpty: Bool { start == end }
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  package static let longestValue = 8_192

  /// Takes an unfolded value.
  package init(_ value: [UInt8]) {
    let found = value.withUnsafeBufferPointer { buffer in
      var reader = ReceivedReader(UnsafeBufferPointer(rebasing: buffer.prefix(Self.longestValue)))
      reader.read()
      return reader.result
    }
    self.value = value
    isUnnamed = found.isUnnamed && found.places.reverseName.isEmpty
    address = found.address
    hasSender = found.hasSender
    places = found.places
  }

  package var with: String? { text(places.with) }
  package var id: String? { text(places.id) }
  /// Without angle brackets.
  package var recipient: String? { text(places.recipient) }
  package var date: Timestamp? {
    places.date.isEmpty
      ? nil : value.withUnsafeBufferPointer { MailDate.parse(UnsafeBufferPointer(rebasing: $0[places.date.range])) }
  }

  /// All else is read from the value.
  package static func == (left: Received, right: Received) -> Bool { left.value == right.value }
  package func hash(into hasher: inout Hasher) { hasher.combine(value) }

  private func text(_ place: Place) -> String? {
    place.isEmpty ? nil : String(decoding: value[place.range], as: UTF8.self)
  }

  private func name(_ place: Place) -> String? {
    place.isEmpty
      ? nil : value.withUnsafeBufferPointer { String(smallLetters: UnsafeBufferPointer(rebasing: $0[place.range])) }
  }

  /// The host name that follows `by` as it is written, for as long as `body` runs; nil where none does.
  @inlinable package func withHost<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    let place = hostPlace
    return place.isEmpty ? nil : value.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[place])) }
  }

  /// What follows `by` is a host name.
  package var isByHost: Bool { places.isNamed }

  @usableFromInline var hostPlace: Range<Int> { places.isNamed ? places.by.range : 0..<0 }

  package convenience init(_ value: some StringProtocol) { self.init(Array(value.utf8)) }
}
