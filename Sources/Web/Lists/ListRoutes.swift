import Attribution
import Casework
import Letters
import Operations
import Vocabulary

/// The lists of customers: what is there, taking one in, taking it out again, and deleting a person.
enum ListRoutes {
  static let all: [Route] = [
    .get(.lists, for: .right(.look), ListsPage.self) { request in
      let role = try request.account().role
      let lists = try await members(request).stores()
      // A list that cannot be read is told at the top of every page, and is taken out on this one.
      let stores = (try? await request.ports.desk.currentMembers().stores) ?? []
      let people = Dictionary(stores.map { ($0.id, $0.people) }, uniquingKeysWith: { $1 })
      return .page(
        ListsPage(
          lists: lists.map {
            .init(
              record: $0, people: people[$0.description.id] ?? $0.rows, mayRecord: role.may(.record),
              words: request.words)
          },
          mayRecord: role.may(.record), mayErase: role.may(.administer)))
    },
    .get(.listImport, for: .right(.record), ListImportPage.self) { request in
      let id = request.query["list"]
      let known = id.isEmpty ? nil : try await members(request).stores().first { $0.description.id == id }
      return .page(ListImportPage(known.map { ListForm($0.description) } ?? ListForm(), request.words))
    },
    .post(
      .listImport, for: .right(.record), ListImportPage.self, ListPreviewPage.self,
      body: .files(upTo: Route.uploadBytes), handler: hold),
    .post(.listTake, for: .right(.record), ListImportPage.self, ListPreviewPage.self, handler: decide),
    .post(.listUndo(.key("list")), for: .right(.record)) { request in
      guard let list = request.parameters["list"], let batch = Int64(request.form["batch"]),
        try await members(request).undo(list, batch, Actor.account(try request.account().id))
      else { throw Refusal.notFound }
      await request.ports.desk.listsChanged()
      return .move(.lists, done: .listUndone)
    },
    .get(.listTaking(.key("held")), for: .right(.record), ListTakingPage.self, handler: taking),
    .get(.listErase, for: .right(.administer), ListErasePage.self) { .page(ListErasePage($0.words)) },
    .post(.listErase, for: .right(.administer), ListErasePage.self, handler: erase),
  ]

  private static func members(_ request: PageRequest) -> MembersArchive { request.ports.desk.members }

  /// Step one to step two: the file is kept aside, and nothing of it is in a list yet.
  private static func hold(_ request: PageRequest) async throws -> Answer {
    let form = ListForm(request.form)
    let file = request.files.first { $0.field == "file" && !$0.isEmpty }
    guard let file, form.description != nil else {
      return .refused(
        ListImportPage(
          form, request.words, checked: true,
          fileError: file == nil ? request.words["list_file_missing"] : request.words["list_file_again"]))
    }
    let held = try await members(request).held.hold(file.upload)
    return try await preview(request, held, file.name, form, MembersTable.Columns())
  }

  private static func preview(
    _ request: PageRequest, _ held: Secret, _ name: String, _ form: ListForm, _ columns: MembersTable.Columns
  ) async throws -> Answer {
    guard let result = try await members(request).held.preview(held, columns) else { return gone(request, form) }
    let page = ListPreviewPage(
      result, held: held, fileName: name, form: form, request.ports.desk.knowledge.sheets, request.words)
    if case .failure = result { return .refused(page) }
    return .page(page)
  }

  private static func gone(_ request: PageRequest, _ form: ListForm) -> Answer {
    .refused(ListImportPage(form, request.words, checked: true, fileError: request.words["list_file_gone"]))
  }

  private static func decide(_ request: PageRequest) async throws -> Answer {
    let form = ListForm(request.form)
    guard let held = Secret(request.form["held"]), let description = form.description else {
      return gone(request, form)
    }
    let lists = members(request)
    let name = String(request.form["file_name"].prefix(200))
    let email = request.form["email"]
    let columns = MembersTable.Columns(
      email: email.isEmpty ? nil : email, created: request.form["created"], removed: request.form["removed"])
    switch request.form["decision"] {
    case "cancel":
      lists.held.drop(held)
      return .move(.lists)
    case "take":
      guard let path = lists.held.path(held) else { return gone(request, form) }
      let book = request.ports.desk.knowledge.sheets
      let source = MembersSource(
        path: path, name: name, columns: columns, actor: Actor.account(try request.account().id))
      let importing = request.ports.importing
      await importing.begin(held, description.holding(description.fields.map(book.field)), source)
      switch await importing.state(of: held, within: patience) {
      case .done(let result): return .move(.lists, done: result.wasKnown ? .listKnown : .listTaken)
      // The file and the columns do not go together: the preview says how.
      case .failed(let trouble) where trouble.reason == .conflict:
        return try await preview(request, held, name, form, columns)
      case .failed(let trouble): throw trouble
      case .running, nil: return .move(.listTaking(.value(held.text)))
      }
    default: return try await preview(request, held, name, form, columns)
    }
  }

  /// What is done by then needs no page that says how far it is.
  private static let patience = Duration.seconds(1)

  private static func taking(_ request: PageRequest) async throws -> Answer {
    guard let held = Secret(request.parameters["held"] ?? ""),
      let state = await request.ports.importing.state(of: held)
    else { throw Refusal.notFound }
    let page = ListTakingPage(state: state, words: request.words)
    var answer = Answer.page(page)
    if page.isRunning { answer.refreshSeconds = 2 }
    return answer
  }

  private static func erase(_ request: PageRequest) async throws -> Answer {
    let typed = request.form["address"]
    guard let person = EmailAddress(typed) else {
      return .refused(
        ListErasePage(request.words, typed: String(typed.prefix(200)), error: request.words["email_wrong"]))
    }
    let erasing = Erasing(desk: request.ports.desk)
    if request.form["confirm"] != "yes" {
      let traces = try await erasing.traces(of: person)
      guard traces.isEmpty else { return .page(ListErasePage(traces, of: person, request.words)) }
      // Of somebody who was deleted before, the files may still hold what could not be overwritten then.
      return try await erasing.overwrite(person)
        ? .refused(ListErasePage(traces, of: person, request.words)) : .move(.lists, done: .personErasedNotOverwritten)
    }
    let erased = try await erasing.erase(person, by: Actor.account(try request.account().id))
    if !erased.isOverwritten { return .move(.lists, done: .personErasedNotOverwritten) }
    guard !erased.isEmpty else {
      return .refused(ListErasePage(erased, of: person, request.words))
    }
    return .move(.lists, done: .personErased)
  }
}
