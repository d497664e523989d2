import Testing

@testable import Post

@Suite struct IMAPNameTests {
  @Test(arguments: [
    ("INBOX", "INBOX"), ("Reports & more", "Reports & more"), ("Bej&APY-v&AVE-", "Bej&APY-v&AVE-"),
    ("Bejövő", "Bej&APY-v&AVE-"), ("Jelentések", "Jelent&AOk-sek"), ("é & è", "&AOk- &- &AOg-"),
    // RFC 3501 section 5.1.3.
    ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"), ("😀", "&2D3eAA-"),
  ])
  func `a name is written in modified UTF-7`(name: String, wire: String) { #expect(IMAPName.encoded(name) == wire) }

  @Test(arguments: ["a\r\nb", "a\u{0}", "\u{85}"])
  func `control characters are refused`(name: String) { #expect(IMAPName.encoded(name) == nil) }
}
