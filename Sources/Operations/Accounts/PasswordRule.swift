import Vocabulary

/// What a password must be: long, and not what an attacker would try first.
package enum PasswordRule {
  package static let shortest = 12

  package enum Fault: String, Sendable, CaseIterable {
    case short, long, email, name, organization, repetitive
  }

  /// nil for a password that will do.
  package static func fault(in password: String, email: EmailAddress?, name: String, organization: String) -> Fault? {
    if password.count < shortest { return .short }
    if password.utf8.count > PasswordHashing.longest { return .long }
    let plain = folded(password)
    if Set(plain).count < 5 { return .repetitive }
    if let email, plain == folded(email.text) || plain == folded(email.local) { return .email }
    if isOnly(plain, folded(name)) { return .name }
    if isOnly(plain, folded(organization)) { return .organization }
    return nil
  }

  /// Letters and digits, in lower case.
  private static func folded(_ text: some StringProtocol) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// The words once or more often, with at most four signs before or after.
  private static func isOnly(_ password: String, _ words: String) -> Bool {
    guard words.count >= 3, password.contains(words) else { return false }
    return password.split(separator: words).reduce(0) { $0 + $1.count } <= 4
  }
}
