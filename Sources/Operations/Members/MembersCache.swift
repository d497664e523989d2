import Attribution
import Casework
import Domains
import Forensics
import Mail
import Vocabulary

/// The lists in memory, with what reads mail by them; read when first wanted.
actor MembersCache {
  private let members: MembersArchive
  private let settings: FolderSettings
  private let knowledge: Knowledge
  private let lookups: LookupArchive
  private var known: DKIMKeyArchive
  private var hasArchived = false
  private var reading: Task<Result<Assessing.Members, StoreTrouble>, Never>?

  init(
    members: MembersArchive, lookups: LookupArchive, settings: FolderSettings, knowledge: Knowledge,
    keys: DKIMKeyArchive
  ) {
    self.members = members
    self.lookups = lookups
    self.settings = settings
    self.knowledge = knowledge
    known = keys
  }

  func forget() { reading = nil }

  func learn(_ answers: [DNSObservation]) { known.insert(answers) }

  /// Answers may be in the archive that nobody has told of yet.
  func readKeysAgain() { hasArchived = false }

  func keys() async throws(StoreTrouble) -> DKIMKeyArchive {
    if !hasArchived {
      known.insert(try await lookups.keys())
      hasArchived = true
    }
    return known
  }

  /// A list that cannot be read is an error each time, never no list.
  func current() async throws(StoreTrouble) -> Assessing.Members {
    let task: Task<Result<Assessing.Members, StoreTrouble>, Never>
    if let reading {
      task = reading
    } else {
      task = Task.detached { [members, settings, knowledge] in
        let loaded: LoadedMembers
        do throws(StoreTrouble) { loaded = try await members.load() } catch { return .failure(error) }
        // A list that was taken out again, or never filled, cannot have been stolen.
        let stores = loaded.stores.filter { $0.people > 0 }
        let source = IncidentSource(
          organization: settings.organization, stores: stores, book: loaded.book, items: [], skipped: []
        ) { .skipped(Skipped(file: $0.name, why: "kept in the archive")) }
        return .success(
          Assessing.Members(
            stores: stores, book: loaded.book,
            examination: Investigating.examination(of: source, knowledge: knowledge, keys: DKIMKeyArchive()),
            languages: loaded.languages))
      }
      reading = task
    }
    let result = await task.value
    if case .failure = result, reading == task { reading = nil }
    return try result.get().knowing(try await keys())
  }
}
