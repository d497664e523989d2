import Mail

#if canImport(Glibc)
  import Glibc
#endif

/// A file of one mail, or of many.
package enum MailFile {
  package struct Item {
    /// The path, with `#n` where the file holds several.
    package let name: String
    private let file: MappedFile
    private let range: Range<Int>

    init(name: String, file: MappedFile, range: Range<Int>) {
      self.name = name
      self.file = file
      self.range = range
    }

    package func read() -> Result<[UInt8], FileTrouble> {
      guard range.count <= IncidentFolder.longestMessage else {
        return .failure(
          FileTrouble(
            file: name,
            why: "\(range.count >> 20) MB; one message may have \(IncidentFolder.longestMessage >> 20) MB at most"))
      }
      return .success(file.bytes(range))
    }
  }

  /// The mails and pictures below a folder, in the order of their names, and what was passed over with the reason; a file is itself,
  /// whatever it is, and `-` too.
  package static func files(at path: String) throws(FileTrouble) -> (files: [String], passedOver: [(String, String)]) {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return ([path], []) }
    let walk = try FolderWalk(root: path, below: ".")
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    func whole(_ name: String) -> String { folder + name.dropFirst() }
    var files: [String] = []
    var passedOver = walk.refused.map { (whole($0.name), $0.why) }
    for entry in walk.entries {
      let name = whole(entry.name)
      // What cannot be read is named when it is to be read.
      guard let file = try? MappedFile(path: name) else {
        files.append(name)
        continue
      }
      switch ReportFile(file, entry: entry) {
      case .message, .picture, .mailbox: files.append(name)
      case .empty: passedOver.append((name, "an empty file"))
      case .unknown:
        passedOver.append((name, "neither a mail nor a picture; name the file itself to have it taken all the same"))
      }
    }
    return (files, passedOver)
  }

  package static func items(_ path: String) throws(FileTrouble) -> [Item] {
    let file = try MappedFile(path: path)
    let isMailbox = file.bytes(0..<5).elementsEqual("From ".utf8) && !path.lowercased().hasSuffix(".eml")
    guard isMailbox else { return [Item(name: path, file: file, range: 0..<file.count)] }
    let ranges = file.messages()
    return ranges.enumerated().map { Item(name: ranges.count > 1 ? "\(path)#\($0 + 1)" : path, file: file, range: $1) }
  }
}

extension MappedFile {
  /// The messages of a mailbox file, without their `From ` lines.
  func messages() -> [Range<Int>] {
    var splitter = MboxSplitter()
    var spans: [MboxSplitter.Span] = []
    forEachPiece { spans += splitter.add($0) }
    if let last = splitter.finish() { spans.append(last) }
    return spans.map(\.range)
  }
}
