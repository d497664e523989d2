import Casework
import Letters
import Operations
import Vocabulary

/// The public status page, and the desk where it is looked at before it is public.
enum StatusRoutes {
  static let open: [Route] = [
    .get(.status, for: .everyone) { request in
      let content = try await request.ports.status.published()
      return .move(.statusIn(.value(language(request, content).tag)))
    },
    .get(.statusIn(.key("language")), for: .everyone) { request in
      let content = try await request.ports.status.published()
      guard let language = try asked(request, content) else { throw Refusal.notFound }
      return page(content, language, request)
    },
    .get(.statusFeed(.key("language")), for: .everyone) { request in
      let content = try await request.ports.status.published()
      guard let language = try asked(request, content) else { throw Refusal.notFound }
      let feed = sheet(content, request)
        .feed(
          in: language, address: request.site + Place.statusFeed(.value(language.tag)).path,
          book: request.ports.status.book)
      return .open(feed, type: "application/atom+xml; charset=utf-8")
    },
  ]

  /// Of a listener that shows nothing but what is public.
  static let start = Route.get(.home, for: .everyone) { _ in .move(.status) }

  static let all: [Route] =
    open + [
      .get(.statusDesk, for: .right(.look), StatusDeskPage.self) { .page(try await desk($0)) },
      .get(.statusPreview(.key("language")), for: .right(.look)) { request in
        let content = try await request.ports.status.preview()
        guard let language = try asked(request, content) else { throw Refusal.notFound }
        return .sheet(sheet(content, request).html(in: language, isPreview: true))
      },
      .post(.statusDesk, for: .right(.approve), StatusDeskPage.self) { request in
        let actor = Actor.account(try request.account().id)
        switch request.form["decision"] {
        case "publish":
          guard try await request.ports.status.publish(request.form["digest"], by: actor) else {
            return .refused(try await desk(request, problem: request.words["status_other"]))
          }
        case "withdraw":
          try await request.ports.status.withdraw(
            reason: PlainText.clean(request.form["reason"], width: 500), by: actor)
        default: throw Refusal.badRequest
        }
        return .move(.statusDesk, done: .status)
      },
    ]

  static let links = StatusPage.Links(
    check: Place.check.path, feed: { Place.statusFeed(.value($0.tag)).path },
    page: { Place.statusIn(.value($0.tag)).path })

  private static func page(_ content: StatusContent, _ language: Language, _ request: PageRequest) -> Answer {
    .open(sheet(content, request).html(in: language), type: "text/html; charset=utf-8")
  }

  private static func sheet(_ content: StatusContent, _ request: PageRequest) -> StatusPage {
    StatusPage(
      content, book: request.ports.status.book, zone: request.ports.desk.settings.zone, links: links)
  }

  private static func asked(_ request: PageRequest, _ content: StatusContent) throws -> Language? {
    Language(request.parameters["language"] ?? "").flatMap { content.languages.contains($0.tag) ? $0 : nil }
  }

  /// The visitor's, where the page has it.
  private static func language(_ request: PageRequest, _ content: StatusContent) -> Language {
    let offered = content.languages.compactMap { Language($0) }
    return offered.first { $0 == request.words.language } ?? offered.first ?? request.words.language
  }

  private static func desk(_ request: PageRequest, problem: String? = nil) async throws -> StatusDeskPage {
    let (published, preview) = (try await request.ports.status.published(), try await request.ports.status.preview())
    return StatusDeskPage(
      published: published, preview: preview, problem: problem,
      site: request.ports.desk.settings.web.openName.map { "https://" + $0.ascii } ?? request.site,
      mayPublish: try request.account().role.may(.approve), words: request.words)
  }
}

/// What is public, what would be, and the button between the two.
struct StatusDeskPage: PageModel {
  static let template = "status-desk"

  struct Link: PagePart {
    let href: String
    let label: String

    static let fields: Fields<Link> = [.text("href") { $0.href }, .text("label") { $0.label }]
  }

  let published: StatusContent
  let preview: StatusContent
  let problem: String?
  let site: String
  let mayPublish: Bool
  let words: InterfaceWords

  private func links(_ content: StatusContent, _ place: (Place.Slot) -> Place) -> [Link] {
    content.languages.map { tag in
      Link(href: place(.value(tag)).path, label: words.name(of: Language(tag)))
    }
  }

  static let fields: Fields<StatusDeskPage> = [
    .list("public_links") { page in page.links(page.published) { .statusIn($0) } },
    .list("preview_links") { page in page.links(page.preview) { .statusPreview($0) } },
    .text("problem") { $0.problem }, .text("digest") { $0.preview.digest },
    .flag("is_quiet") { $0.published.told.isEmpty },
    .text("as_of") { page in
      page.published.incident.map { _ in
        page.words("status_as_of", ["time": page.words.moment(Timestamp(seconds: page.published.made))])
      }
    },
    .flag("has_nothing") { $0.preview.incident == nil },
    .flag("is_same") { $0.published.incident != nil && $0.published.digest == $0.preview.digest },
    .flag("may_publish") { $0.mayPublish && $0.preview.incident != nil },
    .flag("may_withdraw") { $0.mayPublish && !$0.published.told.isEmpty },
    .text("address") { $0.site + Place.status.path }, .text("check_address") { $0.site + Place.check.path },
    .text("desk_path") { _ in Place.statusDesk.path },
  ]
}
