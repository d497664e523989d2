import Casework

/// Which cases there are; each is read from the record.
package struct CaseFiles: Sendable {
  package let ids: @Sendable () async throws(StoreTrouble) -> [Int64]
  /// The case, folded from all its entries.
  package let load: @Sendable (Int64) async throws(StoreTrouble) -> Case?

  package init(
    ids: @escaping @Sendable () async throws(StoreTrouble) -> [Int64],
    load: @escaping @Sendable (Int64) async throws(StoreTrouble) -> Case?
  ) {
    self.ids = ids
    self.load = load
  }
}
