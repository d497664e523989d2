/// How far something may be passed on (FIRST, Traffic Light Protocol 2.0): capitals, no space, never translated.
package enum TrafficLight: String, Sendable, CaseIterable, Comparable {
  case clear = "TLP:CLEAR"
  case green = "TLP:GREEN"
  case amber = "TLP:AMBER"
  case amberStrict = "TLP:AMBER+STRICT"
  case red = "TLP:RED"

  /// The stricter is greater.
  private var order: Int {
    switch self {
    case .clear: 0
    case .green: 1
    case .amber: 2
    case .amberStrict: 3
    case .red: 4
    }
  }

  package static func < (left: TrafficLight, right: TrafficLight) -> Bool { left.order < right.order }

  /// Whether it may stand in a document of that level. RED is for the people in the room: it stands in none.
  package func mayLeave(at level: TrafficLight) -> Bool { self != .red && self <= level }

  /// `amber+strict`, as STIX and MISP write it.
  package var lowercase: String { rawValue.dropFirst(4).lowercased() }
}
