/// The elements that matter for reading a page as text, found by name without allocating one.
enum HTMLElement: UInt8 {
  case other, lineBreak, rule, paragraph, block, preformatted, cell, anchor, shape, base, form, control, meta, picture
  case script, style, title, template

  /// Whether its attributes can hold an address or words.
  var readsAttributes: Bool {
    switch self {
    case .anchor, .shape, .base, .form, .control, .meta, .picture: true
    default: false
    }
  }

  /// The first eight letters of a name in lower case, one a byte, and its length on top of them.
  typealias Key = UInt64

  static func key(_ name: UnsafeBufferPointer<UInt8>) -> Key {
    var key: Key = 0
    for index in 0..<min(name.count, 8) { key = key << 8 | Key(HeaderName.lower(name[index])) }
    return key ^ Key(truncatingIfNeeded: name.count) << 59
  }

  /// The same for a name of one to seven letters and digits, which stand in the lowest bytes.
  static func key(_ word: UInt64, count: Int) -> Key {
    (word | 0x2020_2020_2020_2020).byteSwapped >> UInt64(64 - 8 * count) ^ Key(truncatingIfNeeded: count) << 59
  }

  /// How many of the lowest bytes are letters and digits of ASCII.
  static func letters(in word: UInt64) -> Int {
    let low = word & 0x7F7F_7F7F_7F7F_7F7F
    let small = low | 0x2020_2020_2020_2020
    let letters = (small &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(small &+ 0x0505_0505_0505_0505)
    let digits = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
    let others = ~(letters | digits) | word
    return (others & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
  }

  /// Open addressing: 256 slots, a key and its element in each, no key (0) where a slot is free.
  struct Table {
    private var keys = [Key](repeating: 0, count: 256)
    private var elements = [HTMLElement](repeating: .other, count: 256)

    init(_ names: [(HTMLElement, String)]) {
      for (element, list) in names {
        for name in list.split(separator: " ") {
          let key = Array(name.utf8).withUnsafeBufferPointer { HTMLElement.key($0) }
          var slot = Self.slot(key)
          while keys[slot] != 0 { slot = (slot + 1) & 255 }
          keys[slot] = key
          elements[slot] = element
        }
      }
    }

    private static func slot(_ key: Key) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 56) }

    func element(_ key: Key) -> HTMLElement {
      var slot = Self.slot(key)
      while keys[slot] != 0 {
        if keys[slot] == key { return elements[slot] }
        slot = (slot + 1) & 255
      }
      return .other
    }
  }

  static let table = Table([
    (.lineBreak, "br"), (.rule, "hr"), (.paragraph, "p h1 h2 h3 h4 h5 h6"),
    (
      .block,
      "div tr li ul ol table blockquote section article header footer center dt dd dl body main nav aside address fieldset figure figcaption option"
    ),
    (.preformatted, "pre"), (.cell, "td th"), (.anchor, "a"), (.shape, "area v:roundrect v:rect"), (.base, "base"),
    (.form, "form"), (.control, "button input"), (.meta, "meta"), (.picture, "img iframe frame embed"),
    (.script, "script"), (.style, "style"), (.title, "title"), (.template, "template"),
  ])
}
