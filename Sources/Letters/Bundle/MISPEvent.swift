import Evidence
import Vocabulary

/// The indicators of a case as an event for MISP (its core format, draft-dulaunoy-misp-core-format).
package struct MISPEvent {
  private let organization: String
  private let title: String
  private let indicators: [Indicator]
  private let level: TrafficLight
  private let time: Timestamp
  private let namespace: NameUUID

  private static let candor = NameUUID(0x3f0b_7a52_9c1e_4d7a, 0x8e64_5b1d_c2a0_97f4)

  /// Leaves out what may not be passed on at `level`. `title` holds no personal data.
  package init(
    organization: String, case caseID: String, title: String, indicators: [Indicator], level: TrafficLight,
    at time: Timestamp
  ) {
    self.organization = organization
    self.title = title
    self.indicators = indicators.filter { $0.marking.mayLeave(at: level) }
    self.level = level
    self.time = time
    namespace = NameUUID(in: Self.candor, name: "case\n\(organization)\n\(caseID)")
  }

  package var json: [UInt8] {
    let strictest = indicators.map(\.marking).max() ?? level
    var json = JSONText(indented: true)
    json.object { json in
      json.object("Event") { json in
        json.put("uuid", "\(NameUUID(in: namespace, name: "event"))")
        json.put("info", title)
        json.put("date", "\((indicators.compactMap(\.firstSeen).min() ?? time).date)")
        json.put("timestamp", String(time.seconds))
        json.put("threat_level_id", "2")
        json.put("analysis", "1")
        json.put("distribution", "0")
        json.put("published", false)
        json.object("Orgc") { json in
          json.put("name", organization)
          json.put("uuid", "\(NameUUID(in: Self.candor, name: "identity\n\(organization)"))")
        }
        json.array("Tag") { json in tag(strictest, &json) }
        json.array("Attribute") { json in
          for indicator in indicators { write(indicator, &json) }
        }
      }
    }
    return json.utf8
  }

  private func tag(_ marking: TrafficLight, _ json: inout JSONText) {
    json.object { json in json.put("name", "tlp:\(marking.lowercase)") }
  }

  private func write(_ indicator: Indicator, _ json: inout JSONText) {
    let kind = Self.kind(of: indicator.value)
    json.object { json in
      json.put("uuid", "\(NameUUID(in: namespace, name: "\(kind.type)\n\(kind.value)"))")
      json.put("type", kind.type)
      json.put("category", kind.category)
      json.put("value", kind.value)
      json.put("comment", indicator.why)
      json.put("to_ids", kind.detects)
      json.put("distribution", "5")
      json.put("timestamp", String(time.seconds))
      if let first = indicator.firstSeen { json.put("first_seen", first.rfc3339) }
      if let last = indicator.lastSeen { json.put("last_seen", last.rfc3339) }
      json.array("Tag") { json in tag(indicator.marking, &json) }
    }
  }

  private struct Kind {
    let type: String
    let category: String
    let value: String
    /// What a detection system can look for.
    var detects = true
  }

  /// Types and the categories that MISP takes them in.
  private static func kind(of value: Indicator.Value) -> Kind {
    switch value {
    case .domain(let name): Kind(type: "domain", category: "Network activity", value: name.ascii)
    case .host(let name): Kind(type: "hostname", category: "Network activity", value: name.ascii)
    case .url(let url): Kind(type: "url", category: "Network activity", value: url.raw)
    case .address(let address): Kind(type: "email-src", category: "Payload delivery", value: address.text)
    case .ip(let address): Kind(type: "ip-src", category: "Network activity", value: "\(address)")
    case .file(let digest): Kind(type: "sha256", category: "Payload delivery", value: digest.hex)
    case .account(let service, let id):
      Kind(type: "text", category: "Other", value: "\(service) account \(id)", detects: false)
    }
  }
}
