import GRDB

/// Tables of this room.
enum ReportTables {
  @Sendable static func make(_ database: Database) throws {}
}
