import HTTPTypes
import Operations

/// One address of the site: who may use it, how much it takes in, and what answers.
package struct Route: Sendable {
  package enum Access: Sendable, Hashable {
    case everyone
    /// Whoever gave the right password and still owes the code.
    case half
    /// Whoever is signed in, for their own account.
    case signedIn
    case right(Right)
  }

  package enum Body: Sendable, Hashable {
    /// A form of at most this many bytes, with its token.
    case form(upTo: Int)
    /// Files and fields (`multipart/form-data`), all together at most this many bytes; the token is one of the fields.
    case files(upTo: Int)
    /// The bytes as they are, of one of these media types, from whoever has a token or a session; no browser sends them across sites unasked.
    case raw([String], upTo: Int)
    case none
  }

  package typealias Handler = @Sendable (PageRequest) async throws -> Answer

  package static let formBytes = 1 << 20
  package static let uploadBytes = 50 << 20

  package let method: HTTPRequest.Method
  package let place: Place
  package let access: Access
  package let body: Body
  /// The pages that it may show, for the test of templates.
  package let pages: [any PageModel.Type]
  package let handler: Handler

  /// Whether it only shows something.
  package var isGet: Bool { method == .get }

  /// Something to look at.
  package static func get(
    _ place: Place, for access: Access, _ pages: any PageModel.Type..., handler: @escaping Handler
  ) -> Route {
    Route(method: .get, place: place, access: access, body: .none, pages: pages, handler: handler)
  }

  /// A form that was sent.
  package static func post(
    _ place: Place, for access: Access, _ pages: any PageModel.Type..., body: Body = .form(upTo: formBytes),
    handler: @escaping Handler
  ) -> Route {
    Route(method: .post, place: place, access: access, body: body, pages: pages, handler: handler)
  }

  /// Whether somebody may use it.
  package func admits(_ visitor: Visitor) -> Bool {
    switch access {
    case .everyone: true
    case .half: visitor.session?.stage == .half
    case .signedIn: visitor.account != nil
    case .right(let right): visitor.account?.role.may(right) ?? false
    }
  }
}

/// Whoever is asking.
package struct Visitor: Sendable {
  /// Of a full session only.
  package let account: Account?
  /// Who gave the right password and still owes the code.
  package let half: Account?
  package let session: Session?
  /// What the session's cookie holds.
  package let secret: Secret?
  /// What this browser's forms must carry.
  package let formToken: String

  static func nobody(_ formToken: String) -> Visitor {
    Visitor(account: nil, half: nil, session: nil, secret: nil, formToken: formToken)
  }
}
