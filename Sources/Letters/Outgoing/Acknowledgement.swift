import Casework
import Forensics
import Mail
import Vocabulary

/// The answer that a reporter gets within seconds: what their mail is, what to do, and how to send the original where it is still wanted.
package struct Acknowledgement: Sendable {
  package enum Situation: String, Sendable, Codable, CaseIterable {
    case impersonation, genuine, unproven, unrelated
    case noMessage = "no-message"
    case pictureOnly = "picture-only"
    /// Genuine by what the reporter's own mail server wrote down alone.
    case receiverSays = "receiver-says"

    /// `isSignedByUs`: whether a signature of the organization was verified here on every mail that is said to be its own.
    package init(_ verdict: Verdict, carrier: Carrier, isSignedByUs: Bool) {
      self =
        switch verdict {
        case .impersonation: .impersonation
        case .genuine: isSignedByUs ? .genuine : .receiverSays
        case .unproven: .unproven
        case .unrelated: .unrelated
        case .noMessage: carrier == .image ? .pictureOnly : .noMessage
        }
    }
  }

  package let organization: String
  package let situation: Situation
  /// Of the mail that the reporter sent on; for a question, of their own.
  package let subject: String?
  /// The reporter's mail program, where the original is to be asked for.
  package let asksFor: MailClient?
  /// Where the status page is; nil while there is none.
  package let statusDomain: DomainName?
  /// What a person names the report by: `C-12`.
  package let reference: String

  package init(
    organization: String, situation: Situation, subject: String?, asksFor: MailClient? = nil,
    statusDomain: DomainName? = nil, reference: String
  ) {
    self.organization = organization
    self.situation = situation
    self.subject = subject
    self.asksFor = asksFor
    self.statusDomain = statusDomain
    self.reference = reference
  }

  /// Columns of a quoted subject.
  static let quotedWidth = 60

  package func title(_ words: LetterWords) -> String { words.subject.filled(value) }

  /// One line a paragraph or list item.
  package func text(_ words: LetterWords) -> String {
    let asked = asksFor ?? (situation == .pictureOnly ? .other : nil)
    let isTheirOwn = situation == .noMessage || situation == .pictureOnly
    let about = quoted.isEmpty ? words.aboutUntitled : isTheirOwn ? words.aboutQuestion : words.about
    var parts = [words.greeting, about].map { $0.filled(value) }
    parts += (words.situations[situation] ?? []).map(written)
    if let asked, let client = words.clients[asked] ?? words.clients[.other] {
      parts += words.askForOriginal.map(written)
      parts.append(written(.steps(client.steps)))
      parts += words.afterSteps.map(written)
    }
    if statusDomain != nil, situation == .impersonation || situation == .unproven { parts += words.status.map(written) }
    parts += words.closing.map(written)
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The letter to `recipient`. `key` names the report, and what is answered only once.
  package func draft(
    _ words: LetterWords, to recipient: EmailAddress, from sender: LetterDraft.Sender, replyTo: EmailAddress? = nil,
    key: String, answering message: Message? = nil
  ) -> LetterDraft {
    LetterDraft(
      kind: .acknowledgement, recipient: recipient, sender: sender, replyTo: replyTo, subject: title(words),
      body: text(words), language: words.language, key: key,
      thread: message.map { LetterThread(answering: $0) } ?? .none)
  }

  private func value(_ slot: LetterPlace) -> String {
    switch slot {
    case .organization: PlainText.clean(organization, width: 100)
    case .subject: quoted
    case .domain: statusDomain?.ascii ?? ""
    case .reference: PlainText.clean(reference, width: 40)
    }
  }

  /// Somebody else's words: short, and with nothing in them that a mail program would make a link of.
  private var quoted: String {
    let clean = PlainText.clean(subject ?? "", width: Self.quotedWidth)
    var out = ""
    for (index, letter) in zip(clean.indices, clean) {
      let next = clean.index(after: index)
      let joins = next < clean.endIndex && clean[next] != " "
      switch letter {
      case ":" where joins && out.last?.isLetter == true: out += "[:]"
      case ".", "．", "。", "｡": out += joins ? "[.]" : "."
      case "@", "＠": out += "[at]"
      case "/", "\\": out += " "
      case "\"", "“", "”", "„", "«", "»": out += "'"
      default: out.append(letter)
      }
    }
    return out.replacing("hxxps[:]  ", with: "").replacing("hxxp[:]  ", with: "")
  }

  private func written(_ block: LetterWords.Block) -> String {
    switch block {
    case .paragraph(let text): text.filled(value)
    case .points(let items): items.map { "- " + $0.filled(value) }.joined(separator: "\n")
    case .steps(let items):
      items.enumerated().map { "\($0 + 1). " + $1.filled(value) }.joined(separator: "\n")
    }
  }
}
