import Casework
import Letters
import Operations
import Vocabulary

/// What one customer answered who was asked whether the mail came.
struct CaseAnswer: PagePart {
  let person: EmailAddress
  let answer: Case.Answer
  let words: InterfaceWords

  /// Newest first.
  static func all(of known: Case, _ words: InterfaceWords) -> [CaseAnswer] {
    known.answers.sorted { ($1.value.time.seconds, $0.key.text) < ($0.value.time.seconds, $1.key.text) }.prefix(200).map
    {
      CaseAnswer(person: $0.key, answer: $0.value, words: words)
    }
  }

  static let fields: Fields<CaseAnswer> = [
    .text("person") { PlainText.clean($0.person.text, width: 100) },
    .text("said") { $0.words[$0.answer.gotIt ? "yes" : "no"] }, .text("time") { $0.words.moment($0.answer.time) },
  ]
}
