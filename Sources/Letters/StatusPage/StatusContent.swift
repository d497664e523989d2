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

    package init(sender: String, subject: String, lines: [String]) {
      self.sender = sender
      self.subject = subject
      self.lines = lines
    }
  }

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
    organization: String, languages: [String], told: [Told], specimens: [Specimen], lookAlikes: [String],
    domains: [String], sender: String, reportAddress: String, isOver: Bool, made: Int64
  ) {
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
      organization: organization, languages: languages, told: [], specimens: [], lookAlikes: [], domains: domains,
      sender: sender, reportAddress: reportAddress, isOver: true, made: made)
  }
}
