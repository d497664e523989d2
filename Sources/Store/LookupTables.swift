import GRDB

/// Questions to the DNS and who waits for them; when what was asked. The answers themselves are entries of the record.
enum LookupTables {
  @Sendable static func make(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE dns_question (
          name TEXT NOT NULL, kind TEXT NOT NULL, due INTEGER, needs_two INTEGER NOT NULL, people INTEGER NOT NULL DEFAULT 0,
          failures INTEGER NOT NULL DEFAULT 0, valid_until INTEGER, PRIMARY KEY (name, kind)) STRICT, WITHOUT ROWID;
        CREATE INDEX dns_question_due ON dns_question (due) WHERE due IS NOT NULL;
        CREATE TABLE dns_want (
          name TEXT NOT NULL, kind TEXT NOT NULL, person BLOB NOT NULL, report INTEGER NOT NULL REFERENCES report (number),
          PRIMARY KEY (name, kind, person, report)) STRICT, WITHOUT ROWID;
        CREATE INDEX dns_want_report ON dns_want (report);
        CREATE TABLE dns_answer (
          entry INTEGER PRIMARY KEY REFERENCES entry (number), name TEXT NOT NULL, kind TEXT NOT NULL,
          asked INTEGER NOT NULL, outcome TEXT NOT NULL) STRICT;
        CREATE INDEX dns_answer_name ON dns_answer (name, kind);
        CREATE INDEX dns_answer_asked ON dns_answer (asked);
        CREATE INDEX report_again ON report (number) WHERE examined = 2;
        """)
  }
}
