import HTTPTypes
import Hummingbird
import Operations

/// The two cookies: the session's secret, and what ties a form to a browser that is not signed in.
enum Cookies {
  private static let session = "candor"
  private static let form = "candor-form"

  static func session(of request: Request, secure: Bool) -> Secret? { secret(session, of: request, secure: secure) }
  static func form(of request: Request, secure: Bool) -> Secret? { secret(form, of: request, secure: secure) }

  /// nil ends the session.
  static func setSession(_ secret: Secret?, secure: Bool) -> String { line(session, secret, secure: secure) }
  static func setForm(_ secret: Secret, secure: Bool) -> String { line(form, secret, secure: secure) }

  /// A browser takes `__Host-` only over TLS, for this host alone and for every path.
  private static func name(_ name: String, secure: Bool) -> String { secure ? "__Host-" + name : name }

  private static func line(_ name: String, _ secret: Secret?, secure: Bool) -> String {
    let life = secret == nil ? "Max-Age=0" : "Max-Age=\(Session.longestSeconds)"
    return "\(Self.name(name, secure: secure))=\(secret?.text ?? ""); Path=/; \(life); HttpOnly; SameSite=Lax"
      + (secure ? "; Secure" : "")
  }

  private static func secret(_ name: String, of request: Request, secure: Bool) -> Secret? {
    let name = Self.name(name, secure: secure)
    for line in request.headers[values: .cookie] {
      for cookie in line.split(separator: ";") {
        let sides = cookie.split(separator: "=", maxSplits: 1)
        if sides.count == 2, sides[0].trimmingPrefix(while: \.isWhitespace) == name { return Secret(sides[1]) }
      }
    }
    return nil
  }
}
