import Evidence
import Vocabulary

/// Where the files of a bundle go: a folder, an archive, or memory. Nothing is there under its name until `finish`.
package struct BundleSink: Sendable {
  package let add: @Sendable (_ path: String, _ bytes: [UInt8]) throws(StoreTrouble) -> Void
  package let finish: @Sendable () throws(StoreTrouble) -> Void
  /// Takes back what was written so far.
  package let abandon: @Sendable () -> Void

  package init(
    add: @escaping @Sendable (String, [UInt8]) throws(StoreTrouble) -> Void,
    finish: @escaping @Sendable () throws(StoreTrouble) -> Void, abandon: @escaping @Sendable () -> Void
  ) {
    self.add = add
    self.finish = finish
    self.abandon = abandon
  }
}
