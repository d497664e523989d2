import Casework
import Vocabulary

/// What the public may know of a case: what customers were told, what the fakes look like, what real mail looks like. Nothing here names a customer.
package struct StatusContent: Sendable, Hashable, Codable {
  /// One letter to customers, as it left.
  package struct Told: Sendable, Hashable, Codable {
    package let edition: Edition
    /// Seconds since 1970.
    package let time: Int64
    package let reference: String
    /// By language tag.
    package let letters: [String: Letter]

    package init(edition: Edition, time: Int64, reference: String, letters: [String: Letter]) {
      self.edition = edition
      self.time = time
      self.reference = reference
      self.letters = letters
    }
  }

  package struct Letter: Sendable, Hashable, Codable {
    package let subject: String
    /// What is said to everybody alike.
    package let paragraphs: [String]

    package init(subject: String, paragraphs: [String]) {
      self.subject = subject
      self.paragraphs = paragraphs
    }
  }

  /// What two people at least were sent alike of one fake.
  package struct Specimen: Sendable, Hashable, Codable {
    package let sender: String
    package let subject: String
    package let lines: [String]
    /// The tag of the language that it is in, where that shows.
    package let language: String?

    package init(sender: String, subject: String, lines: [String], language: String? = nil) {
      self.sender = sender
      self.subject = subject
      self.lines = lines
      self.language = language
    }
  }

  /// The case that it is about; nil where there is nothing to tell.
  package let incident: Int64?
  package let organization: String
  /// Tags, the company's first language first.
  package let languages: [String]
  /// Newest first.
  package let told: [Told]
  package let specimens: [Specimen]
  /// Not defanged; printed so.
  package let lookAlikes: [String]
  package let domains: [String]
  package let sender: String
  package let reportAddress: String
  package let isOver: Bool
  /// When it was put together, in seconds since 1970.
  package let made: Int64

  package init(
    incident: Int64?, organization: String, languages: [String], told: [Told], specimens: [Specimen],
    lookAlikes: [String],
    domains: [String], sender: String, reportAddress: String, isOver: Bool, made: Int64
  ) {
    self.incident = incident
    self.organization = organization
    self.languages = languages
    self.told = told
    self.specimens = specimens
    self.lookAlikes = lookAlikes
    self.domains = domains
    self.sender = sender
    self.reportAddress = reportAddress
    self.isOver = isOver
    self.made = made
  }

  /// Where no case has anything to say.
  package static func quiet(
    organization: String, languages: [String], domains: [String], sender: String, reportAddress: String, made: Int64
  ) -> StatusContent {
    StatusContent(
      incident: nil, organization: organization, languages: languages, told: [], specimens: [], lookAlikes: [],
      domains: domains,
      sender: sender, reportAddress: reportAddress, isOver: true, made: made)
  }

  /// Of all that is said, in hexadecimal; not of when it was put together.
  package var digest: String {
    let lists =
      [languages, lookAlikes, domains] + specimens.map { [$0.sender, $0.subject] + $0.lines }
      + told.flatMap { told in
        [[told.edition.rawValue, "\(told.time)", told.reference]]
          + told.letters.sorted { $0.key < $1.key }.map { [$0.key, $0.value.subject] + $0.value.paragraphs }
      }
    let single = [incident.map { "\($0)" } ?? "", organization, sender, reportAddress, "\(isOver)"]
    return Digest(of: single + lists.map { Digest(of: $0).hex }).hex
  }
}
