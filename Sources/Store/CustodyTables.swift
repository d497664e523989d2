import GRDB

/// The record: entries that are only ever added, and beside them what can be deleted.
enum CustodyTables {
  @Sendable static func make(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE entry (
          number INTEGER PRIMARY KEY, time INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
          subject TEXT NOT NULL, body BLOB NOT NULL, commitment BLOB, previous BLOB NOT NULL, digest BLOB NOT NULL);
        CREATE INDEX entry_subject ON entry (subject, number) WHERE subject <> '';
        CREATE TABLE personal (
          entry INTEGER PRIMARY KEY REFERENCES entry (number), person TEXT NOT NULL, salt BLOB NOT NULL,
          body BLOB NOT NULL);
        CREATE INDEX personal_person ON personal (person);
        CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, time INTEGER NOT NULL, note TEXT NOT NULL);
        CREATE TABLE incident (id INTEGER PRIMARY KEY, opened INTEGER NOT NULL);
        """)
  }

  /// SQLite takes a partial index only where a query repeats its condition; without it every look for a subject walks the whole record.
  @Sendable static func indexSubjects(_ database: Database) throws {
    try database.execute(
      sql: "DROP INDEX entry_subject; CREATE INDEX entry_subject ON entry (subject, number)")
  }

  /// Finds what says that something was deleted, among a million other entries.
  @Sendable static func indexDeletions(_ database: Database) throws {
    try database.execute(
      sql: "CREATE INDEX entry_deletion ON entry (number) WHERE kind IN ('content-deleted', 'person-erased')")
  }
}
