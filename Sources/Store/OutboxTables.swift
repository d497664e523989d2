import GRDB

/// Letters on their way out; `key` makes each of them happen once.
enum OutboxTables {
  @Sendable static func make(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE dispatch (
          id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, state TEXT NOT NULL, letter BLOB NOT NULL,
          report INTEGER, created INTEGER NOT NULL, approved_by TEXT, attempts INTEGER NOT NULL DEFAULT 0, next INTEGER,
          reply TEXT, message_id TEXT);
        CREATE INDEX dispatch_state ON dispatch (state, id);
        """)
  }
}
