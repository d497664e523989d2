import Casework
import HTTPTypes
import Hummingbird
import Letters
import Metrics
import Operations
import Vocabulary

/// `/healthz`: whether this program can do its work, for a load balancer or a watchdog.
enum HealthRoutes {
  static let all: [Route] = [
    .get(.health, for: .everyone) { request in
      let ailments = await request.ports.ailments()
      let text =
        ailments.isEmpty
        ? #"{"status":"ok"}"#
        : "{\"status\":\"failing\",\"reasons\":[" + ailments.map { JSONScalar.quoted($0) }.joined(separator: ",") + "]}"
      return .text(text + "\n", type: "application/json", status: ailments.isEmpty ? .ok : .serviceUnavailable)
    }
  ]
}

/// A string as JSON (RFC 8259 section 7).
enum JSONScalar {
  static func quoted(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "\"") { out, scalar in
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.value < 0x20:
        out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: out.unicodeScalars.append(scalar)
      }
    } + "\""
  }
}

/// `/metrics`: from this machine, or with the token.
struct MetricsDesk: Sendable {
  let configuration: WebConfiguration
  let ports: WebPorts

  func add(to router: Router<WebContext>) {
    router.get(RouterPath(Place.metrics.path)) { request, context in
      let caller = Caller(request, peer: context.peer, trusted: configuration.trustedProxies)
      guard isLocal(caller, request, context.peer) || hasToken(request) else { throw Refusal.notFound }
      try await measure()
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: ports.metrics.text())))
    }
  }

  /// How the work stands, read when somebody asks.
  private func measure() async throws {
    func set(_ label: String, _ value: Int, _ dimensions: [(String, String)] = []) {
      Gauge(label: "candor_" + label, dimensions: dimensions, factory: ports.metrics).record(value)
    }
    let desk = ports.desk
    let reports = try await desk.archive.tally()
    set("reports", reports.all)
    set("reports_waiting", reports.waiting)
    var states: [Case.State: Int] = [:]
    for id in try await desk.cases.ids() {
      if let known = try await desk.cases.load(id) { states[known.state, default: 0] += 1 }
    }
    for state in Case.State.allCases { set("cases", states[state] ?? 0, [("state", state.rawValue)]) }
    let letters = try await desk.outbox.tally()
    for state in Dispatch.State.allCases { set("letters", letters[state] ?? 0, [("state", state.rawValue)]) }
    let ledger = ports.notices.desk.ledger
    for notice in try await ledger.notices() {
      let tally = try await ledger.tally(notice.notice)
      for (state, count) in [
        ("sent", tally.sent), ("failed", tally.failed), ("skipped", tally.skipped), ("waiting", tally.waiting),
      ] {
        set("notice_recipients", count, [("notice", String(notice.notice)), ("state", state)])
      }
    }
    set("ailments", await ports.ailments().count)
  }

  /// What a proxy on this machine passes on without being trusted here did not come from here.
  private func isLocal(_ caller: Caller, _ request: Request, _ peer: IPAddress?) -> Bool {
    let isPassedOn = request.headers[.forwardedFor] != nil
    guard !isPassedOn || peer.map(configuration.trustedProxies.contains) == true else { return false }
    return switch caller.address {
    case .v4(let word): word >> 24 == 127
    case .v6(0, 1): true
    default: false
    }
  }

  private func hasToken(_ request: Request) -> Bool {
    guard let token = configuration.metricsToken, token.utf8.count >= 16 else { return false }
    return Secret.same(request.headers[.authorization] ?? "", "Bearer " + token)
  }
}
