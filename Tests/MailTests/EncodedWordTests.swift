import Testing

@testable import Mail

@Suite struct EncodedWordTests {
  private func decode(_ text: String) -> String { EncodedWord.decode(Array(text.utf8)) }

  @Test(arguments: [
    ("plain", "plain"), ("", ""),
    ("=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?=", "Keld J\u{F8}rn Simonsen"),
    ("=?ISO-8859-1?Q?Andr=E9?= Pirard", "Andr\u{E9} Pirard"),
    ("=?ISO-8859-1?Q?a?= b", "a b"), ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
    ("=?ISO-8859-1?Q?a?=  \t =?ISO-8859-1?Q?b?=", "ab"), ("=?ISO-8859-1?Q?a_b?=", "a b"),
    ("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b"), ("=?iso-8859-1?q?=5F_=3D?=", "_ ="),
    ("=?utf-8?B?SGVsbG8=?=", "Hello"), ("=?UTF-8?b?SGVsbG8?=", "Hello"), ("=?utf-8*en?Q?Hello?=", "Hello"),
    ("=?utf-8?B?w?= =?utf-8?B?6Q==?=", "\u{FFFD}"),
    ("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "caf\u{E9}"),
    ("=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"), ("x=?utf-8?Q?a?=y", "xay"), ("=?utf-8?Q?two words?=", "two words"),
    ("=?utf-8?Q??=", ""), ("=?utf-8?Q?a?= =?broken", "a =?broken"), ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
    ("=?utf-8?Q?never closed", "=?utf-8?Q?never closed"), ("=?", "=?"), ("=??Q?a?=", "=??Q?a?="), ("=?utf-8?Q?=?=", ""),
    ("=?no-such-set?Q?a=E9?=", "a\u{E9}"), ("=?iso-2022-jp?B?GyRCJCIbKEI=?=", "\u{3042}"),
    ("=?koi8-r?B?8NLJ18XU?=", "\u{41F}\u{440}\u{438}\u{432}\u{435}\u{442}"),
  ])
  func `a header text is decoded`(text: String, expected: String) {
    #expect(decode(text) == expected)
  }

  @Test func `header bytes beyond ASCII are UTF-8 or else windows-1252`() {
    #expect(EncodedWord.decode(Array("h\u{E9} =?utf-8?Q?a?=".utf8)) == "h\u{E9} a")
    #expect(EncodedWord.decode([0x68, 0xE9, 0x80]) == "h\u{E9}\u{20AC}")
  }

  @Test(arguments: [
    "=?", "=?utf-8?Q?", "=?a?b?c?= ", "=?utf-8?B?QQ==?= ", "?=", "=?utf-8?Q?a?=\t", "=?iso-2022-jp?B?GyRC?= ",
    "=?utf-7?Q?+AGE-?=", "=", "?",
  ])
  func `a flood of words is read to its end`(piece: String) {
    let text = decode(String(repeating: piece, count: (1 << 20) / piece.utf8.count) + "?=")
    #expect(text.utf8.count <= 4 << 20)
  }

  @Test func `words behind the bound stay as they stand`() {
    let text = decode(String(repeating: "=?utf-8?Q?a?= ", count: Bounds.encodedWords + 1))
    #expect(text.hasPrefix("aaa"))
    #expect(text.hasSuffix("=?utf-8?Q?a?= "))
  }
}
