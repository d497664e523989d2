import Forensics
import Foundation
import Letters
import Operations
import Post

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

extension SenderFinding {
  /// Why the service is named, in words.
  var because: [String] { (service?.because ?? []).map { Sentences.english.said($0) } }
}
