import Foundation
import Letters
import Mustache
import Vocabulary

/// The files of `Data/pages`: templates, the stylesheet and the script, read once.
package struct Templates: Sendable {
  /// A file of the folder that cannot be used.
  package struct Trouble: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  struct Asset: Sendable {
    let bytes: [UInt8]
    /// Part of its address, so that a browser may keep it for good.
    let version: String
  }

  private let library: MustacheLibrary
  let stylesheet: Asset
  let script: Asset

  package init(folder: String) throws(Trouble) {
    func read(_ name: String) throws(Trouble) -> Data {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
        throw Trouble(description: "\(folder)/\(name) cannot be read")
      }
      return data
    }
    var library = MustacheLibrary()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasSuffix(".mustache") {
      let text = String(decoding: try read(name), as: UTF8.self)
      do { try library.register(text, named: String(name.dropLast(".mustache".count))) } catch {
        throw Trouble(description: "\(folder)/\(name): \(error)")
      }
    }
    self.library = library
    stylesheet = Asset(try read("candor.css") + Data(Drawing.stylesheet.utf8))
    script = Asset(try read("candor.js"))
  }

  func render(_ page: WholePage, _ template: String) -> String? { library.render(page, withTemplate: template) }
}

extension Templates.Asset {
  init(_ data: Data) {
    bytes = Array(data)
    version = String(Digest(of: bytes).hex.prefix(12))
  }
}
