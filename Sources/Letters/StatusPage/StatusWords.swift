import Casework
import Vocabulary

/// The words around what the status page tells, in one language.
package struct StatusWords: Sendable {
  package enum Key: String, Sendable, CaseIterable {
    case title, lead, quiet, over
    case doTitle = "do_title"
    case doClick = "do_click"
    case doPay = "do_pay"
    case doDone = "do_done"
    case realTitle = "real_title"
    case realSender = "real_sender"
    case realDomains = "real_domains"
    case realNever = "real_never"
    case fakeTitle = "fake_title"
    case fakePicture = "fake_picture"
    case fakeFrom = "fake_from"
    case fakeSubject = "fake_subject"
    case fakeStamp = "fake_stamp"
    case namesTitle = "names_title"
    case namesLead = "names_lead"
    case toldTitle = "told_title"
    case toldReference = "told_reference"
    case warning, update, closing
    case askTitle = "ask_title"
    case askForward = "ask_forward"
    case askCheck = "ask_check"
    case askLink = "ask_link"
    case feed, made, skip, languages, preview
  }

  package let language: Language
  /// As its speakers call it.
  package let name: String
  private let words: [Key: String]

  package init(language: Language, name: String, words: [Key: String]) {
    self.language = language
    self.name = name
    self.words = words
  }

  /// Places of a sentence: `{organization}`, `{sender}`, `{address}`, `{domains}`, `{time}`, `{reference}`.
  package static let places: [Key: Set<String>] = [
    .title: ["organization"], .lead: ["organization"], .quiet: ["organization"], .realSender: ["sender"],
    .realDomains: ["domains"], .toldReference: ["reference"], .askForward: ["address"], .made: ["time"],
    .feed: ["organization"],
  ]

  /// `values` are the public's to read: cleaned here, escaped where they are printed.
  func text(_ key: Key, _ values: [String: String] = [:]) -> String {
    values.reduce(words[key] ?? key.rawValue) { text, value in
      text.replacing("{\(value.key)}", with: PlainText.clean(value.value, width: 400))
    }
  }

  func edition(_ edition: Edition) -> String {
    switch edition {
    case .warning: text(.warning)
    case .update: text(.update)
    case .closing: text(.closing)
    }
  }
}

/// The status page's words in every language that there is.
package struct StatusBook: Sendable {
  package let words: [Language: StatusWords]

  package init(_ words: [StatusWords]) {
    self.words = Dictionary(words.map { ($0.language, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(language: Language) -> StatusWords? {
    words.nearest(language)
  }
}
