import GRDB

/// Tables of this room.
enum AccountTables {
  @Sendable static func make(_ database: Database) throws {}
}
