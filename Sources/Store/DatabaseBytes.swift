import GRDB
import GRDBSQLite

/// The bytes of the database's files as anybody would find them who searches the disk.
///
/// They are read by the descriptors that SQLite itself holds. Whoever opened the files by name and closed them again would drop all
/// locks of this process on them (POSIX advisory locks: sqlite.org/howtocorrupt.html section 2.2); the next program that ends would
/// then take itself for the last one and delete the write-ahead log, with all that is written to it afterwards.
enum DatabaseBytes {
  private static let chunk = 1 << 20
  /// What is looked for is shorter than this, and may lie across two chunks.
  private static let overlap = 4096
  /// `SQLITE_IOERR | (2 << 8)`, a macro that Swift does not take over.
  private static let shortRead: Int32 = 522

  /// Whether `matches` says yes to any stretch of the file or of its write-ahead log.
  static func contain(_ database: Database, _ matches: (UnsafeRawBufferPointer) -> Bool) throws -> Bool {
    guard let connection = database.sqliteConnection else { return false }
    for kind in [SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER] {
      var file: UnsafeMutablePointer<sqlite3_file>?
      let code = sqlite3_file_control(connection, "main", kind, &file)
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
      // A log that nobody has written to yet is not open.
      guard let file, let methods = file.pointee.pMethods else { continue }
      if try search(file, methods.pointee, matches) { return true }
    }
    return false
  }

  private static func search(
    _ file: UnsafeMutablePointer<sqlite3_file>, _ methods: sqlite3_io_methods,
    _ matches: (UnsafeRawBufferPointer) -> Bool
  ) throws -> Bool {
    guard let measure = methods.xFileSize, let read = methods.xRead else { return false }
    var size: sqlite3_int64 = 0
    try check(measure(file, &size))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
    defer { buffer.deallocate() }
    var start: sqlite3_int64 = 0
    while start < size {
      let count = Int(min(sqlite3_int64(chunk), size - start))
      let code = read(file, buffer.baseAddress, Int32(count), start)
      // It was cut meanwhile; the rest of the buffer is zero then.
      if code != shortRead { try check(code) }
      if matches(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { return true }
      guard start + sqlite3_int64(count) < size else { break }
      start += sqlite3_int64(count - overlap)
    }
    return false
  }

  private static func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
