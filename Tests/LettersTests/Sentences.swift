import Foundation
import Operations
import Post

@testable import Letters

/// The finding sheet's sentences as the program has them.
enum Sentences {
  static let book: SheetBook = {
    let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Data").path()
    guard let knowledge = try? KnowledgeFolder.load(data) else { preconditionFailure("\(data) cannot be read") }
    return knowledge.sheets
  }()
  static let english = book.english
}
