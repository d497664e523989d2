import GRDB

/// Tables of this room.
enum MembersTables {
  @Sendable static func make(_ database: Database) throws {}
}
