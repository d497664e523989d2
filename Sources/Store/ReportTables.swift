import GRDB

/// Reports: the bytes as they came, where they came from, and what lists show of them.
enum ReportTables {
  @Sendable static func make(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE artifact (digest BLOB PRIMARY KEY, bytes BLOB) WITHOUT ROWID;
        CREATE TABLE report (
          number INTEGER PRIMARY KEY, received INTEGER NOT NULL, door TEXT NOT NULL, size INTEGER NOT NULL,
          artifact BLOB NOT NULL UNIQUE, sender TEXT, examined INTEGER NOT NULL DEFAULT 0,
          verdict TEXT, confidence REAL, carrier TEXT, grade TEXT, reporter TEXT, person TEXT, recipient TEXT,
          subject TEXT, "from" TEXT, seen INTEGER, tie TEXT, originals INTEGER, incident INTEGER REFERENCES incident (id));
        CREATE INDEX report_waiting ON report (number) WHERE examined = 0;
        CREATE INDEX report_loose ON report (number) WHERE incident IS NULL AND verdict = 'impersonation';
        CREATE INDEX report_incident ON report (incident, number) WHERE incident IS NOT NULL;
        CREATE INDEX report_verdict ON report (verdict, number);
        CREATE TABLE delivery (key TEXT PRIMARY KEY, report INTEGER NOT NULL REFERENCES report (number)) WITHOUT ROWID;
        """)
  }

  /// Finds those whose bytes are gone without a look at the others'.
  @Sendable static func indexDeleted(_ database: Database) throws {
    try database.execute(sql: "CREATE INDEX artifact_deleted ON artifact (digest) WHERE bytes IS NULL")
  }

  /// Of which fakes an original with its header has come.
  @Sendable static func findOriginals(_ database: Database) throws {
    try database.execute(
      sql: "CREATE INDEX report_original ON report (tie) WHERE verdict = 'impersonation' AND grade <> 'text'")
  }
}
