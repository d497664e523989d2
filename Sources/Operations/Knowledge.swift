import Attribution
import Casework
import Domains
import Forensics
import Letters
import Mail

/// What Candor knows without being told: services, phrases, words and weights, as the data files say.
package struct Knowledge: Sendable {
  /// Of the data files as a whole.
  package let version: String
  package let catalog: ProviderCatalog
  package let lexicon: ForwardLexicon
  package let weights: SignalWeights
  package let lureWords: LureWordList
  package let lureFields: LureFields
  /// Words that look-alike names are made with.
  package let domainWords: LureWords
  /// Hosts under which anybody can put a page.
  package let sharedHosts: SharedHosts
  package let playbook: Playbook
  package let priors: Priors
  package let suffixes: PublicSuffixList
  /// What letters say, in every language there is.
  package let letters: LetterBook
  /// How a reporter's language is known.
  package let languageSigns: LanguageSigns
  /// How mail that no person wrote is known.
  package let automaticMail: AutomaticMail.Words
  /// What customers are told, in every language there is.
  package var notices: NoticeBook { noticeShelf.content.book }
  /// What hurts in a notice, and the better ways.
  package var tone: ToneBook { noticeShelf.content.tone }
  package let noticeShelf: NoticeShelf
  /// What finding sheets say, in every language there is.
  package let sheets: SheetBook

  package init(
    version: String, catalog: ProviderCatalog, lexicon: ForwardLexicon, weights: SignalWeights, lureWords: LureWordList,
    lureFields: LureFields, domainWords: LureWords, sharedHosts: SharedHosts, playbook: Playbook, priors: Priors,
    suffixes: PublicSuffixList, letters: LetterBook, languageSigns: LanguageSigns, automaticMail: AutomaticMail.Words,
    noticeShelf: NoticeShelf, sheets: SheetBook
  ) {
    self.version = version
    self.catalog = catalog
    self.lexicon = lexicon
    self.weights = weights
    self.lureWords = lureWords
    self.lureFields = lureFields
    self.domainWords = domainWords
    self.sharedHosts = sharedHosts
    self.playbook = playbook
    self.priors = priors
    self.suffixes = suffixes
    self.letters = letters
    self.languageSigns = languageSigns
    self.automaticMail = automaticMail
    self.noticeShelf = noticeShelf
    self.sheets = sheets
  }
}
