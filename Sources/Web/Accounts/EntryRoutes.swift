import Letters
import Operations
import Vocabulary

/// The ways in and out: set-up, invitation, sign-in with its second step, sign-out.
enum EntryRoutes {
  static let all: [Route] = [
    .get(.home, for: .signedIn, HomePage.self) { request in
      .page(try await HomePage(request))
    },
    .get(.setUp(.key("link")), for: .everyone, JoinPage.self) { try await showJoin($0, isSetUp: true) },
    .post(.setUp(.key("link")), for: .everyone, JoinPage.self) { try await join($0, isSetUp: true) },
    .get(.join(.key("link")), for: .everyone, JoinPage.self) { try await showJoin($0, isSetUp: false) },
    .post(.join(.key("link")), for: .everyone, JoinPage.self) { try await join($0, isSetUp: false) },
    .get(.signIn, for: .everyone, SignInPage.self) { request in
      let back = ReturnPath(request.query["to"])
      return request.visitor.account == nil
        ? .page(SignInPage(request.words, email: "", isRefused: false, back: back)) : .move(place(back))
    },
    .post(.signIn, for: .everyone, SignInPage.self, handler: signIn),
    .get(.signInCode, for: .half, CodePage.self) { request in
      .page(CodePage(request.words, isRefused: false, back: ReturnPath(request.query["to"])))
    },
    .post(.signInCode, for: .half, CodePage.self, handler: confirm),
    .post(.signOut, for: .signedIn) { request in
      try await SigningIn(request.ports.accounts, from: request.origin).signOut(try request.session())
      return .move(.signedOut).endingSession()
    },
    .get(.signedOut, for: .everyone, SignedOutPage.self) { _ in .page(SignedOutPage()) },
  ]

  private static func place(_ back: ReturnPath?) -> Place { back.map { Place.back($0) } ?? .home }

  private static func signIn(_ request: PageRequest) async throws -> Answer {
    let email = request.form["email"]
    let back = ReturnPath(request.form["to"])
    let outcome = try await SigningIn(request.ports.accounts, from: request.origin)
      .signIn(email: email, password: request.form["password"], replacing: request.visitor.secret)
    switch outcome {
    case .signedIn(let secret, _): return .move(place(back)).beginning(secret)
    case .codeWanted(let secret):
      return .move(back.map { Place.signInCodeThen($0) } ?? .signInCode).beginning(secret)
    case .refused:
      return .refused(SignInPage(request.words, email: email, isRefused: true, back: back))
    }
  }

  private static func confirm(_ request: PageRequest) async throws -> Answer {
    guard let half = request.visitor.half else { throw Refusal.signInFirst }
    let back = ReturnPath(request.form["to"])
    let outcome = try await SigningIn(request.ports.accounts, from: request.origin)
      .confirm(code: request.form["code"], half: try request.session(), account: half)
    switch outcome {
    case .signedIn(let secret, _): return .move(place(back)).beginning(secret)
    case .codeWanted, .refused:
      return .refused(CodePage(request.words, isRefused: true, back: back))
    }
  }

  private static func secret(_ request: PageRequest) -> Secret? { Secret(request.parameters["link"] ?? "") }

  private static func showJoin(_ request: PageRequest, isSetUp: Bool) async throws -> Answer {
    let joining = Joining(request.ports.accounts, from: request.origin)
    guard let secret = secret(request), let link = try await joining.link(secret),
      (link.purpose == .setUp) == isSetUp
    else { return .missing(JoinPage.void(request.words)) }
    return .page(JoinPage(request.words, isSetUp: isSetUp, organization: request.ports.accounts.organization))
  }

  private static func join(_ request: PageRequest, isSetUp: Bool) async throws -> Answer {
    guard let secret = secret(request) else { return .missing(JoinPage.void(request.words)) }
    let form = Joining.Form(
      name: request.form["name"], email: request.form["email"], password: request.form["password"],
      again: request.form["again"])
    let outcome = try await Joining(request.ports.accounts, from: request.origin)
      .join(form, by: secret, language: request.words.language)
    switch outcome {
    case .void: return .missing(JoinPage.void(request.words))
    case .joined(let session, _): return .move(.home, done: .joined).beginning(session)
    case .faults(let faults):
      let organization = request.ports.accounts.organization
      return .refused(
        JoinPage(request.words, isSetUp: isSetUp, organization: organization, form: form, faults: faults))
    }
  }
}
