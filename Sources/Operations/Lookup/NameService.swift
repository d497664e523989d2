import Domains

/// The way to the DNS: one question, one answer with its time. nil where the program is being stopped.
package struct NameService: Sendable {
  package let ask: @Sendable (DNSQuestion) async -> DNSObservation?

  package init(ask: @escaping @Sendable (DNSQuestion) async -> DNSObservation?) { self.ask = ask }
}
