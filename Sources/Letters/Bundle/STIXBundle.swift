import Evidence
import Vocabulary

/// The indicators of a case for other defenders' systems, as a STIX 2.1 bundle. The same case has the same ids in every export.
package struct STIXBundle {
  private let organization: String
  private let caseID: String
  private let indicators: [Indicator]
  private let level: TrafficLight
  private let time: String
  private let namespace: NameUUID

  /// Of everything that was made by Candor; a case's objects have one below it.
  private static let candor = NameUUID(0x3f0b_7a52_9c1e_4d7a, 0x8e64_5b1d_c2a0_97f3)

  /// Leaves out what may not be passed on at `level`.
  package init(
    organization: String, case caseID: String, indicators: [Indicator], level: TrafficLight, at time: Timestamp
  ) {
    self.organization = organization
    self.caseID = caseID
    self.indicators = indicators.filter { $0.marking.mayLeave(at: level) }
    self.level = level
    self.time = Self.time(time)
    namespace = NameUUID(in: Self.candor, name: "case\n\(organization)\n\(caseID)")
  }

  /// Section 3.2: with milliseconds, which the objects' versions are told apart by.
  private static func time(_ time: Timestamp) -> String { time.rfc3339.replacing("Z", with: ".000Z") }

  private func id(_ type: String, _ name: String) -> String {
    "\(type)--\(NameUUID(in: namespace, name: "\(type)\n\(name)"))"
  }
  private var identity: String { "identity--\(NameUUID(in: Self.candor, name: "identity\n\(organization)"))" }

  package var json: [UInt8] {
    var json = JSONText(indented: true)
    json.object { json in
      json.put("type", "bundle")
      json.put("id", id("bundle", "\(level.rawValue)\n\(time)"))
      // A list may not be empty (STIX 2.1, section 2.5); a bundle without one may be.
      guard !indicators.isEmpty else { return }
      json.array("objects") { json in
        for marking in Set(indicators.map(\.marking)).sorted() { write(marking, &json) }
        writeIdentity(&json)
        var written: Set<String> = []
        for indicator in indicators {
          let object = STIXObject(indicator.value)
          guard written.insert(object.id).inserted else { continue }
          write(object, indicator, &json)
        }
      }
    }
    return json.utf8
  }

  private func writeIdentity(_ json: inout JSONText) {
    json.object { json in
      head("identity", identity, &json)
      json.put("name", organization)
      json.put("identity_class", "organization")
    }
  }

  private func write(_ object: STIXObject, _ indicator: Indicator, _ json: inout JSONText) {
    let marking = indicator.marking.stixID
    json.object { json in
      json.put("type", object.type)
      json.put("spec_version", "2.1")
      json.put("id", object.id)
      json.array("object_marking_refs", strings: [marking])
      if object.type == "file" {
        json.object("hashes") { json in for (key, value) in object.fields { json.put(key, value) } }
      } else {
        for (key, value) in object.fields { json.put(key, value) }
      }
    }
    let indicatorID = id("indicator", object.id)
    json.object { json in
      head("indicator", indicatorID, &json)
      json.put("created_by_ref", identity)
      json.array("object_marking_refs", strings: [marking])
      json.put("name", object.label)
      json.put("description", indicator.why)
      json.array("indicator_types", strings: ["malicious-activity"])
      json.put("pattern", object.pattern)
      json.put("pattern_type", "stix")
      json.put("valid_from", indicator.firstSeen.map(Self.time) ?? time)
    }
    json.object { json in
      head("relationship", id("relationship", object.id), &json)
      json.put("created_by_ref", identity)
      json.array("object_marking_refs", strings: [marking])
      json.put("relationship_type", "related-to")
      json.put("source_ref", indicatorID)
      json.put("target_ref", object.id)
    }
  }

  private func head(_ type: String, _ id: String, _ json: inout JSONText) {
    json.put("type", type)
    json.put("spec_version", "2.1")
    json.put("id", id)
    json.put("created", time)
    json.put("modified", time)
  }

  /// As OASIS published them (cti-stix-common-objects, TLP 2.0 extension).
  private func write(_ marking: TrafficLight, _ json: inout JSONText) {
    json.object { json in
      json.put("type", "marking-definition")
      json.put("spec_version", "2.1")
      json.put("id", marking.stixID)
      json.put("created", "2022-10-01T00:00:00.000Z")
      json.put("name", marking.rawValue)
      json.object("extensions") { json in
        json.object("extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d") { json in
          json.put("extension_type", "property-extension")
          json.put("tlp_2_0", marking.lowercase)
        }
      }
    }
  }
}

extension TrafficLight {
  var stixID: String {
    switch self {
    case .clear: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"
    case .green: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"
    case .amber: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"
    case .amberStrict: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"
    case .red: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"
    }
  }
}
