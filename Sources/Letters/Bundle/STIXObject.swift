import Evidence
import Vocabulary

/// One indicator as STIX 2.1 has it: what was observed (a cyber-observable object) and the pattern that finds it.
struct STIXObject {
  /// The observable's type and its fields, in the order of the specification.
  let type: String
  let fields: [(key: String, value: String)]
  let pattern: String
  let label: String
  /// The fields that the observable's id is made from, by the rules of section 2.9: canonical JSON (RFC 8785).
  private let identity: String

  /// Section 2.9.
  private static let namespace = NameUUID(0x00ab_edb4_aa42_466c, 0x9c01_fed2_3315_a9b7)

  var id: String { "\(type)--\(NameUUID(in: Self.namespace, name: identity))" }

  init(_ value: Indicator.Value) {
    switch value {
    case .domain(let name), .host(let name): self.init("domain-name", value: name.ascii)
    case .url(let url): self.init("url", value: url.raw)
    case .address(let address): self.init("email-addr", value: address.text)
    case .ip(let address): self.init(address.isV4 ? "ipv4-addr" : "ipv6-addr", value: "\(address)")
    case .account(let service, let id):
      self.init(
        "user-account", fields: [("user_id", id), ("account_type", service)],
        pattern:
          "[user-account:user_id = \(Self.literal(id)) AND user-account:account_type = \(Self.literal(service))]",
        label: "\(service) account \(id)",
        identity: "{\"account_type\":\(Self.canonical(service)),\"user_id\":\(Self.canonical(id))}")
    case .file(let digest):
      self.init(
        "file", fields: [("SHA-256", digest.hex)], pattern: "[file:hashes.'SHA-256' = '\(digest.hex)']",
        label: digest.hex, identity: "{\"hashes\":{\"SHA-256\":\"\(digest.hex)\"}}")
    }
  }

  private init(
    _ type: String, fields: [(key: String, value: String)], pattern: String, label: String, identity: String
  ) {
    self.type = type
    self.fields = fields
    self.pattern = pattern
    self.label = label
    self.identity = identity
  }

  private init(_ type: String, value: String) {
    self.init(
      type, fields: [("value", value)], pattern: "[\(type):value = \(Self.literal(value))]", label: value,
      identity: "{\"value\":\(Self.canonical(value))}")
  }

  /// A string of the pattern language (section 9.4): quotes and backslashes are escaped.
  static func literal(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  /// RFC 8785 section 3.2.2.2. Values hold no controls.
  private static func canonical(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
