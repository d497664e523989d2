import HTTPTypes
import Hummingbird
import Vocabulary

/// Where a request came from and how, seen through a proxy where that proxy is trusted.
struct Caller: Sendable {
  let address: IPAddress?
  let isSecure: Bool
  /// Host and port as the browser named them.
  let authority: String

  init(_ request: Request, peer: IPAddress?, trusted: [IPAddress]) {
    authority = request.head.authority ?? ""
    guard let peer, trusted.contains(peer) else {
      address = peer
      isSecure = false
      return
    }
    // From the right, the first address that no proxy of ours has.
    let hops = (request.headers[values: .forwardedFor].joined(separator: ",")).split(separator: ",")
      .map { $0.filter { !$0.isWhitespace } }
    var found = peer
    for hop in hops.reversed() {
      guard let address = IPAddress(hop)?.unmapped else { break }
      found = address
      if !trusted.contains(address) { break }
    }
    address = found
    isSecure = request.headers[.forwardedProto]?.lowercased() == "https"
  }

  var site: String { (isSecure ? "https://" : "http://") + authority }

  /// The name without its port.
  var host: String {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      return String(authority[authority.index(after: authority.startIndex)..<end])
    }
    return String(authority.prefix { $0 != ":" }).lowercased()
  }

  /// A name that we were told of (`.example.org`: any under it), or an address: no other site's name can be made to lead here.
  func isWelcome(_ hosts: [String]) -> Bool {
    IPAddress(host) != nil || host == "localhost"
      || hosts.contains { $0.hasPrefix(".") ? host.hasSuffix($0.lowercased()) : $0.lowercased() == host }
  }

  var text: String { address?.description ?? "unknown" }
}

extension HTTPField.Name {
  static func named(_ name: String) -> HTTPField.Name {
    // Every name here is a constant and a token.
    HTTPField.Name(name) ?? .userAgent
  }

  static let forwardedFor = named("X-Forwarded-For")
  static let forwardedProto = named("X-Forwarded-Proto")
  static let fetchSite = named("Sec-Fetch-Site")
  static let frameOptions = named("X-Frame-Options")
  static let referrerPolicy = named("Referrer-Policy")
  static let permissionsPolicy = named("Permissions-Policy")
  static let refresh = named("Refresh")
  static let openerPolicy = named("Cross-Origin-Opener-Policy")
  static let resourcePolicy = named("Cross-Origin-Resource-Policy")
  static let requestID = named("X-Request-Id")
}
