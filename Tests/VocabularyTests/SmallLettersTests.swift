import Testing

@testable import Vocabulary

struct SmallLettersTests {
  @Test(arguments: [
    ("", ""), ("AZ", "az"), ("@[`{", "@[`{"), ("Mail.Example.ORG", "mail.example.org"),
    ("already small", "already small"),
    ("ÉA", "Éa"),
  ])
  func `only A to Z become small`(text: String, small: String) {
    let read = Array(text.utf8).withUnsafeBufferPointer { String(smallLetters: $0) }
    #expect(read == small)
  }
}
