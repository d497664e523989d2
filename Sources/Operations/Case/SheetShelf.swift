import Attribution
import Casework
import Letters
import Synchronization
import Vocabulary

/// The finding sheet of one state of a case in every language that somebody reads it in, each made once.
package final class SheetShelf: Sendable {
  private let investigation: Investigation
  private let book: SheetBook
  private let priors: Priors
  private let made = Mutex<[Language: Sheet]>([:])

  init(of investigation: Investigation, book: SheetBook, priors: Priors) {
    self.investigation = investigation
    self.book = book
    self.priors = priors
  }

  /// In which there is one already.
  package var languages: [Language] { made.withLock { Array($0.keys) } }

  /// Made by whoever is first to want it; others of the same language wait, so that it is not made twice.
  package subscript(language: Language) -> Sheet {
    let words = book[language]
    return made.withLock { made in
      if let sheet = made[words.language] { return sheet }
      let sheet = FindingSheet(investigation, in: words, priors: priors).sheet
      made[words.language] = sheet
      return sheet
    }
  }
}
