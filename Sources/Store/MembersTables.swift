import GRDB

/// Descriptions of data stores and their batches; the members themselves are files in `stores/`.
enum MembersTables {
  @Sendable static func make(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE data_store (id TEXT PRIMARY KEY, description BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE members_batch (
          id INTEGER PRIMARY KEY AUTOINCREMENT, store TEXT NOT NULL REFERENCES data_store (id), name TEXT NOT NULL,
          rows INTEGER NOT NULL, skipped INTEGER NOT NULL, digest TEXT NOT NULL, added INTEGER NOT NULL);
        """)
  }
}
