import Testing
import Vocabulary

@Suite struct DigestTests {
  // FIPS 180-2, appendix B, and the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `a digest is SHA-256`(text: String, hex: String) {
    #expect(Digest(of: Array(text.utf8)).hex == hex)
    #expect(Digest(of: Array(("x" + text).utf8).dropFirst()).hex == hex)
    #expect(Digest(hex: hex.uppercased())?.hex == hex)
  }

  @Test(arguments: ["", "0", "zz", "e3b0", String(repeating: "g", count: 64), String(repeating: "0", count: 66)])
  func `what is no digest is refused`(hex: String) {
    #expect(Digest(hex: hex) == nil)
  }
}

@Suite struct LanguageTests {
  @Test(arguments: [("EN", "en"), ("pt-BR", "pt-br"), ("es-419", "es-419"), ("fil", "fil")])
  func `a language is its tag in lower case`(text: String, tag: String) {
    #expect(Language(text)?.tag == tag)
  }

  @Test(arguments: ["", "e", "engl", "en-", "-en", "en-u-x", "e1", "pt_br", "en-b", "\u{E9}n"])
  func `what is no tag is refused`(text: String) {
    #expect(Language(text) == nil)
  }
}
