import Testing

@testable import Letters

/// Words and sentences, as the rules see them.
@Suite struct ToneTextTests {
  @Test(arguments: [
    ("One. Two! Three?", ["One.", "Two!", "Three?"]),
    ("Mr J. Smith came. He left.", ["Mr J. Smith came.", "He left."]),
    (
      "Ez 2014. március 3. és 10. között volt. Most nincs.", ["Ez 2014. március 3. és 10. között volt.", "Most nincs."]
    ),
    ("See harborledger.com. Then go.", ["See harborledger.com.", "Then go."]),
    ("Es así: Mire. ¿Qué?", ["Es así:", "Mire.", "¿Qué?"]),
    ("He said \"no.\" Then left.", ["He said \"no.\"", "Then left."]), ("p. ej. esto", ["p. ej. esto"]),
    ("On 3. 5. 2014", ["On 3. 5. 2014"]),
    ("It costs 5.50. Pay.", ["It costs 5.50.", "Pay."]), ("", []), ("...", ["..."]),
    ("From: a@b.com", ["From: a@b.com"]), ("Our name: „X”.", ["Our name: „X”."]),
    ("Wait… Now", ["Wait…", "Now"]),
  ])
  func `sentences`(text: String, sentences: [String]) {
    #expect(ToneText.sentences(of: text) == sentences)
  }

  @Test(arguments: [
    ("Don’t, it's 100 % e-mail.", ["don't", "it's", "100", "%", "e", "mail"]),
    ("'quoted' words'", ["quoted", "words"]), ("ÁRVÍZTŰRŐ", ["árvíztűrő"]), ("", []),
  ])
  func `words`(text: String, words: [String]) {
    #expect(ToneText.words(in: text).map(\.folded) == words)
  }

  @Test(arguments: [
    ("act now", "Act, now!", 1), ("act now", "react now", 0), ("azonnal*", "Azonnali", 1),
    ("within N hours", "within 24 hours", 1),
    ("within N hours", "within two hours", 0), ("N % safe", "100% safe, 99 % safe", 2), ("may have", "may", 0),
    ("don't", "don’t", 1), ("jamás", "JAMA\u{0301}S", 1),
  ])
  func `a phrase is found`(phrase: String, text: String, count: Int) throws {
    #expect(try #require(TonePhrase(phrase)).matches(in: ToneText.words(in: text)).count == count)
  }

  @Test(arguments: ["", " ", "*", "a*b", "…"])
  func `what is no phrase is refused`(phrase: String) {
    #expect(TonePhrase(phrase) == nil)
  }
}
