#if canImport(Glibc)
  import Glibc
#endif

/// The names of the files in one data folder.
enum DataFolder {
  /// Sorted.
  static func files(_ folder: String, ending: String) throws(FileTrouble) -> [String] {
    guard let directory = opendir(folder) else { throw FileTrouble(file: folder, errno: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let item = readdir(directory) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
