import Vocabulary

/// A message as Outlook keeps it, in a `.msg` file or in `winmail.dat`: properties, out of which a mail has to be made again.
package struct OutlookMessage: Sendable, Hashable {
  package struct Attachment: Sendable, Hashable {
    package let name: String?
    package let type: String?
    package let bytes: [UInt8]
  }

  /// The header that Outlook received and kept as text; nil for what was never sent through the Internet.
  package var headers: String?
  package var from: Mailbox?
  package var to: [Mailbox] = []
  package var cc: [Mailbox] = []
  package var subject: String?
  package var date: Timestamp?
  package var messageID: String?
  package var textBody: String?
  package var htmlBody: String?
  package var attachments: [Attachment] = []
  /// Messages attached to this one.
  package var embedded: [OutlookMessage] = []
  /// Always says that it was made again from properties.
  package var defects: [Defect] = []

  /// Code page of narrow strings that name none.
  var page = 1252

  init(page: Int) { self.page = page }

  /// Takes what the message's own properties say.
  mutating func read(_ properties: OutlookProperties) {
    typealias ID = OutlookProperties.ID
    page = properties.numbers[ID.codePage].map { Int($0) } ?? page
    headers = properties.text(ID.transportHeaders, page: page) ?? headers
    from =
      properties.mailbox(
        name: ID.representingName, smtp: ID.representingSMTP, address: ID.representingAddress, page: page)
      ?? properties.mailbox(name: ID.senderName, smtp: ID.senderSMTP, address: ID.senderAddress, page: page) ?? from
    if from?.address == nil,
      let sender = properties.mailbox(name: ID.senderName, smtp: ID.senderSMTP, address: ID.senderAddress, page: page),
      sender.address != nil
    {
      from = Mailbox(name: from?.name ?? sender.name, address: sender.address)
    }
    subject =
      properties.text(ID.subject, page: page).map(Self.withoutPrefixMark) ?? properties.text(
        ID.normalizedSubject, page: page) ?? subject
    date = properties.time(ID.submitTime) ?? properties.time(ID.deliveryTime) ?? date
    messageID = properties.text(ID.messageID, page: page) ?? messageID
    textBody = properties.text(ID.body, page: page) ?? textBody
    htmlBody = properties.html(page: page) ?? htmlBody
    if htmlBody == nil, let packed = properties.binaries[ID.compressedRichText] {
      guard let (rich, whole) = CompressedRichText.unpack(packed) else {
        defects.append(Defect(.attachmentUnreadable, "rich text body of an unknown form"))
        return
      }
      if !whole { defects.append(Defect(.attachmentUnreadable, "rich text body cut off")) }
      let body = RichText(rich)
      if body.kind == .html { htmlBody = body.content } else if textBody?.isEmpty ?? true { textBody = body.content }
    }
  }

  /// Takes one row of the table of recipients.
  mutating func addRecipient(_ properties: OutlookProperties) {
    typealias ID = OutlookProperties.ID
    guard to.count + cc.count < Bounds.addresses,
      let mailbox = properties.mailbox(name: ID.displayName, smtp: ID.smtpAddress, address: ID.address, page: page)
    else { return }
    switch properties.numbers[ID.recipientType] ?? 1 {
    case 1: to.append(mailbox)
    case 2: cc.append(mailbox)
    default: break
    }
  }

  mutating func addAttachment(_ properties: OutlookProperties, title: String? = nil, data: [UInt8]? = nil) {
    typealias ID = OutlookProperties.ID
    guard attachments.count < Bounds.parts else { return }
    let names = [ID.longFileName, ID.fileName, ID.displayName].compactMap { properties.text($0, page: page) }
    guard let bytes = data ?? properties.binaries[ID.attachedData] else {
      defects.append(Defect(.attachmentUnreadable, "an attachment without content"))
      return
    }
    attachments.append(
      Attachment(
        name: names.first { !$0.isEmpty } ?? title, type: properties.text(ID.mediaType, page: page), bytes: bytes))
  }

  mutating func finish() {
    defects.insert(Defect(.recreated, headers == nil ? "without its header" : "header as Outlook kept it"), at: 0)
  }

  /// PidTagSubject may begin with U+0001 and the length of its prefix ([MS-OXCMSG] section 2.2.1.46).
  private static func withoutPrefixMark(_ subject: String) -> String {
    subject.utf8.first == 1 ? String(subject.unicodeScalars.dropFirst(2)) : subject
  }
}
