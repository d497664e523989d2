import Casework
import Letters
import Vocabulary

/// One text as it leaves: what a regulator asks for, and what an interrupted sending goes on with.
package struct SentText: Sendable, Hashable {
  package let language: Language
  package let segment: Segment
  package let subject: String
  package let body: String
  package let senderName: String
  package let sender: EmailAddress
  package let replyTo: EmailAddress?

  package init(
    language: Language, segment: Segment, subject: String, body: String, senderName: String, sender: EmailAddress,
    replyTo: EmailAddress?
  ) {
    self.language = language
    self.segment = segment
    self.subject = subject
    self.body = body
    self.senderName = senderName
    self.sender = sender
    self.replyTo = replyTo
  }

  package var mail: NoticeMail {
    NoticeMail(
      language: language, sender: LetterDraft.Sender(name: senderName, address: sender), replyTo: replyTo,
      subject: subject, body: body)
  }

  /// The one in that language, else in the first of `languages` that there is one in. What is true for another segment is never taken.
  package static func choice(
    _ language: Language, _ segment: Segment, among texts: [SentText], else languages: [Language]
  ) -> SentText? {
    let fitting = texts.filter { $0.segment == segment }
    return ([language] + languages).lazy.compactMap { wanted in fitting.first { $0.language == wanted } }.first
      ?? fitting.first
  }
}
