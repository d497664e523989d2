import Foundation
import Testing
import Vocabulary
import Yams

@testable import Domains

/// The published suite for RFC 7208 (rfc7208-tests.yml of the pyspf source package), read from the file that
/// CANDOR_SPF_SUITE names.
struct SPFSuiteTests {
  static let file = ProcessInfo.processInfo.environment["CANDOR_SPF_SUITE"]

  @Test(.enabled(if: file != nil, "CANDOR_SPF_SUITE names no rfc7208-tests.yml; scripts/test fetches it"))
  func `the official suite holds, every case`() throws {
    let text = try String(contentsOfFile: try #require(Self.file), encoding: .utf8)
    var cases = 0
    for document in try Yams.compose_all(yaml: text) {
      let zone = Zone(document["zonedata"])
      let scenario = document["description"]?.string ?? ""
      for (key, test) in try #require(document["tests"]?.mapping) {
        cases += 1
        let name = "\(scenario): \(key.string ?? "")"
        let allowed = test["result"]?.sequence.map { $0.compactMap(\.string) } ?? [test["result"]?.string ?? ""]
        let client = try #require(IPAddress(test["host"]?.string ?? ""), "\(name)")
        let query = SPFQuery(
          client: client, helo: test["helo"]?.string ?? "", mailFrom: test["mailfrom"]?.string ?? "")
        let outcome = zone.resolve(SPFEvaluation(query))
        #expect(allowed.contains(outcome.result.rawValue), "\(name): \(outcome)")
        if let explanation = test["explanation"]?.string, outcome.result == .fail {
          #expect(outcome.explanation ?? "DEFAULT" == explanation, "\(name)")
        }
      }
    }
    #expect(cases >= 203)
  }
}

extension Zone {
  /// The suite's own zone form: a list of `TYPE: value` a name, `TIMEOUT` for every kind that stands before it
  /// nowhere, SPF standing for TXT where the name has no TXT of its own.
  init(_ node: Node?) {
    self.init()
    for (name, list) in node?.mapping ?? [:] {
      let list = list.sequence.map(Array.init) ?? []
      let hasText = list.contains { $0["TXT"] != nil }
      for item in list {
        guard let (kind, value) = item.mapping?.first.map({ ($0.key.string ?? "", $0.value) }) else {
          timeouts.insert(name.string?.lowercased() ?? "")
          continue
        }
        if value.string == "TIMEOUT" {
          failures.insert(DNSQuestion(name.string ?? "", DNSQuestion.Kind(rawValue: kind) ?? .txt))
          continue
        }
        add(name.string ?? "", kind, value, hasText: hasText)
      }
    }
  }

  private mutating func add(_ name: String, _ kind: String, _ value: Node, hasText: Bool) {
    let text = value.sequence?.compactMap(\.string).joined() ?? value.string ?? ""
    switch kind {
    case "A", "AAAA":
      if let address = IPAddress(text) { self[name, kind == "A" ? .a : .aaaa].append(.address(address)) }
    case "MX":
      let fields = value.sequence?.compactMap(\.string) ?? []
      if fields.count == 2 {
        self[name, .mx].append(.exchange(preference: UInt16(fields[0]) ?? 0, host: fields[1]))
      }
    case "PTR": self[name, .ptr].append(.pointer(text))
    case "CNAME": aliases[name.lowercased()] = text
    case "TXT" where text != "NONE", "SPF" where !hasText:
      self[name, .txt].append(.text(text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : 0xFF }))
    default: break
    }
  }
}
