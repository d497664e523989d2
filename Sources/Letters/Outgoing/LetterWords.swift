import Casework
import Vocabulary

/// The sentences of the answer to a reporter in one language.
package struct LetterWords: Sendable {
  /// A paragraph, or the items of a list.
  package enum Block: Sendable, Hashable {
    case paragraph(LetterText)
    case points([LetterText])
    case steps([LetterText])
  }

  /// How to send the original from one mail program.
  package struct ClientSteps: Sendable, Hashable {
    package let steps: [LetterText]

    package init(steps: [LetterText]) { self.steps = steps }
  }

  package let language: Language
  package let subject: LetterText
  package let greeting: LetterText
  /// Says which mail is answered: the one sent on, the reporter's own, one without a subject.
  package let about: LetterText
  package let aboutQuestion: LetterText
  package let aboutUntitled: LetterText
  package let situations: [Acknowledgement.Situation: [Block]]
  /// Before the steps of a mail program, and after them.
  package let askForOriginal: [Block]
  package let clients: [MailClient: ClientSteps]
  package let afterSteps: [Block]
  /// Where the status page is.
  package let status: [Block]
  package let closing: [Block]

  package init(
    language: Language, subject: LetterText, greeting: LetterText, about: LetterText,
    aboutQuestion: LetterText, aboutUntitled: LetterText, situations: [Acknowledgement.Situation: [Block]],
    askForOriginal: [Block], clients: [MailClient: ClientSteps],
    afterSteps: [Block], status: [Block], closing: [Block]
  ) {
    self.language = language
    self.subject = subject
    self.greeting = greeting
    self.about = about
    self.aboutQuestion = aboutQuestion
    self.aboutUntitled = aboutUntitled
    self.situations = situations
    self.askForOriginal = askForOriginal
    self.clients = clients
    self.afterSteps = afterSteps
    self.status = status
    self.closing = closing
  }
}

/// The letters in every language that there is.
package struct LetterBook: Sendable {
  package let words: [Language: LetterWords]

  package init(_ words: [LetterWords]) {
    self.words = Dictionary(words.map { ($0.language, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package var languages: [Language] { words.keys.sorted() }

  /// The language itself, or without its region.
  package subscript(language: Language) -> LetterWords? {
    words.nearest(language)
  }
}
