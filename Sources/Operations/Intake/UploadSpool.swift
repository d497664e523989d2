/// Where files go that a browser sends, piece by piece: they are never whole in memory.
package struct UploadSpool: Sendable {
  package let begin: @Sendable () throws(StoreTrouble) -> Upload

  package init(begin: @escaping @Sendable () throws(StoreTrouble) -> Upload) { self.begin = begin }
}

/// One file on its way to disk, readable by its owner alone.
package struct Upload: Sendable {
  package let path: String
  package let write: @Sendable ([UInt8]) throws(StoreTrouble) -> Void
  /// Nothing more comes.
  package let finish: @Sendable () throws(StoreTrouble) -> Void
  package let size: @Sendable () -> Int
  package let read: @Sendable () throws(StoreTrouble) -> [UInt8]
  /// Deletes it, unless somebody has given it another name meanwhile.
  package let drop: @Sendable () -> Void

  package init(
    path: String, write: @escaping @Sendable ([UInt8]) throws(StoreTrouble) -> Void,
    finish: @escaping @Sendable () throws(StoreTrouble) -> Void, size: @escaping @Sendable () -> Int,
    read: @escaping @Sendable () throws(StoreTrouble) -> [UInt8], drop: @escaping @Sendable () -> Void
  ) {
    self.path = path
    self.write = write
    self.finish = finish
    self.size = size
    self.read = read
    self.drop = drop
  }
}
