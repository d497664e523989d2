import Vocabulary

/// Takes forwards apart: attached messages in every wrapping, else the text below a mail program's forward header.
struct Unwrapping {
  let context: Report.Context
  private var opened = 0
  /// Files that look like mails and could not be read.
  private(set) var defects: [Defect] = []

  /// Attached messages that are opened in one report.
  static let most = 64
  static let depth = 8

  init(context: Report.Context) { self.context = context }

  struct Opened {
    var carrier: Carrier
    var note: String?
    var originals: [Original]
    /// Mails between the report and its originals, taken for forwards.
    var between: [Original] = []
  }

  /// `content` is the message's, where it was read before.
  mutating func open(_ message: Message, content: MessageText? = nil, depth: Int, defects: [Defect] = []) -> Opened {
    let content = content ?? MessageText(message)
    let attached = depth < Self.depth ? attachedMessages(message) : []
    if !attached.isEmpty {
      var opened = Opened(carrier: .attachment, note: note(content.text), originals: [])
      for (inner, trouble) in attached {
        let read = MessageText(inner)
        let deeper = open(inner, content: read, depth: depth + 1, defects: trouble)
        let own = Original(inner, content: read, carrier: .attachment, defects: trouble)
        if deeper.carrier == .attachment || (deeper.carrier == .inline && isForward(of: deeper.originals, by: inner)) {
          opened.originals += deeper.originals
          opened.between += deeper.between + [own]
        } else {
          opened.originals.append(own)
        }
      }
      // Whoever is not written to by it need not have sent it to be looked at: it may be the mail in question, with a good one hung on.
      if depth == 0, context.isAnyMail || !isTo(message, isUs) {
        opened.between.append(Original(message, content: content, carrier: .original, defects: defects))
      }
      return opened
    }
    let carried = outlookContent(message) ?? content
    if let inline = inlineOriginal(message, carried) {
      return Opened(carrier: .inline, note: note(inline.note), originals: [inline.original])
    }
    if isOriginal(message) {
      return Opened(
        carrier: .original, note: nil,
        originals: [Original(message, content: content, carrier: .original, defects: defects)])
    }
    let picture = message.parts.contains { part in
      part.children.isEmpty && !part.contentType.isText
        && (part.contentType.type == "image" || part.contentType.value == "application/pdf")
        && part.isAttachment
    }
    return Opened(carrier: picture ? .image : .none, note: note(content.text), originals: [])
  }

  /// Somebody who received a mail passed it on: the inner mail went to the one who forwards it.
  private func isForward(of originals: [Original], by message: Message) -> Bool {
    guard let forwarder = message.from.first?.address else { return true }
    return originals.contains { original in
      original.from?.address != forwarder
        && (original.to + original.cc).contains { $0.address == forwarder || $0.address == nil }
    }
  }

  /// Carries transport headers of its own, or names others alone as its recipients, and was not sent to where reports or questions go.
  private func isOriginal(_ message: Message) -> Bool {
    if context.isAnyMail { return message.header.first("from") != nil || message.header.first("subject") != nil }
    let hasWay = message.header.first("received") != nil
    // A saved copy that has lost its way: from somebody, to nobody here.
    guard hasWay || (message.from.first?.address != nil && isToSomebody(message) && knowsUs) else { return false }
    if !context.testAccounts.isEmpty, isTo(message, context.testAccounts.contains) { return true }
    guard context.intake.isEmpty else {
      return !isTo(message, context.intake.contains) && (hasWay || !isTo(message, isOurs))
    }
    // Nobody said where reports go: a person's mail to the company's own domain is taken for a question, a bulk mail for what it is.
    return !isTo(message, isOurs) || (hasWay && Self.isBulk(message))
  }

  private var knowsUs: Bool { !context.intake.isEmpty || !context.ownDomains.isEmpty }

  private func isToSomebody(_ message: Message) -> Bool { isTo(message) { _ in true } }

  private func isTo(_ message: Message, _ isMeant: (EmailAddress) -> Bool) -> Bool {
    func isOne(_ mailbox: Mailbox) -> Bool { mailbox.address.map(isMeant) ?? false }
    return message.to.contains(where: isOne) || message.cc.contains(where: isOne)
  }

  private func isOurs(_ address: EmailAddress) -> Bool {
    context.ownDomains.contains { DomainName.isWithin(String(address.domain), $0.ascii) }
  }

  /// Where reports go, or anywhere else at the company.
  private func isUs(_ address: EmailAddress) -> Bool { context.intake.contains(address) || isOurs(address) }

  private static func isBulk(_ message: Message) -> Bool {
    ["list-unsubscribe", "feedback-id", "precedence", "list-id"].contains { message.header.first($0) != nil }
      || message.header.all("received").count > 2 && message.header.first("dkim-signature") != nil
      || message.parts.contains { $0.contentType.value == "text/html" } && !MessageText(message).links.isEmpty
  }

  private func note(_ text: String?) -> String? {
    guard let text else { return nil }
    let trimmed = text.trimming { $0.isWhitespace }
    return trimmed.isEmpty ? nil : String(trimmed.prefix(2_000))
  }
}

// MARK: - Attached

extension Unwrapping {
  private mutating func attachedMessages(_ message: Message, nesting: Int = 0) -> [(
    message: Message, defects: [Defect]
  )] {
    // A bounce carries the mail that could not be delivered: that is no report.
    if message.root.contentType.value == "multipart/report" { return [] }
    var found: [(Message, [Defect])] = []
    for part in message.parts where part.children.isEmpty && part.kind != .multipart {
      guard opened < Self.most else { break }
      if let inner = part.attached.first {
        opened += 1
        found.append((inner, []))
      } else if let inner = hidden(in: part, nesting: nesting) {
        opened += inner.count
        found += inner
      }
    }
    return found
  }

  /// A message in an attachment of another type: an .eml as octet-stream or text, an Outlook .msg, a winmail.dat.
  private mutating func hidden(in part: Part, nesting: Int) -> [(Message, [Defect])]? {
    if part.kind == .plainText || part.kind == .page, part.filename == nil { return nil }
    let name = part.filename?.lowercased() ?? ""
    let type = part.contentType.value
    guard opened < Self.most, nesting < 4 else { return nil }
    if Self.isTNEF(part) {
      guard let outlook = OutlookMessage(tnef: part.content()[...]) else {
        defects.append(Defect(.attachmentUnreadable, "winmail.dat"))
        return nil
      }
      defects += outlook.defects
      let trouble = outlook.defects + [Defect(.recreated, "winmail.dat")]
      return attachedMessages(Message(outlook.rebuiltMessage()), nesting: nesting + 1).map {
        ($0.message, trouble + $0.defects)
      }
    }
    let isNamed = name.hasSuffix(".eml") || name.hasSuffix(".msg") || name.hasSuffix(".mht")
    // The source of a mail, saved as text: a header with its way, or it is any text.
    let isSource = type == "text/plain" && part.isAttachment && name.hasSuffix(".txt")
    guard
      isNamed || isSource || (type == "application/octet-stream" && name.isEmpty)
        || type == "application/vnd.ms-outlook"
    else { return nil }
    let content = part.content()
    if let outlook = OutlookMessage(file: content[...]) {
      return [(Message(outlook.rebuiltMessage()), outlook.defects + [Defect(.recreated, "an Outlook .msg file")])]
    }
    if OutlookMessage.isFile(content) { defects.append(Defect(.attachmentUnreadable, "an Outlook .msg file")) }
    guard isNamed || isSource else { return nil }
    let inner = Message(content)
    let (hasSender, hasWay) = (inner.header.first("from") != nil, inner.header.first("received") != nil)
    guard isSource ? hasSender && hasWay : hasSender || hasWay else { return nil }
    return [(inner, [])]
  }
}

extension Unwrapping {
  private static func isTNEF(_ part: Part) -> Bool {
    if part.kind == .plainText || part.kind == .page, part.filename == nil { return false }
    let type = part.contentType.value
    return type == "application/ms-tnef" || type == "application/vnd.ms-tnef"
      || part.filename?.lowercased() == "winmail.dat"
  }

  /// The text that Outlook sent as winmail.dat instead of writing it in the mail.
  private func outlookContent(_ message: Message) -> MessageText? {
    guard let part = message.parts.first(where: { $0.children.isEmpty && Self.isTNEF($0) }),
      let outlook = OutlookMessage(tnef: part.content()[...])
    else { return nil }
    let content = MessageText(Message(outlook.rebuiltMessage()))
    return content.text.isEmpty ? nil : content
  }
}

// MARK: - Inline

extension Unwrapping {
  private func inlineOriginal(_ message: Message, _ content: MessageText) -> (original: Original, note: String?)? {
    let subject = message.subject
    let date = message.date
    let toUs = message.to.contains { $0.address.map(isUs) ?? false }
    let carrier = subject.map { ForwardSubject($0, lexicon: context.lexicon) }
    // Where neither the address nor the subject says that somebody passes a mail on, only a mail program's own words do.
    let needsBanner = !toUs && carrier?.isForward != true
    func find(_ text: String) -> InlineForward? {
      InlineForward(in: text, carrier: carrier, reference: date, lexicon: context.lexicon, needsBanner: needsBanner)
    }
    let plain = content.html?.text == content.text ? nil : find(content.text)
    let page = content.html.flatMap { find($0.text) }
    guard let main = [plain, page].compactMap({ $0 }).max(by: { Self.weight($0) < Self.weight($1) }) else { return nil }
    var links: [Link] = []
    // Where the page's own forward was not found, all its links count: better one too many than the only one lost.
    if let html = content.html { links += html.links.filter { $0.offset >= page?.original.body.lowerBound ?? 0 } }
    for forward in [plain, page].compactMap({ $0 }) {
      links = MessageText.merge(links, TextLinks.find(in: forward.text))
    }
    links = MessageText.merge(links, content.fileLinks)
    let layer = main.original
    let original = Original(
      carrier: .inline, message: nil, from: layer.from, to: layer.to, cc: layer.cc, subject: layer.subject,
      date: layer.date, messageID: nil,
      text: main.text, htmlText: (page ?? plain).flatMap { $0.text == main.text ? nil : $0.text }, links: links,
      files: content.files, authors: layer.from == nil ? 0 : 1, defects: content.defects)
    return (original, main.note)
  }

  /// The plain text counts before the page where both say as much.
  private static func weight(_ forward: InlineForward) -> Int {
    let layer = forward.original
    return (layer.from?.address != nil ? 4 : 0) + (layer.to.isEmpty ? 0 : 2) + (layer.subject == nil ? 0 : 1)
      + (layer.date == nil ? 0 : 1)
  }
}
