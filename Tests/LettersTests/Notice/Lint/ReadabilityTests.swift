import Testing
import Vocabulary

@testable import Letters

/// Syllables by each language's rules, and the formulas by hand.
@Suite struct ReadabilityTests {
  private static func count(_ words: String, _ language: String) throws -> [Int] {
    let language = try #require(Language(language))
    return words.split(separator: " ").map { Syllables.count(in: String($0), language: language) }
  }

  @Test(arguments: [
    (
      1,
      "the make makes called bank you your our mail site list page change one looked shown which through worked asked"
    ),
    (
      2,
      "table little wanted changes being trying money letter people email open under safely maybe copied cases before"
    ),
    (3, "attachment customer another example suddenly previous actual area idea various media beginning computer"),
    (4, "information society original especially"), (5, "unfortunately possibility"),
  ])
  func `English syllables`(expected: Int, words: String) throws {
    for word in words.split(separator: " ") { #expect(try Self.count(String(word), "en") == [expected], "\(word)") }
  }

  @Test(arguments: [
    (1, "y el que hoy ley bien guion seis pie"),
    (2, "día país aún banco cuenta lista ahí ruido leyes cliente guerra agua búho"),
    (3, "correo tarjeta ahora dinero poeta ciudades"),
    (4, "contraseña aéreo auténtico direcciones"), (5, "autoridades electrónico"),
  ])
  func `Spanish syllables`(expected: Int, words: String) throws {
    for word in words.split(separator: " ") { #expect(try Self.count(String(word), "es") == [expected], "\(word)") }
  }

  @Test(arguments: [
    (1, "és bank név"), (2, "levél hamis ügyfél"), (3, "fizetett jelszavát"), (5, "szolgáltatások"),
    (6, "változtathatatlan"),
  ])
  func `Hungarian syllables`(expected: Int, words: String) throws {
    for word in words.split(separator: " ") { #expect(try Self.count(String(word), "hu") == [expected], "\(word)") }
  }

  @Test func `another language has groups of vowels`() throws {
    #expect(try Self.count("rechnung straße x", "de") == [2, 2, 1])
  }

  @Test func `the formulas, by hand`() throws {
    // 2 sentences, 8 words, 11 syllables, 1 word of more than six letters.
    let english = try #require(Language("en"))
    let sample = Readability.Sample(["The bank can stop it.", "Call another person."], language: english)
    #expect(sample.words == 8 && sample.sentences == 2 && sample.syllables == 11 && sample.longWords == 1)
    #expect(abs(Readability.Formula.fleschKincaid.score(sample) - (0.39 * 4 + 11.8 * 11 / 8 - 15.59)) < 1e-9)
    #expect(abs(Readability.Formula.szigrisztPazos.score(sample) - (206.835 - 62.3 * 11 / 8 - 4)) < 1e-9)
    #expect(abs(Readability.Formula.lix.score(sample) - (4 + 100.0 / 8)) < 1e-9)
    #expect(Readability.Formula.lix.score(Readability.Sample([], language: english)) == 0)
  }

  @Test func `addresses, names of sites and numbers are no words`() {
    #expect(
      Readability.words(of: "Write to a@b.com, or harborledger.com by 6 pm on 3.") == [
        "write", "to", "or", "by", "pm", "on",
      ])
    #expect(Readability.words(of: "Don’t pay…") == ["don't", "pay"])
  }

  @Test(arguments: [(6.54, "6.5"), (-0.35, "-0.4"), (55, "55.0"), (.nan, "0")] as [(Double, String)])
  func `a score is said with one digit`(score: Double, text: String) {
    #expect(Readability.rounded(score) == text)
  }

  @Test func `harder is higher for some and lower for others`() {
    let ease = Readability.Limits(formula: .szigrisztPazos, warns: 65, stops: 55, longSentence: 1, longestSentence: 1)
    #expect(ease.severity(of: 70) == nil && ease.severity(of: 60) == .warns && ease.severity(of: 50) == .stops)
    let grade = Readability.Limits(formula: .fleschKincaid, warns: 6, stops: 9, longSentence: 1, longestSentence: 1)
    #expect(grade.severity(of: 5) == nil && grade.severity(of: 7) == .warns && grade.severity(of: 10) == .stops)
  }
}
