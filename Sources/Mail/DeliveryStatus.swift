import Vocabulary

/// What a mail server says became of a mail (RFC 3464): for each recipient what was done and why.
package struct DeliveryStatus: Sendable {
  package enum Action: String, Sendable, CaseIterable { case failed, delayed, delivered, relayed, expanded }

  package struct Recipient: Sendable, Hashable {
    /// As the mail was last sent on.
    package let final: EmailAddress?
    /// As its sender wrote it.
    package let original: EmailAddress?
    package let action: Action
    /// `5.1.1` (RFC 3463); nil where there is none that is well formed.
    package let status: String?
  }

  package let recipients: [Recipient]
  /// nil where nothing of the mail came back.
  package let returned: ReturnedMail?

  package static let mostRecipients = 50

  /// nil where the mail is no delivery report.
  package init?(_ message: Message) {
    guard message.root.contentType.value == "multipart/report",
      let part = message.root.children.prefix(10).first(where: { Self.types.contains($0.contentType.value) })
    else { return nil }
    // The first group is about the report itself.
    let groups = part.fieldGroups(most: Self.mostRecipients + 1)
    recipients = groups.compactMap { Recipient($0) }
    guard !recipients.isEmpty else { return nil }
    returned = ReturnedMail(in: message)
  }

  private static let types: Set<String> = ["message/delivery-status", "message/global-delivery-status"]
}

extension DeliveryStatus.Recipient {
  fileprivate init?(_ group: HeaderBlock) {
    func word(_ key: String) -> String? {
      group.value(key).map { value in
        String(value.lowercased().prefix { $0 != ";" && $0 != "(" && $0 != " " }.prefix(40))
      }
    }
    guard let action = word("action").flatMap({ DeliveryStatus.Action(rawValue: $0) }) else { return nil }
    let final = group.value("final-recipient").flatMap { EmailAddress(typed: $0) }
    let original = group.value("original-recipient").flatMap { EmailAddress(typed: $0) }
    guard final != nil || original != nil else { return nil }
    let status = word("status").flatMap { Self.isStatus($0) ? $0 : nil }
    self.init(final: final, original: original, action: action, status: status)
  }

  /// `class.subject.detail`.
  private static func isStatus(_ text: String) -> Bool {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 3 && ["2", "4", "5"].contains(numbers[0])
      && numbers.dropFirst().allSatisfy {
        (1...3).contains($0.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
      }
  }
}
