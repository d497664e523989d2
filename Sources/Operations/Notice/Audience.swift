import Attribution
import Casework
import Vocabulary

/// Everybody whom a notice goes to: all customers of all lists, each with what they are to the stolen one and the language that they read.
package struct Audience: Sendable {
  private let book: AddressBook
  private let membership: ListMembership
  /// Nobody knows yet which list was taken, so that nobody can be told that they are not on it.
  private let isOpen: Bool
  private let speech: CustomerLanguage

  /// A store counts as taken from the likelihood on at which steps name it.
  package init(members: Assessing.Members, suspicion: Suspicion, speech: CustomerLanguage) {
    book = members.book
    self.speech = speech
    let leads = suspicion.hasEvidence && (suspicion.stores.first?.probability ?? 0) >= NextActions.likely
    let exposure = leads ? suspicion.exposure : nil
    isOpen = exposure == nil
    membership = ListMembership(
      stores: members.stores, people: members.book.count, taken: exposure?.stores ?? [], window: suspicion.leakWindow)
  }

  package struct Count: Sendable, Hashable {
    package let segment: Segment
    package let language: Language
    package let customers: Int
  }

  /// What each version of the text goes to; they add up to all customers.
  package func counts() -> [Count] {
    var counts: [Segment: [Language: Int]] = [:]
    for number in 0..<Int32(membership.people) {
      guard let (segment, language) = version(number) else { continue }
      counts[segment, default: [:]][language, default: 0] += 1
    }
    return Segment.allCases.flatMap { segment in
      (counts[segment] ?? [:]).sorted { $0.key < $1.key }.map {
        Count(segment: segment, language: $0.key, customers: $0.value)
      }
    }
  }

  /// nil for who is no customer.
  package func person(_ address: EmailAddress) -> NewRecipient? {
    guard let number = book.number(of: address) else { return nil }
    return recipient(number)
  }

  /// One after another. Where two lists hold a mailbox under two spellings, the first counts: those on the stolen list come first.
  package func people() -> some Sequence<NewRecipient> {
    let order: [ListMembership.Place] = [.always, .sometimes, .never]
    return order.lazy.flatMap { place in
      (0..<Int32(membership.people)).lazy.filter { membership[$0] == place }.compactMap { recipient($0) }
    }
  }

  private func version(_ number: Int32) -> (Segment, Language)? {
    guard let place = membership[number] else { return nil }
    let segment: Segment =
      switch place {
      case .always: .onList
      case .sometimes: .unknown
      case .never: isOpen ? .unknown : .notOnList
      }
    return (segment, speech.language(of: number, at: book.text(of: number)))
  }

  private func recipient(_ number: Int32) -> NewRecipient? {
    guard let (segment, language) = version(number), let address = EmailAddress(book.text(of: number)) else {
      return nil
    }
    return NewRecipient(address: address, language: language, segment: segment)
  }
}

/// In which of the company's languages a customer is written to: what a list says, else the country of the address, else the company's first.
package struct CustomerLanguage: Sendable {
  private let said: [LanguageMark]
  private let byMark: [LanguageMark: Language]
  private let offered: [Language]
  private let zones: [String: Language]

  /// `offered` is not empty. `said` by member number, from the lists' own column.
  package init(offered: [Language], signs: LanguageSigns, said: [LanguageMark] = []) {
    self.offered = offered
    self.said = said
    byMark = Dictionary(offered.map { (LanguageMark($0), $0) }) { first, _ in first }
    var zones: [String: Language] = [:]
    for language in offered.reversed() {
      for zone in signs.signs.nearest(language)?.zones ?? [] { zones[zone] = language }
    }
    self.zones = zones
  }

  func language(of number: Int32, at address: String) -> Language {
    if said.indices.contains(Int(number)), let language = byMark[said[Int(number)]] { return language }
    return address.lastIndex(of: ".").flatMap { zones[String(address[address.index(after: $0)...])] } ?? offered[0]
  }
}
