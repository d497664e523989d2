import Foundation
import Operations
import Post

/// The project's own data, as the program reads it.
enum ReporterData {
  static let knowledge: Knowledge? = try? KnowledgeFolder.load(
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Data").path())
}
