import Vocabulary

/// What somebody sent to the company's report address, taken apart: who sent it, what they wrote, and the suspicious mails inside it.
package struct Report: Sendable {
  package let outer: Message
  package let carrier: Carrier
  /// What the reporter wrote above the forwarded mail.
  package let note: String?
  /// Innermost first where a chain was forwarded; empty for a plain question or a picture.
  package let originals: [Original]
  /// Mails that the originals came in and that are taken for somebody's forwards. A fake can carry a genuine mail: where an original is found
  /// to be genuine, these have to be looked at too.
  package let between: [Original]
  package let defects: [Defect]

  /// How a report is told from an original.
  package struct Context: Sendable {
    /// Addresses that reports are sent to.
    package let intake: Set<EmailAddress>
    /// The organization's own domains: somebody who writes to them is asking or reporting, unless a bulk mail went there.
    package let ownDomains: [DomainName]
    /// Addresses that only data stores know: what comes to them is never a question.
    package let testAccounts: Set<EmailAddress>
    package let lexicon: ForwardLexicon
    /// Whether a file with a sender or a subject is the mail in question, whatever else it has lost: of somebody who asks about one.
    package private(set) var isAnyMail = false

    package init(
      intake: Set<EmailAddress> = [], ownDomains: [DomainName] = [], testAccounts: Set<EmailAddress> = [],
      lexicon: ForwardLexicon
    ) {
      self.intake = intake
      self.ownDomains = ownDomains
      self.testAccounts = testAccounts
      self.lexicon = lexicon
    }

    package var ofAnyMail: Context {
      var other = self
      other.isAnyMail = true
      return other
    }
  }

  /// Reads one file's bytes: an RFC 5322 message, an Outlook .msg, or a picture.
  package init(_ bytes: [UInt8], context: Context) { self.init(ReportFile(bytes), context: context) }

  package init(_ file: ReportFile, context: Context) {
    outer = file.message
    if let kind = file.picture {
      carrier = .image
      note = nil
      originals = []
      between = []
      defects = [Defect(.attachmentUnreadable, "a picture (\(kind.rawValue)): kept as evidence, for a person to read")]
      return
    }
    var unwrapping = Unwrapping(context: context)
    let opened = unwrapping.open(file.message, content: file.content, depth: 0, defects: file.defects)
    carrier = opened.carrier
    note = opened.note
    originals = opened.originals.map { $0.seeing(past: context.lexicon.wrappers) }
    between = opened.between.map { $0.seeing(past: context.lexicon.wrappers) }
    defects = file.defects + file.message.defects + unwrapping.defects
  }
}

/// One file's bytes before anybody asks what it carries: a message, empty for a picture.
package struct ReportFile: Sendable {
  let message: Message
  let picture: Picture?
  let defects: [Defect]
  /// Where somebody had it read before a report is made of it.
  private(set) var content: MessageText?

  /// With the message's text and links at hand.
  package var read: ReportFile {
    guard picture == nil else { return self }
    var other = self
    other.content = MessageText(message)
    return other
  }

  package init(_ bytes: [UInt8]) {
    picture = Picture(bytes)
    let outlook = picture == nil ? OutlookMessage(file: bytes[...]) : nil
    message = Message(picture != nil ? [] : outlook?.rebuiltMessage() ?? bytes)
    let isLost = outlook == nil && picture == nil && OutlookMessage.isFile(bytes)
    defects =
      outlook.map { $0.defects + [Defect(.recreated, "an Outlook .msg file")] }
      ?? (isLost ? [Defect(.attachmentUnreadable, "an Outlook .msg file")] : [])
  }
}

/// Picture and document files that people send instead of the mail itself, by their first bytes.
package enum Picture: String, Sendable {
  case png, jpeg, gif, webp, heic, tiff, pdf

  package init?(_ bytes: some Collection<UInt8>) {
    let head = bytes.prefix(16)
    func starts(_ wanted: StaticString, at offset: Int = 0) -> Bool {
      head.dropFirst(offset).starts(with: UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount))
    }
    func begins(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8? = nil) -> Bool {
      var rest = head[...]
      return rest.popFirst() == first && rest.popFirst() == second && rest.popFirst() == third
        && (fourth == nil || rest.popFirst() == fourth)
    }
    if begins(0x89, 0x50, 0x4E, 0x47) {
      self = .png
    } else if begins(0xFF, 0xD8, 0xFF) {
      self = .jpeg
    } else if starts("GIF8") {
      self = .gif
    } else if starts("RIFF"), starts("WEBP", at: 8) {
      self = .webp
    } else if starts("ftyphei", at: 4) || starts("ftypmif1", at: 4) {
      self = .heic
    } else if begins(0x49, 0x49, 0x2A, 0x00) || begins(0x4D, 0x4D, 0x00, 0x2A) {
      self = .tiff
    } else if starts("%PDF-") {
      self = .pdf
    } else {
      return nil
    }
  }
}
