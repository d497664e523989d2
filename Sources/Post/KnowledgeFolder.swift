import Attribution
import Casework
import Domains
import Forensics
import Mail
import Operations
import Vocabulary

/// The folder `Data/`: everything that Candor knows without being told, read strictly.
package enum KnowledgeFolder {
  package static func load(_ root: String) throws(FileTrouble) -> Knowledge {
    let words = try lureWords(root + "/verdict/lure-words.yaml")
    return Knowledge(
      version: try text(root + "/VERSION").split(whereSeparator: \.isNewline).first.map(String.init) ?? "unknown",
      catalog: ProviderCatalog(try ProviderFolder.load(root + "/providers")),
      lexicon: try ForwardFolder.load(root + "/forwards"),
      weights: try signals(root + "/verdict/signals.yaml"),
      lureWords: words.words, lureFields: words.fields,
      domainWords: try domainWords(root + "/domains/lure-words.yaml"),
      sharedHosts: try sharedHosts(root + "/domains/shared-hosts.yaml"),
      playbook: try playbook(root + "/playbook/actions.yaml"),
      priors: try PriorsFile.load(root + "/attribution/priors.yaml"),
      suffixes: publicSuffixes(),
      letters: try LetterFolder.load(root + "/letters"),
      languageSigns: try LetterFolder.languageSigns(root + "/letters/languages.yaml"),
      automaticMail: try LetterFolder.automaticMail(root + "/letters/automatic.yaml"),
      noticeShelf: NoticeShelf {
        NoticeShelf.Content(
          book: try LetterFolder.notices(root + "/letters"), tone: try LetterFolder.tone(root + "/letters"))
      },
      sheets: try SheetFolder.load(root + "/letters"))
  }

  static func text(_ path: String) throws(FileTrouble) -> String {
    let file = try MappedFile(path: path)
    guard let text = String(validating: file.bytes(0..<file.count), as: UTF8.self) else {
      throw FileTrouble(file: path, why: "not UTF-8")
    }
    return text
  }

  /// The distribution's list where it is installed, which is kept newer than the one built into libpsl.
  private static func publicSuffixes() -> PublicSuffixList {
    guard let file = try? MappedFile(path: "/usr/share/publicsuffix/public_suffix_list.dat"),
      let list = PublicSuffixList(data: file.bytes(0..<file.count))
    else { return .builtIn }
    return list
  }

  private static func signals(_ path: String) throws(FileTrouble) -> SignalWeights {
    let map = try YAMLValue.document(try text(path), file: path).mapping(["schema", "prior", "signals"])
    let table = try map.required("signals")
    let known = Set(Signal.all.map(\.id))
    let entries = try table.mapping(known)
    var weights: [String: Double] = [:]
    for id in known { weights[id] = try entries.required(id).double() }
    return SignalWeights(prior: try map.required("prior").double(), weights: weights)
  }

  private static func lureWords(_ path: String) throws(FileTrouble) -> (words: LureWordList, fields: LureFields) {
    let map = try YAMLValue.document(try text(path), file: path)
      .mapping([
        "schema", "payment", "urgency", "greetings", "impersonal", "card_phrases", "plan_words", "plan_owners",
        "plan_generic",
      ])
    return (
      LureWordList(payment: try map.strings("payment"), urgency: try map.strings("urgency")),
      LureFields(
        greetings: try map.strings("greetings"), impersonal: try map.strings("impersonal"),
        cardPhrases: try map.strings("card_phrases"),
        planWords: try map.strings("plan_words"), planOwners: try map.strings("plan_owners"),
        planGeneric: try map.strings("plan_generic"))
    )
  }

  private static func domainWords(_ path: String) throws(FileTrouble) -> LureWords {
    let map = try YAMLValue.document(try text(path), file: path).mapping(["schema", "words"])
    var words: [String] = []
    for line in try map.required("words").list() { words += try line.strings() }
    return LureWords(words)
  }

  private static func playbook(_ path: String) throws(FileTrouble) -> Playbook {
    let map = try YAMLValue.document(try text(path), file: path).mapping(["schema", "actions"])
    let table = try map.required("actions").mapping(Set(Playbook.ActionID.allCases.map(\.rawValue)))
    var entries: [Playbook.ActionID: Playbook.Entry] = [:]
    for id in Playbook.ActionID.allCases {
      let entry = try table.required(id.rawValue).mapping(["hours"])
      entries[id] = Playbook.Entry(hours: try entry.required("hours").int())
    }
    return Playbook(entries: entries)
  }

  private static func sharedHosts(_ path: String) throws(FileTrouble) -> SharedHosts {
    let map = try YAMLValue.document(try text(path), file: path).mapping(["schema", "free", "profiles"])
    func names(_ key: String) throws(FileTrouble) -> [DomainName] {
      var out: [DomainName] = []
      for line in try map.required(key).list() {
        for value in try line.list() { out.append(try value.parsed("domain name") { DomainName($0) }) }
      }
      return out
    }
    return SharedHosts(free: try names("free"), profiles: try names("profiles"))
  }
}
