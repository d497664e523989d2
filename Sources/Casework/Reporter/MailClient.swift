import Mail
import Vocabulary

/// Which mail program a reporter uses, as far as its traces in their mail say: it decides how the steps to send an original read.
package enum MailClient: String, Sendable, Codable, CaseIterable {
  case gmail
  case phone
  case appleMail = "apple-mail"
  case outlook
  case outlookWeb = "outlook-web"
  case thunderbird
  case yahoo
  case proton
  case other

  /// Programs name themselves; services are known by the ids that their servers give.
  package init(of message: Message) {
    self = Self.named(message) ?? Self.served(message) ?? .other
  }

  private static func named(_ message: Message) -> MailClient? {
    let fields = ["x-mailer", "user-agent"].compactMap { message.header.value($0)?.prefix(200).lowercased() }
    guard !fields.isEmpty else { return nil }
    func says(_ words: String...) -> Bool { words.contains { word in fields.contains { $0.contains(word) } } }
    if says("iphone", "ipad", "android", "mobile", "samsung") { return .phone }
    if says("apple mail", "macos") { return .appleMail }
    if says("thunderbird") { return .thunderbird }
    if says("outlook express", "windows live") { return .other }
    if says("microsoft outlook", "microsoft-macoutlook") { return .outlook }
    if says("yahoo", "webservice/") { return .yahoo }
    return nil
  }

  private static func served(_ message: Message) -> MailClient? {
    let id = message.messageID?.lowercased() ?? ""
    let host = id.split(separator: "@").last.map(String.init) ?? ""
    func isUnder(_ names: String...) -> Bool { names.contains { DomainName.isWithin(host, $0) } }
    if host == "mail.gmail.com" { return .gmail }
    if isUnder("yahoo.com") || host.contains(".mail.yahoo.") || isUnder("aol.com") { return .yahoo }
    if isUnder("protonmail.com", "proton.me", "pm.me", "protonmail.ch") { return .proton }
    // The desktop program in front of the same service leaves no name either; the steps on the web serve both.
    if isUnder("prod.outlook.com", "prod.exchangelabs.com") { return .outlookWeb }
    let boundary = String(decoding: message.root.contentType.boundary.prefix(100), as: UTF8.self)
    if boundary.hasPrefix("Apple-Mail") { return id.contains("-") ? .appleMail : .phone }
    if message.header.first("x-ms-exchange-organization-authas") != nil || message.header.first("thread-index") != nil {
      return .outlook
    }
    return message.header.first("x-ymail-osg") == nil ? nil : .yahoo
  }
}
