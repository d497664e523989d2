import Attribution
import Casework
import Forensics
import Mail
import Operations
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// An incident as a folder: `candor.yaml`, the stores' lists, and the reports as they came.
package struct IncidentFolder {
  package let description: IncidentDescription
  private let root: String

  /// Throws with file and line where the folder is of no use.
  package init(_ path: String) throws(FileTrouble) {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    root = trimmed
    var status = stat()
    guard stat(root, &status) == 0 else {
      throw errno == ENOENT
        ? FileTrouble(
          file: root, why: "there is no such folder; an incident folder holds candor.yaml, stores/ and reports/")
        : FileTrouble(file: root, errno: errno)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw FileTrouble(file: root, why: "not a folder; an incident folder holds candor.yaml, stores/ and reports/")
    }
    guard stat(root + "/candor.yaml", &status) == 0 || errno != ENOENT else {
      throw FileTrouble(
        file: root + "/candor.yaml",
        why: "there is no such file; it says who the company is and which stores held its customers' data")
    }
    description = try IncidentDescription(file: root + "/candor.yaml", root: root)
  }

  /// Reads the stores' lists and finds the reports. `progress` is told what is being read.
  package func source(progress: (String) -> Void = { _ in }) throws(FileTrouble) -> IncidentSource {
    var skipped: [Skipped] = []
    var book = AddressBook()
    var stores: [DataStore] = []
    for store in description.stores {
      progress("reading \(store.members)")
      stores.append(try read(store, book: &book, skipped: &skipped))
    }
    progress("looking for reports")
    let (items, files) = try reports(&skipped)
    let root = root
    return IncidentSource(
      organization: description.organization, stores: stores, book: book, items: items, skipped: skipped
    ) { item in
      if let range = item.range, let file = files[item.file] { return .bytes(file.bytes(range)) }
      do throws(FileTrouble) {
        let file = try MappedFile(path: root + "/" + item.file)
        return .bytes(file.bytes(0..<file.count))
      } catch {
        return .skipped(Skipped(file: item.name, why: error.why))
      }
    }
  }

  private func read(_ store: IncidentDescription.Store, book: inout AddressBook, skipped: inout [Skipped])
    throws(FileTrouble) -> DataStore
  {
    let path = root + "/" + store.members
    let file: MappedFile
    do throws(FileTrouble) {
      try IncidentDescription.requireInside(root, store.members)
      file = try MappedFile(path: path)
    } catch {
      throw FileTrouble(
        file: description.file, line: store.line, why: "store \"\(store.id)\": \(store.members): \(error.why)")
    }
    let result: Result<MembersTable, UnreadableTable> = file.withBytes { bytes in
      do throws(UnreadableTable) { return .success(try MembersTable(bytes, columns: store.columns, book: &book)) } catch
      { return .failure(error) }
    }
    switch result {
    case .failure(let trouble):
      var advice = ""
      if case .missingColumn(let name, _) = trouble {
        advice = "; say under \"columns\" in candor.yaml which it is, as in columns: {\(name): …}"
        if !["email", "created", "removed"].contains(name) { advice = "; candor.yaml names it under \"columns\"" }
      }
      throw FileTrouble(file: path, line: 1, why: trouble.description + advice)
    case .success(let table):
      let listed = table.skipped.prefix(20)
      for (index, row) in listed.enumerated() {
        let more = index == listed.count - 1 ? table.skippedCount - listed.count : 0
        skipped.append(Skipped(file: store.members, line: row.line, why: row.why, more: more))
      }
      return DataStore(
        id: store.id, name: store.name, custodian: store.custodian, status: store.isRetired ? .retired : .active,
        retiredOn: store.retiredOn, fields: Set(store.fields), holdings: table.holdings,
        testAccounts: store.testAccounts, book: &book)
    }
  }

  /// Files up to this size are read as one message; a mailbox file may be of any size.
  static let longestMessage = 128 << 20

  private func reports(_ skipped: inout [Skipped]) throws(FileTrouble) -> (
    items: [ReportItem], mailboxes: [String: MappedFile]
  ) {
    let walk: FolderWalk
    do throws(FileTrouble) { walk = try FolderWalk(root: root, below: "reports") } catch {
      throw FileTrouble(file: error.file, why: "\(error.why); the folder reports/ holds what customers forwarded")
    }
    skipped += walk.refused.map { Skipped(file: $0.name, why: $0.why) }
    var items: [ReportItem] = []
    var mailboxes: [String: MappedFile] = [:]
    for entry in walk.entries {
      do throws(FileTrouble) {
        let file = try MappedFile(path: root + "/" + entry.name)
        switch ReportFile(file, entry: entry) {
        case .empty: skipped.append(Skipped(file: entry.name, why: "the file is empty"))
        case .unknown:
          skipped.append(Skipped(file: entry.name, why: "not a mail: .eml, .mbox, Maildir, .msg and pictures are read"))
        case .message, .picture:
          guard entry.size <= Self.longestMessage else {
            skipped.append(
              Skipped(
                file: entry.name,
                why: "\(entry.size >> 20) MB; one message may have \(Self.longestMessage >> 20) MB at most"))
            continue
          }
          items.append(ReportItem(name: entry.name, file: entry.name))
        case .mailbox(let ranges):
          mailboxes[entry.name] = file
          for (index, range) in ranges.enumerated() {
            let name = ranges.count > 1 ? "\(entry.name)#\(index + 1)" : entry.name
            guard range.count <= Self.longestMessage else {
              skipped.append(
                Skipped(
                  file: name,
                  why: "\(range.count >> 20) MB; one message may have \(Self.longestMessage >> 20) MB at most"))
              continue
            }
            items.append(ReportItem(name: name, file: entry.name, range: range))
          }
        }
      } catch {
        skipped.append(Skipped(file: entry.name, why: error.why))
      }
    }
    return (items, mailboxes)
  }
}

/// What a file below `reports/` is, by its name and its first bytes.
enum ReportFile {
  case message, picture, empty, unknown
  /// The messages' byte ranges, without their `From ` lines.
  case mailbox([Range<Int>])

  init(_ file: MappedFile, entry: FolderWalk.Entry) {
    guard file.count > 0 else {
      self = .empty
      return
    }
    let head = file.bytes(0..<4096)
    let name = entry.name.lowercased()
    if Picture(head) != nil {
      self = .picture
    } else if head.starts(with: "From ".utf8) && !name.hasSuffix(".eml") {
      self = .mailbox(file.messages())
    } else if entry.isMaildir || OutlookMessage.isFile(head) || name.hasSuffix(".eml") {
      self = .message
    } else {
      let header = HeaderBlock(head[...])
      let known: Set<String> = [
        "from", "to", "subject", "date", "received", "return-path", "message-id", "delivered-to", "mime-version",
      ]
      self = header.fields.count { known.contains(header.key(of: $0)) } >= 2 ? .message : .unknown
    }
  }
}
