import Mail

/// A file of archived DKIM keys.
package enum DKIMKeyFile {
  /// Throws with the first line that is no record.
  package static func load(_ path: String) throws(FileTrouble) -> DKIMKeyArchive {
    var unread: [Int] = []
    let keys = DKIMKeyArchive(text: try KnowledgeFolder.text(path), unread: &unread)
    if let line = unread.first {
      throw FileTrouble(
        file: path, line: line,
        why: "no DKIM key record; a line reads: selector._domainkey.example.com TXT \"v=DKIM1; p=…\"")
    }
    return keys
  }
}
