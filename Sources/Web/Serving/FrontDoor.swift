import HTTPTypes
import Hummingbird
import Logging
import Metrics
import Operations
import Vocabulary

/// What every request passes: its name in the log, host and rate checks, the headers of every response, and an error page in plain words.
struct FrontDoor: RouterMiddleware {
  typealias Context = WebContext

  let configuration: WebConfiguration
  let ports: WebPorts
  let pages: PagePrinter
  let limit: AddressLimit

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let caller = Caller(request, peer: context.peer, trusted: configuration.trustedProxies)
    var response: Response
    do {
      guard caller.isWelcome(configuration.hosts + [configuration.host]) else { throw Refusal.wrongHost }
      if let wait = limit.wait(for: caller.address, at: ports.accounts.now()) { throw Refusal.tooMany(seconds: wait) }
      response = try await next(request, context)
    } catch {
      response = await respond(to: error, request: request, context: context, caller)
    }
    SecurityHeaders.set(on: &response, secure: caller.isSecure)
    response.headers[.requestID] = context.requestID
    note(request, response, context, took: start.duration(to: .now))
    return response
  }

  private func respond(to error: any Error, request: Request, context: WebContext, _ caller: Caller) async -> Response {
    let refusal: Refusal? =
      switch error {
      case let refusal as Refusal: refusal
      case is PasswordHashing.Busy: .busy
      case let trouble as StoreTrouble: .unavailable(trouble)
      case let error as HTTPError where error.status == .notFound: .notFound
      case let error as HTTPError where error.status == .methodNotAllowed: .wrongMethod
      case let error as HTTPError where error.status == .contentTooLarge: .tooLarge(limit: Route.formBytes)
      case let error as HTTPError where error.status.code < 500: .badRequest
      default: nil
      }
    if refusal == nil || refusal?.isOurFault == true {
      context.logger.error("a request failed", metadata: ["error": "\(error)", "request": "\(context.requestID)"])
    }
    let back = refusal == .signInFirst ? ReturnPath(request, site: caller.site) : nil
    if refusal == .signInFirst, !configuration.isOpen, request.method == .get || request.method == .head,
      !APIRefusal.isAsked(request.uri.path)
    {
      let place = back.map { Place.signInThen($0) } ?? .signIn
      return Response(status: .seeOther, headers: [.location: place.path, .cacheControl: "no-store"])
    }
    let isPublic = configuration.isOpen || Place.isPublic(request.uri.path)
    // A page that is not there belongs to no route: whoever is signed in keeps their language and the navigation.
    let visitor =
      isPublic || refusal != .notFound ? nil : try? await ports.visitor(of: request, secure: caller.isSecure)
    return pages.error(
      refusal, to: visitor ?? .nobody(""), language: request.headers[.acceptLanguage], id: context.requestID,
      path: request.uri.path, isPublic: isPublic, back: back)
  }

  /// The pattern of the path, never the path: some hold a secret. No address, no name.
  private func note(_ request: Request, _ response: Response, _ context: WebContext, took: Duration) {
    let pattern = context.endpointPath ?? "-"
    let status = response.status.code
    context.logger.info(
      "\(request.method) \(pattern) \(status)",
      metadata: ["request": "\(context.requestID)", "milliseconds": "\(took / .milliseconds(1))"])
    let dimensions = [
      ("method", request.method.rawValue.count < 8 ? request.method.rawValue : "other"), ("status", String(status)),
    ]
    Counter(label: "candor_http_requests", dimensions: dimensions, factory: ports.metrics).increment()
    Timer(label: "candor_http_seconds", dimensions: [], factory: ports.metrics)
      .recordNanoseconds(Int64(took / .nanoseconds(1)))
  }
}

/// What a browser is told to refuse: scripts and styles from elsewhere or in the page, frames, guesses about types.
enum SecurityHeaders {
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  /// Of a finding sheet, whose styles stand in it.
  static let sheetPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"

  static func set(on response: inout Response, secure: Bool) {
    if response.headers[.contentSecurityPolicy] != sheetPolicy { response.headers[.contentSecurityPolicy] = policy }
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.frameOptions] = "DENY"
    // Not `no-referrer`: with that, browsers send `Origin: null` with our own forms.
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    response.headers[.openerPolicy] = "same-origin"
    response.headers[.resourcePolicy] = "same-origin"
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    if secure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
  }
}
