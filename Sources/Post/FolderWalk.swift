#if canImport(Glibc)
  import Glibc
#endif

/// The files below a folder, in the order of their names; symbolic links are not followed, and of what is hidden only the folders of a Maildir
/// are looked at (`.Phishing/cur`, as Dovecot and Courier keep them).
struct FolderWalk {
  struct Entry {
    /// Below the folder, with `/` between: `reports/a/001.eml`.
    let name: String
    let size: Int
    /// It lies in `cur` or `new` of a Maildir.
    let isMaildir: Bool
  }

  private(set) var entries: [Entry] = []
  /// What was not looked at, and why, in words.
  private(set) var refused: [(name: String, why: String)] = []
  static let most = 1_000_000
  static let depth = 32

  /// Throws where the top folder itself cannot be listed.
  init(root: String, below folder: String) throws(FileTrouble) {
    try list(root + "/" + folder, name: folder, depth: 0, inMaildir: false)
  }

  /// Of a hidden folder; `.` and `..` are none.
  private static func isMaildir(_ path: String) -> Bool {
    !path.hasSuffix("/.") && !path.hasSuffix("/..") && isFolder(path + "/cur") && isFolder(path + "/new")
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private mutating func list(_ path: String, name: String, depth: Int, inMaildir: Bool) throws(FileTrouble) {
    guard let directory = opendir(path) else { throw FileTrouble(file: path, errno: errno) }
    var names: [String] = []
    while let item = readdir(directory) {
      let (child, isText) = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) {
          (String(cString: $0), String(validatingCString: $0) != nil)
        }
      }
      if !isText {
        refused.append((name + "/" + child, "its name is not written in UTF-8: give it a plain name"))
      } else if !child.hasPrefix(".") || Self.isMaildir(path + "/" + child) {
        names.append(child)
      } else if [".eml", ".msg", ".mbox"].contains(where: child.lowercased().hasSuffix), !child.hasPrefix("._") {
        refused.append((name + "/" + child, "a hidden file: give it a name without the dot in front"))
      }
    }
    closedir(directory)
    let isMaildir = names.contains("cur") && names.contains("new")
    for child in names.sorted() {
      guard entries.count < Self.most else { return }
      let childPath = path + "/" + child
      let childName = name + "/" + child
      var status = stat()
      guard lstat(childPath, &status) == 0 else {
        refused.append((childName, String(cString: strerror(errno))))
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        if isMaildir, child == "tmp" { continue }
        guard depth < Self.depth else {
          refused.append((childName, "more than \(Self.depth) folders deep"))
          continue
        }
        do throws(FileTrouble) {
          try list(
            childPath, name: childName, depth: depth + 1, inMaildir: isMaildir && (child == "cur" || child == "new"))
        } catch {
          refused.append((childName, error.why))
        }
      case S_IFREG: entries.append(Entry(name: childName, size: Int(status.st_size), isMaildir: inMaildir))
      case S_IFLNK: refused.append((childName, "a symbolic link: copy the file itself into the folder"))
      default: refused.append((childName, "not a regular file"))
      }
    }
  }
}
