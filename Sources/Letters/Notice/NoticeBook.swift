import Vocabulary

/// The notices in every language that there is.
package struct NoticeBook: Sendable {
  package let words: [Language: NoticeWords]

  package init(_ words: [NoticeWords]) {
    self.words = Dictionary(words.map { ($0.language, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package var languages: [Language] { words.keys.sorted() }

  /// The language itself, or without its region.
  package subscript(language: Language) -> NoticeWords? {
    words.nearest(language)
  }
}
