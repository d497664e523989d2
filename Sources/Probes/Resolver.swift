import Domains
import Foundation
import Operations
import Vocabulary

/// Asks the DNS in the company's name: by its own resolver, so that no name server sees who asks, and with DNSSEC where the resolver
/// passes it on.
package actor Resolver {
  private let checking: UnboundContext?
  private let plain: UnboundContext
  /// The anchor was named by somebody: then it holds, whatever the resolver passes on.
  private let isStrict: Bool
  private let now: @Sendable () -> Timestamp
  /// Whether signatures come through; nil until that is known.
  private var passesSignatures: Bool?

  private let seconds: Double

  /// How long one question may take.
  package static let patience = 5.0

  /// Throws where there is no resolver to ask, or the anchor cannot be read.
  package init(_ place: ResolverPlace, seconds: Double = patience, now: @escaping @Sendable () -> Timestamp)
    throws(ResolverTrouble)
  {
    let servers = try place.servers()
    plain = try UnboundContext(servers: servers, anchorFile: nil)
    isStrict = place.anchorFile != nil
    checking = try place.anchor().map { file throws(ResolverTrouble) in
      try UnboundContext(servers: servers, anchorFile: file)
    }
    self.seconds = seconds
    self.now = now
  }

  package nonisolated var service: NameService { NameService { await self.ask($0) } }

  /// What is being asked ends without an answer, and nothing is asked any more.
  package func close() async {
    await plain.close()
    await checking?.close()
  }

  private func ask(_ question: DNSQuestion) async -> DNSObservation? {
    let asked = now()
    guard let name = DomainName(question.name), name.labels.count > 1 else {
      return DNSObservation(
        question, asked: asked, outcome: .failed, security: .unchecked, detail: "not a name that is asked for")
    }
    let checks = await checks()
    let context = checks ? checking ?? plain : plain
    switch await context.ask(name.ascii, type: question.kind.code, within: seconds) {
    case .reply(let reply): return observation(question, reply, asked: asked, isChecked: checks)
    case .timeout:
      return DNSObservation(
        question, asked: asked, outcome: .failed, security: .unchecked,
        detail: "no answer within \(Int(seconds)) seconds")
    case .broken(let why):
      return DNSObservation(question, asked: asked, outcome: .failed, security: .unchecked, detail: why)
    case .stopped: return nil
    }
  }

  /// Many resolvers on the way drop signatures; then every signed name would look forged. Asked once, of the root.
  private func checks() async -> Bool {
    guard let checking else { return false }
    if isStrict { return true }
    if let passesSignatures { return passesSignatures }
    guard case .reply(let reply) = await checking.ask(".", type: 48, within: seconds) else { return false }
    if reply.isSecure || reply.bogus != nil { passesSignatures = reply.isSecure }
    return reply.isSecure
  }

  private func observation(
    _ question: DNSQuestion, _ reply: UnboundContext.Reply, asked: Timestamp, isChecked: Bool
  ) -> DNSObservation {
    let records = reply.records.map { WireRecord.read($0, question.kind) }
    let outcome: DNSObservation.Outcome
    var detail = reply.bogus.map { DNSObservation.escaped($0.utf8.prefix(300)) }
    if reply.hasRecords {
      outcome = records.contains { $0 == nil } ? .failed : .records
      if outcome == .failed { detail = "the answer's records cannot be read" }
    } else if reply.isNonexistent {
      outcome = .nonexistent
    } else if reply.rcode == 0 {
      outcome = .empty
    } else {
      outcome = .failed
      detail = detail ?? "the resolver answered \(Self.word(reply.rcode))"
    }
    let security: DNSObservation.Security =
      if reply.bogus != nil { .bogus } else if reply.isSecure { .secure } else if isChecked { .insecure } else {
        .unchecked
      }
    let alias = reply.alias.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    return DNSObservation(
      question, asked: asked, outcome: outcome, records: outcome == .records ? records.compactMap(\.self) : [],
      security: security, ttl: max(0, reply.ttl),
      alias: alias.flatMap { $0.lowercased() == question.name ? nil : DNSObservation.escaped($0.utf8.prefix(300)) },
      detail: detail)
  }

  private static func word(_ rcode: Int32) -> String {
    switch rcode {
    case 1: "FORMERR"
    case 2: "SERVFAIL"
    case 4: "NOTIMP"
    case 5: "REFUSED"
    default: "RCODE \(rcode)"
    }
  }
}

extension DNSQuestion.Kind {
  /// The number of the type (RFC 1035 section 3.2.2, RFC 3596).
  fileprivate var code: Int32 {
    switch self {
    case .a: 1
    case .ns: 2
    case .ptr: 12
    case .mx: 15
    case .txt: 16
    case .aaaa: 28
    }
  }
}
