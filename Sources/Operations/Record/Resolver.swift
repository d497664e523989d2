import Domains
import Vocabulary

/// The DNS as seen from here.
package struct Resolver: Sendable {
  /// An answer with when it came and whether DNSSEC proved it.
  package struct Reply: Sendable, Hashable {
    package let answer: DNSAnswer
    package let asked: Timestamp
    package let isSecure: Bool

    package init(answer: DNSAnswer, asked: Timestamp, isSecure: Bool) {
      self.answer = answer
      self.asked = asked
      self.isSecure = isSecure
    }
  }

  package let ask: @Sendable (DNSQuestion) async -> Reply

  package init(ask: @escaping @Sendable (DNSQuestion) async -> Reply) { self.ask = ask }
}
