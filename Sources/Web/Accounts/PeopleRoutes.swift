import Letters
import Operations

/// Who may sign in, and as what.
enum PeopleRoutes {
  static let all: [Route] = [
    .get(.people, for: .right(.administer), PeoplePage.self) { request in
      let people = try await request.ports.accounts.register.people()
      return .page(PeoplePage(people, viewer: try request.account(), words: request.words))
    },
    .get(.invite, for: .right(.administer), InvitePage.self) { .page(InvitePage($0.words)) },
    .post(.invite, for: .right(.administer), InvitePage.self) { request in
      guard let role = Role(rawValue: request.form["role"]) else {
        return .refused(InvitePage(request.words, isMissing: true))
      }
      let secret = try await membership(request).invite(role)
      return .page(
        InvitePage(request.words, role: role, link: request.site + Place.join(.value(secret.text)).path))
    },
    .get(.role(.key("person")), for: .right(.administer), RolePage.self) { request in
      .page(RolePage(try await person(request), request.words))
    },
    .post(.role(.key("person")), for: .right(.administer), RolePage.self) { request in
      guard let role = Role(rawValue: request.form["role"]) else { throw Refusal.badRequest }
      let person = try await person(request)
      switch try await membership(request).change(person.id, to: role) {
      case .done: return .move(.people, done: .role)
      case .unknown: throw Refusal.notFound
      case .lastAdmin:
        return .refused(RolePage(person, request.words, isLast: true))
      }
    },
    .get(.remove(.key("person")), for: .right(.administer), RemovePage.self) { request in
      .page(RemovePage(person: try await person(request), trouble: nil))
    },
    .post(.remove(.key("person")), for: .right(.administer), RemovePage.self) { request in
      let person = try await person(request)
      switch try await membership(request).remove(person.id) {
      case .done: return .move(.people, done: .removed)
      case .unknown: throw Refusal.notFound
      case .lastAdmin:
        return .refused(
          RemovePage(person: person, trouble: request.words["last_admin"]))
      }
    },
  ]

  private static func membership(_ request: PageRequest) throws -> Membership {
    Membership(request.ports.accounts, by: try request.account(), from: request.origin)
  }

  private static func person(_ request: PageRequest) async throws -> Account {
    let id = try request.number("person")
    guard let person = try await request.ports.accounts.register.people().first(where: { $0.id == id }) else {
      throw Refusal.notFound
    }
    return person
  }
}
