import Foundation
import Servers

/// The checkout that these tests stand in, found from this file's own path.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A file of the checkout, and its path from the root.
  struct File: Sendable {
    let path: String

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    var url: URL { Repository.root.appending(path: path) }

    /// The floor of a file under Sources/, the target's name of one under Tests/.
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }
  }

  /// The full path of a file or folder of the checkout.
  static func path(_ relative: String) -> String { root.appending(path: relative).path }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Repository.path(path))
  }

  /// Every regular file under `folder` whose name ends in one of `endings`, hidden ones left out, in order of path.
  static func files(in folder: String, endingIn endings: [String]) -> [File] {
    guard let walk = FileManager.default.enumerator(atPath: path(folder)) else { return [] }
    return walk.compactMap { $0 as? String }
      .filter { path in
        endings.contains { path.hasSuffix($0) } && !path.split(separator: "/").contains { $0.first == "." }
      }
      .sorted()
      .map { File(path: folder + "/" + $0) }
  }

  static let sources = files(in: "Sources", endingIn: [".swift"])
  static let tests = files(in: "Tests", endingIn: [".swift"])

  /// What git tracks; nil where this is no checkout of git (a source archive, say).
  static let tracked: [String]? = {
    guard exists(".git") else { return nil }
    let git = try? Child.run("/usr/bin/env", ["git", "-C", root.path, "ls-files", "-z"])
    guard let git, git.status == 0 else { return nil }
    return git.text.split(separator: "\0").map(String.init)
  }()
}

/// What a check found: where, and what is wrong there.
struct Breach: CustomStringConvertible, Equatable {
  var place: String
  let line: Int?
  let what: String

  init(_ what: String, at place: String = "", line: Int? = nil) {
    self.place = place
    self.line = line
    self.what = what
  }

  var description: String { "\(place)\(line.map { ":\($0)" } ?? ""): \(what)" }
}
