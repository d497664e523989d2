import Letters
import Operations
import Vocabulary

/// A list on its way in: how far it is, and what came of it. Without script the page loads itself anew.
struct ListTakingPage: PageModel {
  static let template = "list-taking"

  let state: Importing.State
  let words: InterfaceWords

  var isRunning: Bool {
    guard case .running = state else { return false }
    return true
  }

  static let fields: Fields<ListTakingPage> = [
    .flag("is_running") { $0.isRunning },
    .text("percent") { page in
      guard case .running(let share) = page.state else { return nil }
      return String(Int((share * 100).rounded(.down)))
    },
    .text("taken") { page in
      guard case .done(let result) = page.state else { return nil }
      return result.wasKnown
        ? page.words["done_list_known"]
        : page.words(
          "list_taken_rows",
          ["rows": page.words.number(result.rows), "skipped": page.words.number(result.skippedCount)])
    },
    .text("trouble") { page in
      guard case .failed(let trouble) = page.state else { return nil }
      return page.words("list_taking_failed", ["why": PlainText.clean(trouble.description)])
    },
  ]
}
