import Vocabulary

/// How the suspicious message came to us.
package enum Carrier: String, Sendable, CaseIterable {
  /// A message attached to the report, header and all.
  case attachment
  /// Text pasted below the reporter's words by a mail program.
  case inline
  /// The file is itself the message.
  case original
  /// A picture or PDF of it: evidence for people.
  case image
  case none
}

/// The suspicious mail that a customer received, as far as what came to us shows it.
///
/// A class: it is handed about by many, and never changes.
package final class Original: Sendable {
  package let carrier: Carrier
  /// With its own header; nil for an inline forward.
  package let message: Message?
  package let from: Mailbox?
  package let to: [Mailbox]
  package let cc: [Mailbox]
  package let subject: String?
  package let date: Timestamp?
  package let messageID: String?
  package let text: String
  /// The HTML part as text, where it says something else.
  package let htmlText: String?
  package let links: [Link]
  /// Parts that are files, its own or, for an inline forward, those of the mail that carries it.
  package let files: [Part]
  /// Addresses in all From fields together; more than one proves nothing of any.
  package let authors: Int
  package let defects: [Defect]

  package init(
    carrier: Carrier, message: Message?, from: Mailbox?, to: [Mailbox], cc: [Mailbox], subject: String?,
    date: Timestamp?,
    messageID: String?, text: String, htmlText: String?, links: [Link], files: [Part], authors: Int, defects: [Defect]
  ) {
    self.carrier = carrier
    self.message = message
    self.from = from
    self.to = to
    self.cc = cc
    self.subject = subject
    self.date = date
    self.messageID = messageID
    self.text = text
    self.htmlText = htmlText
    self.links = links
    self.files = files
    self.authors = authors
    self.defects = defects
  }

  /// A message with its own header.
  package convenience init(_ message: Message, content: MessageText, carrier: Carrier, defects: [Defect] = []) {
    let from = message.from
    var trouble = message.defects + content.defects + defects
    for key in ["from", "date", "subject", "message-id"] where message.header.isRepeated(key) {
      trouble.append(Defect(.duplicateField, key))
    }
    for field in message.header.fields where field.valueRange.count > Bounds.fieldBytes {
      trouble.append(
        Defect(
          .fieldTooLong,
          "\(message.header.key(of: field).prefix(40)): only the first \(Bounds.fieldBytes) bytes were read"))
    }
    let date = message.date
    if date == nil, let written = message.header.value("date") {
      trouble.append(Defect(.badDate, String(written.prefix(60))))
    }
    self.init(
      carrier: carrier, message: message, from: from.first { $0.address != nil } ?? from.first, to: message.to,
      cc: message.cc,
      subject: message.subject, date: date, messageID: message.messageID, text: content.text,
      htmlText: content.html?.text == content.text ? nil : content.html?.text, links: content.links,
      files: content.files, authors: from.count, defects: trouble)
  }
}

extension Original {
  /// By name, type and digest; decoding them takes time.
  package var attachments: [Attachment] { files.map { Attachment($0) } }
}
