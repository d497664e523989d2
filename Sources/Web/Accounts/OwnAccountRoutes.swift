import Letters
import Operations
import Vocabulary

/// What somebody does about their own account.
enum OwnAccountRoutes {
  static let all: [Route] = [
    .get(.account, for: .signedIn, AccountPage.self) { request in
      .page(AccountPage(try request.account(), request.words, languages: request.ports.interface.languages))
    },
    .post(.language, for: .signedIn) { request in
      try await own(request).choose(Language(request.form["language"]))
      return .move(.account, done: .language)
    },
    .get(.password, for: .signedIn, PasswordPage.self) { .page(PasswordPage($0.words)) },
    .post(.password, for: .signedIn, PasswordPage.self, handler: changePassword),
    .get(.timedCode, for: .signedIn, TimedCodePage.self) { request in
      let account = try request.account()
      return .page(account.hasTimedCode ? TimedCodePage.off(request.words) : setUpPage(request, TimedCode()))
    },
    .post(.timedCode, for: .signedIn, TimedCodePage.self, handler: changeTimedCode),
    .get(.sessions, for: .signedIn, SessionsPage.self) { request in
      let sessions = try await own(request).sessions()
      return .page(SessionsPage(sessions, here: try request.session(), words: request.words))
    },
    .post(.sessions, for: .signedIn) { request in
      guard let digest = Digest(hex: request.form["session"]) else { throw Refusal.badRequest }
      try await own(request).end(digest)
      return digest == request.visitor.session?.digest
        ? .move(.signedOut).endingSession() : .move(.sessions, done: .session)
    },
    .get(.tokens, for: .signedIn, TokensPage.self) { request in
      .page(TokensPage(try await own(request).tokens(), request.words))
    },
    .post(.tokens, for: .signedIn, TokensPage.self, handler: makeToken),
    .post(.tokenEnd, for: .signedIn) { request in
      guard let id = Int64(request.form["token"]) else { throw Refusal.badRequest }
      try await own(request).endToken(id)
      return .move(.tokens, done: .tokenEnded)
    },
  ]

  /// The token itself is on this one answer, and nowhere again.
  private static func makeToken(_ request: PageRequest) async throws -> Answer {
    let own = try own(request)
    let name = PlainText.clean(request.form["name"], width: AccessToken.longestName)
    let outcome = try await own.makeToken(name, password: request.form["password"])
    var page = TokensPage(try await own.tokens(), request.words)
    page.name.value = name
    switch outcome {
    case .made(let token):
      page.made = token
      page.name.value = ""
      return .page(page)
    case .noName: page.name.error = request.words["token_name_missing"]
    case .wrongPassword: page.password.error = request.words["old_password_wrong"]
    case .tooMany: page.name.error = request.words("token_too_many", ["count": String(AccessToken.most)])
    }
    return .refused(page)
  }

  private static func own(_ request: PageRequest) throws -> OwnAccount {
    OwnAccount(
      request.ports.accounts, of: try request.account(), in: try request.session(), from: request.origin)
  }

  private static func changePassword(_ request: PageRequest) async throws -> Answer {
    let outcome = try await own(request).changePassword(
      from: request.form["old"], to: request.form["password"], again: request.form["again"])
    var page = PasswordPage(request.words)
    switch outcome {
    case .changed(let secret): return .move(.account, done: .password).beginning(secret)
    case .wrongPassword: page.old.error = request.words["old_password_wrong"]
    case .fault(let fault): page.new.error = request.words.password(fault)
    case .notRepeated: page.again.error = request.words["password_differs"]
    }
    return .refused(page)
  }

  private static func setUpPage(_ request: PageRequest, _ code: TimedCode, isRefused: Bool = false) -> TimedCodePage {
    let account = request.visitor.account?.email.text ?? ""
    let link = code.link(issuer: "Candor " + request.ports.accounts.organization, account: account)
    return .on(request.words, code, link: link, isRefused: isRefused)
  }

  private static func changeTimedCode(_ request: PageRequest) async throws -> Answer {
    if try request.account().hasTimedCode {
      return try await own(request).switchOff(password: request.form["password"])
        ? .move(.account, done: .codeOff)
        : .refused(TimedCodePage.off(request.words, isRefused: true))
    }
    guard let secret = Hexadecimal.decode(request.form["secret"]), secret.count == 20 else { throw Refusal.badRequest }
    let code = TimedCode(secret: secret)
    guard let recovery = try await own(request).switchOn(code, typed: request.form["code"]) else {
      return .refused(setUpPage(request, code, isRefused: true))
    }
    return .page(TimedCodePage.recovery(recovery))
  }
}
