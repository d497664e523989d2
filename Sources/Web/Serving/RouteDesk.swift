import HTTPTypes
import Hummingbird
import Letters
import NIOCore
import Operations
import Vocabulary

/// What stands between a route and its page: whose session it is, whether they may, and whether the form is really theirs.
struct RouteDesk: Sendable {
  let route: Route
  let configuration: WebConfiguration
  let ports: WebPorts
  let pages: PagePrinter
  /// For forms that anybody may send.
  let strangers: AddressLimit
  let uploads: UploadGate

  func respond(to request: Request, context: WebContext) async throws -> Response {
    let caller = Caller(request, peer: context.peer, trusted: configuration.trustedProxies)
    let formCookie = Cookies.form(of: request, secure: caller.isSecure)
    let formSecret = formCookie ?? Secret()
    let visitor = try await visitor(request, caller, formSecret)
    do {
      let page = try await admit(request, caller, visitor, context)
      // Whatever of the files was not given another name is gone when the request is answered.
      defer { for file in page.files { file.upload.drop() } }
      let answer = try await route.handler(page)
      let ailments: [String] =
        if case .page = answer.content, visitor.account != nil { await ports.ailments() } else { [] }
      var response = try pages.response(answer, to: page, at: route.place, ailments: ailments)
      switch answer.session {
      case .kept:
        if formCookie == nil, visitor.session == nil, case .page = answer.content {
          response.headers.append(.cookie(Cookies.setForm(formSecret, secure: caller.isSecure)))
        }
      case .begun(let secret):
        response.headers.append(.cookie(Cookies.setSession(secret, secure: caller.isSecure)))
      case .ended:
        response.headers.append(.cookie(Cookies.setSession(nil, secure: caller.isSecure)))
      }
      return response
    } catch let refusal as Refusal where visitor.account != nil && !refusal.isOurFault {
      // Whoever is signed in keeps the navigation, so that there is a way on.
      return pages.error(
        refusal, to: visitor, language: request.headers[.acceptLanguage], id: context.requestID,
        path: request.uri.path)
    }
  }

  /// The request as its page sees it, or why there is none.
  private func admit(_ request: Request, _ caller: Caller, _ visitor: Visitor, _ context: WebContext) async throws
    -> PageRequest
  {
    guard route.admits(visitor) else {
      if visitor.account != nil { throw Refusal.notAllowed }
      throw token(of: request) == nil ? Refusal.signInFirst : .wrongToken
    }
    if route.method == .post, route.access == .everyone || route.access == .half,
      let wait = strangers.wait(for: caller.address, at: ports.accounts.now())
    {
      throw Refusal.tooMany(seconds: wait)
    }
    guard let query = FormFields(encoded: request.uri.query ?? "") else { throw Refusal.badRequest }
    // The last that can be refused: from here on somebody drops its files.
    let content = try await read(request, caller, visitor)
    return PageRequest(
      id: context.requestID, ports: ports, visitor: visitor,
      words: ports.interface.words(
        chosen: (visitor.account ?? visitor.half)?.language, accepting: request.headers[.acceptLanguage]),
      parameters: Dictionary(context.parameters.map { (String($0), String($1)) }) { first, _ in first }, query: query,
      form: content.form, files: content.files, body: content.raw,
      origin: Origin(address: caller.text, agent: request.headers[.userAgent] ?? ""), site: caller.site)
  }

  private func visitor(_ request: Request, _ caller: Caller, _ formSecret: Secret) async throws -> Visitor {
    // A program with a token is nobody's browser, whatever cookies it sends, and gets to nothing but the API.
    if let given = token(of: request) {
      let account = try await bearer(given)
      return Visitor(account: account, half: nil, session: nil, secret: nil, formToken: formSecret.formToken)
    }
    return try await ports.visitor(of: request, secure: caller.isSecure) ?? .nobody(formSecret.formToken)
  }

  /// What a program showed.
  private func token(of request: Request) -> String? {
    APIRefusal.isAsked(route.place.path) ? request.headers[.authorization] : nil
  }

  private func bearer(_ given: String) async throws -> Account? {
    let parts = given.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer", let secret = AccessToken.secret(parts[1]) else {
      return nil
    }
    return try await ports.accounts.register.tokens.find(secret.digest, ports.accounts.now())
  }

  private struct Content {
    var form = FormFields([])
    var files: [UploadedFile] = []
    var raw: [UInt8] = []
  }

  private func read(_ request: Request, _ caller: Caller, _ visitor: Visitor) async throws -> Content {
    let limit: Int
    switch route.body {
    case .none: return Content()
    case .form(let bytes), .files(let bytes), .raw(_, let bytes): limit = bytes
    }
    try checkOrigin(request, caller)
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      await readOn(request, past: limit)
      throw Refusal.tooLarge(limit: limit)
    }
    let type = request.headers[.contentType] ?? ""
    if case .raw(let types, _) = route.body {
      let essence = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
      guard types.contains(essence) else { throw Refusal.wrongType }
    }
    let isUpload = route.body != .form(upTo: limit)
    if isUpload, !uploads.enter() { throw Refusal.busy }
    defer { if isUpload { uploads.leave() } }
    let seconds = configuration.bodySeconds * (isUpload ? patience : 1)
    if case .files = route.body, let parts = MultipartForm(contentType: type, spool: ports.spool) {
      let most = Self.isClosing(request) ? Self.mostRefused(limit) : limit
      return try await stream(request.body, into: parts, upTo: limit, refusing: most, in: seconds, visitor)
    }
    let bytes = try await Self.within(seconds) { try await Self.collect(request.body, upTo: limit) }
    if case .raw = route.body { return Content(raw: bytes) }
    guard type.lowercased().hasPrefix("application/x-www-form-urlencoded"),
      let form = FormFields(encoded: String(decoding: bytes, as: UTF8.self))
    else { throw Refusal.badRequest }
    guard Secret.same(form["form_token"], visitor.formToken) else { throw Refusal.formExpired }
    return Content(form: form)
  }

  /// Files go to disk as they come; what was written of a form that is refused is taken back. Up to `most` bytes are read before it is refused.
  private func stream(
    _ body: RequestBody, into parts: MultipartForm, upTo limit: Int, refusing most: Int, in seconds: Int64,
    _ visitor: Visitor
  ) async throws -> Content {
    let parts = try await Self.within(seconds) {
      var parts = parts
      do {
        var size = 0
        for try await piece in body {
          size += piece.readableBytes
          guard size <= most else { break }
          if size <= limit { try parts.read(piece.readableBytesView) }
        }
        guard size <= limit else { throw Refusal.tooLarge(limit: limit) }
        guard parts.finish() else { throw Refusal.badRequest }
        guard Secret.same(parts.fields["form_token"], visitor.formToken) else { throw Refusal.formExpired }
        return parts
      } catch {
        parts.drop()
        throw error is MultipartReader.Broken ? Refusal.badRequest : error
      }
    }
    return Content(form: parts.fields, files: parts.files)
  }

  /// The server reads no more of a connection that its client wants closed (a proxy's often is): who still sends would never get to the answer.
  private static func isClosing(_ request: Request) -> Bool { request.headers[.connection]?.lowercased() == "close" }

  /// How much of what is refused is read for that, and thrown away.
  private static func mostRefused(_ limit: Int) -> Int { 10 * limit }

  private func readOn(_ request: Request, past limit: Int) async {
    guard Self.isClosing(request) else { return }
    let (body, most) = (request.body, Self.mostRefused(limit))
    try? await Self.within(configuration.bodySeconds) {
      var size = 0
      for try await piece in body {
        size += piece.readableBytes
        if size > most { return }
      }
    }
  }

  /// Browsers say where a form was; what says nothing (a script with the token) is no browser that was tricked.
  private func checkOrigin(_ request: Request, _ caller: Caller) throws(Refusal) {
    if let origin = request.headers[.origin], origin.lowercased() != caller.site.lowercased() { throw .formExpired }
    if let site = request.headers[.fetchSite], site != "same-origin", site != "none" { throw .formExpired }
  }

  /// Files may take this many times as long as a form: a list of millions from who is signed in, one mail from anybody.
  private var patience: Int64 { route.access == .everyone ? 3 : 10 }

  private static func collect(_ body: RequestBody, upTo limit: Int) async throws -> [UInt8] {
    do {
      let buffer = try await body.collect(upTo: limit)
      return Array(buffer.readableBytesView)
    } catch is NIOTooManyBytesError {
      throw Refusal.tooLarge(limit: limit)
    }
  }

  private static func within<Value: Sendable>(_ seconds: Int64, _ work: @escaping @Sendable () async throws -> Value)
    async throws -> Value
  {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let value = first else { throw Refusal.tooSlow }
      return value
    }
  }
}

extension HTTPField {
  static func cookie(_ line: String) -> HTTPField { HTTPField(name: .setCookie, value: line) }
}
