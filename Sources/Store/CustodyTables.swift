import GRDB

/// Tables of this room.
enum CustodyTables {
  @Sendable static func make(_ database: Database) throws {}
}
