import Vocabulary

@testable import Domains

/// A DNS for tests: answers from a table, follows aliases, fails where told.
struct Zone {
  var records: [DNSQuestion: [DNSRecord]] = [:]
  var aliases: [String: String] = [:]
  /// Names for which every kind without records fails.
  var timeouts: Set<String> = []
  var failures: Set<DNSQuestion> = []

  init() {}

  /// One record a line: `name TXT text`, `name A 192.0.2.1`, `name MX host`, `name PTR host`, `name CNAME host`,
  /// `name KIND FAIL`.
  init(_ lines: String) {
    for line in lines.split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard fields.count == 3 else { continue }
      let (name, kind, value) = (fields[0], fields[1], fields[2])
      if kind == "CNAME" { aliases[name] = value }
      guard let kind = DNSQuestion.Kind(rawValue: kind) else { continue }
      if value == "FAIL" {
        failures.insert(DNSQuestion(name, kind))
      } else {
        switch kind {
        case .a, .aaaa: if let address = IPAddress(value) { self[name, kind].append(.address(address)) }
        case .mx: self[name, kind].append(.exchange(preference: 10, host: value))
        case .ns: self[name, kind].append(.server(value))
        case .ptr: self[name, kind].append(.pointer(value))
        case .txt: self[name, kind].append(.text(Array(value.utf8)))
        }
      }
    }
  }

  subscript(name: String, kind: DNSQuestion.Kind) -> [DNSRecord] {
    get { records[DNSQuestion(name, kind)] ?? [] }
    set { records[DNSQuestion(name, kind)] = newValue }
  }

  func answer(_ question: DNSQuestion, depth: Int = 0) -> DNSAnswer {
    if failures.contains(question) || depth > 8 { return .failed }
    if let found = records[question], !found.isEmpty { return .records(found) }
    if timeouts.contains(question.name) { return .failed }
    if let target = aliases[question.name] { return answer(DNSQuestion(target, question.kind), depth: depth + 1) }
    let exists = records.keys.contains { DomainName.isWithin($0.name, question.name) }
    return exists ? .empty : .nonexistent
  }

  func resolve(_ evaluation: SPFEvaluation) -> SPFOutcome {
    var evaluation = evaluation
    for _ in 0..<400 {
      switch evaluation.step() {
      case .ask(let question): evaluation.answer(question, with: answer(question))
      case .done(let outcome): return outcome
      }
    }
    return SPFOutcome(result: .temperror, trail: [], explanation: nil, why: "no end", lookups: 0, voidLookups: 0)
  }
}
