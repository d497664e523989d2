import GRDB

/// People, their sessions, one-time links, failed tries and recovery codes. Times are seconds since 1970.
enum AccountTables {
  @Sendable static func make(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE account (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          email TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          role TEXT NOT NULL,
          language TEXT,
          password TEXT NOT NULL,
          timed_secret BLOB,
          timed_step INTEGER NOT NULL DEFAULT 0,
          since INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE session (
          digest BLOB PRIMARY KEY,
          account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
          stage TEXT NOT NULL,
          opened INTEGER NOT NULL,
          seen INTEGER NOT NULL,
          address TEXT NOT NULL,
          agent TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX session_account ON session(account);
        CREATE TABLE one_time_link (
          digest BLOB PRIMARY KEY,
          role TEXT NOT NULL,
          made_by INTEGER REFERENCES account(id) ON DELETE CASCADE,
          expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign_in_attempt (
          about BLOB NOT NULL,
          at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sign_in_attempt_about ON sign_in_attempt(about, at);
        CREATE INDEX sign_in_attempt_at ON sign_in_attempt(at);
        CREATE TABLE recovery_code (
          account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
          digest BLOB NOT NULL,
          PRIMARY KEY (account, digest)
        ) STRICT, WITHOUT ROWID;
        """)
  }

  @Sendable static func makeTokens(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE access_token (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
          name TEXT NOT NULL,
          digest BLOB NOT NULL UNIQUE,
          made INTEGER NOT NULL,
          used INTEGER
        ) STRICT;
        CREATE INDEX access_token_account ON access_token(account);
        """)
  }
}
