import Casework
import Letters
import Operations
import Post
import Testing
import Vocabulary

/// The data files as the program itself reads them, strictly: an unknown key or a missing one is an error with its line.
@Suite struct KnowledgeTests {
  @Test func `the program takes the whole of Data`() throws {
    let knowledge = try KnowledgeFolder.load(Repository.path("Data"))
    #expect(knowledge.version != "unknown")
    #expect(knowledge.letters.languages.map(\.tag) == ["en", "es", "hu"])
    #expect(Set(knowledge.languageSigns.signs.keys) == Set(knowledge.letters.languages))
    #expect(knowledge.notices.languages == knowledge.letters.languages)
    #expect(knowledge.tone.languages == knowledge.letters.languages)
    #expect(!knowledge.automaticMail.subjects.isEmpty && !knowledge.automaticMail.senders.isEmpty)
  }

  @Test func `the demo's folder is one that the program takes`() throws {
    let folder = try IncidentFolder(Repository.path("Data/demo"))
    let source = try folder.source()
    #expect(source.stores.count == 6)
    #expect(source.skipped.isEmpty)
    #expect(source.items.count >= 35)
  }

  @Test func `a folder without data is refused`() {
    #expect(throws: FileTrouble.self) {
      try KnowledgeFolder.load(Repository.path("Sources"))
    }
  }
}
