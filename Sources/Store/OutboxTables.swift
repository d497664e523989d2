import GRDB

/// Tables of this room.
enum OutboxTables {
  @Sendable static func make(_ database: Database) throws {}
}
