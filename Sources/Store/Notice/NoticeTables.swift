import GRDB

/// Who is told by which notice. `person` is the mailbox's identity: one row for one person and notice, whatever lists hold them.
enum NoticeTables {
  @Sendable static func make(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE notice_mailing (
          notice INTEGER PRIMARY KEY, incident INTEGER NOT NULL, edition TEXT NOT NULL, secret TEXT NOT NULL,
          opened INTEGER NOT NULL, begun INTEGER, finished INTEGER) STRICT;
        CREATE TABLE notice_text (
          notice INTEGER NOT NULL REFERENCES notice_mailing (notice), language TEXT NOT NULL, segment TEXT NOT NULL,
          subject TEXT NOT NULL, body TEXT NOT NULL, sender_name TEXT NOT NULL, sender TEXT NOT NULL, reply_to TEXT,
          PRIMARY KEY (notice, language, segment)) STRICT, WITHOUT ROWID;
        CREATE TABLE notice_recipient (
          id INTEGER PRIMARY KEY, notice INTEGER NOT NULL REFERENCES notice_mailing (notice), person TEXT NOT NULL,
          address TEXT, language TEXT NOT NULL, segment TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', kind TEXT,
          place INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, next INTEGER, changed INTEGER,
          reply TEXT, UNIQUE (notice, person)) STRICT;
        CREATE INDEX notice_recipient_waiting ON notice_recipient (notice, place, id) WHERE state = 'waiting';
        CREATE INDEX notice_recipient_state ON notice_recipient (notice, state, kind, language, segment);
        CREATE INDEX notice_recipient_next ON notice_recipient (notice, next) WHERE next IS NOT NULL;
        """)
  }
}
