import Letters
import Synchronization

/// What notices are made of, read when it is first wanted: a start that only takes mail in need not wait for it.
package final class NoticeShelf: Sendable {
  package struct Content: Sendable {
    package let book: NoticeBook
    package let tone: ToneBook

    package init(book: NoticeBook, tone: ToneBook) {
      self.book = book
      self.tone = tone
    }
  }

  private let load: @Sendable () throws -> Content
  private let kept = Mutex<(content: Content, trouble: String?)?>(nil)

  package init(_ load: @escaping @Sendable () throws -> Content) { self.load = load }

  private func read() -> (content: Content, trouble: String?) {
    kept.withLock { kept in
      if let kept { return kept }
      let read: (content: Content, trouble: String?)
      do { read = (try load(), nil) } catch { read = (Content(book: NoticeBook([]), tone: ToneBook([])), "\(error)") }
      kept = read
      return read
    }
  }

  package var content: Content { read().content }
  /// What is wrong with the files; then there is no notice in any language.
  package var trouble: String? { read().trouble }
}
