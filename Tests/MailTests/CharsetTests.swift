import Testing

@testable import Mail

@Suite struct CharsetTests {
  @Test(
    arguments: [
      ("utf-8", [0xC3, 0xA9], "\u{E9}"), ("UTF-8", [0xE2, 0x82, 0xAC], "\u{20AC}"),
      ("\"utf-8\"", [0xC3, 0xA9], "\u{E9}"),
      ("us-ascii", [0x93, 0x61], "\u{201C}a"), (nil, [0xE9], "\u{E9}"), ("iso-8859-1", [0x80, 0xE9], "\u{20AC}\u{E9}"),
      ("windows-1252", [0x41, 0x99], "A\u{2122}"), ("iso-8859-2", [0xB1, 0xF5], "\u{105}\u{151}"),
      ("ISO_8859-15", [0xA4], "\u{20AC}"),
      ("iso-8859-9", [0xFD], "\u{131}"), ("windows-1250", [0xE1, 0x9C], "\u{E1}\u{15B}"),
      ("windows-1251", [0xCF, 0xF0], "\u{41F}\u{440}"),
      ("cp1256", [0xC7], "\u{627}"), ("koi8-r", [0xF0, 0xD2], "\u{41F}\u{440}"), ("koi8-u", [0xA4], "\u{454}"),
      ("macintosh", [0x8E], "\u{E9}"),
      ("ibm866", [0x8F], "\u{41F}"), ("gb2312", [0xC4, 0xE3], "\u{4F60}"),
      ("gb18030", [0x81, 0x30, 0x81, 0x30], "\u{80}"), ("big5", [0xA7, 0x41], "\u{4F60}"),
      ("shift_jis", [0x82, 0xA0], "\u{3042}"), ("euc-jp", [0xA4, 0xA2], "\u{3042}"),
      ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x24, 0x22, 0x1B, 0x28, 0x42], "\u{3042}"),
      ("euc-kr", [0xB0, 0xA1], "\u{AC00}"), ("ks_c_5601-1987", [0xB0, 0xA1], "\u{AC00}"),
      ("utf-16le", [0x41, 0x00, 0xAC, 0x20], "A\u{20AC}"),
      ("utf-16be", [0x00, 0x41], "A"), ("utf-16", [0xFE, 0xFF, 0x00, 0x41], "A"),
      ("utf-7", Array("+IKw-5".utf8), "\u{20AC}5"),
    ] as [(String?, [UInt8], String)])
  func `bytes are text in the set that the mail names`(label: String?, bytes: [UInt8], expected: String) {
    let (text, defect) = Charset.decode(bytes, label: label)
    #expect(text == expected)
    #expect(defect == nil)
  }

  @Test(arguments: ["x-unknown", "utf-8//TRANSLIT", "ibm1364", "iso-2022-jp-3", "../../etc", "\u{0}", "charset", "8"])
  func `a set that is not known is a defect and still text`(label: String) {
    let (text, defect) = Charset.decode([0x61, 0xE9], label: label)
    #expect(text == "a\u{E9}")
    #expect(label == "\u{0}" || defect?.kind == .unknownCharset)
  }

  @Test func `broken UTF-8 under its own name is marked`() {
    let (text, defect) = Charset.decode([0x61, 0xFF, 0x62], label: "utf-8")
    #expect(text == "a\u{FFFD}b")
    #expect(defect?.kind == .badCharacters)
  }

  @Test(arguments: [
    "utf-8", "iso-2022-jp", "iso-2022-kr", "gb18030", "big5", "euc-kr", "shift_jis", "utf-16", "utf-7", "utf-32",
    "koi8-r", "windows-1252", "euc-tw",
  ])
  func `every pair of bytes and every escape gives text`(label: String) {
    var bytes: [UInt8] = []
    for first in UInt8.min...UInt8.max {
      for second in stride(from: 0, through: 255, by: 5) { bytes += [first, UInt8(second)] }
    }
    for byte in UInt8.min...UInt8.max { bytes += [0x1B, 0x24, byte, 0x1B, 0x4E, byte, 0x0E, byte, 0x0F] }
    #expect(!Charset.decode(bytes, label: label).text.isEmpty)
    for end in 0..<24 { _ = Charset.decode(bytes.suffix(end), label: label).text }
  }

  @Test(arguments: ["utf-8", "us-ascii"])
  func `text stops at its bound`(label: String) {
    let (text, defect) = Charset.decode([UInt8](repeating: 0xE9, count: Bounds.textBytes + 1), label: label)
    #expect(text.utf8.count <= Bounds.textBytes * 3 + 16)
    #expect(defect?.kind == .textTooLong)
  }
}
