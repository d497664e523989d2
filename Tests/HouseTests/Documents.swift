import Foundation

/// Checks of what is no code: links between documents, data files, and what git tracks.
enum Documents {
  /// Targets of the links and pictures of a Markdown text that name a file here.
  static func relativeLinks(in markdown: String) -> [String] {
    var links: [String] = []
    var fenced = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { fenced.toggle() }
      guard !fenced else { continue }
      links +=
        targets(in: line, after: "](", upTo: ")") + targets(in: line, after: "src=\"", upTo: "\"")
        + targets(in: line, after: "href=\"", upTo: "\"")
    }
    return links.filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.contains("://") && !$0.hasPrefix("mailto:") }
  }

  private static func targets(in line: Substring, after opening: String, upTo closing: Character) -> [String] {
    line.split(separator: opening, omittingEmptySubsequences: false).dropFirst().map { rest in
      String(rest.prefix { $0 != closing && $0 != "#" && $0 != " " })
    }
  }

  /// Links that lead nowhere, for a document at `path` of the checkout.
  static func deadLinks(in markdown: String, at path: String, exists: (String) -> Bool) -> [Breach] {
    let folder = path.split(separator: "/").dropLast()
    return relativeLinks(in: markdown).compactMap { link in
      var parts = folder
      for part in link.split(separator: "/") {
        switch part {
        case ".": continue
        case "..": parts = parts.dropLast()
        default: parts.append(part)
        }
      }
      let target = parts.joined(separator: "/")
      return exists(target) ? nil : Breach("no file \(target)", at: path)
    }
  }

  /// Build products and lock files that git should not hold.
  static func buildProducts(among tracked: [String]) -> [String] {
    tracked.filter { path in
      path.split(separator: "/").contains { $0.hasPrefix(".build") || $0 == "Package.resolved" || $0 == "__pycache__" }
        || path.hasPrefix("out/") || path.hasSuffix(".profraw")
    }
  }

  /// Data files that no reader names: neither by their own path, nor by their folder's, nor, in a folder a language, by the
  /// folder above and their own name. `readers` are the strings of the code
  /// that loads data.
  static func unread(_ files: [String], by readers: [String]) -> [String] {
    files.filter { file in
      let path = file.dropFirst("Data".count)
      let parts = path.split(separator: "/").map { "/" + $0 }
      let (folder, above) = (parts.dropLast().joined(), parts.dropLast(2).joined())
      let isInNamedFolder = readers.contains(above) && readers.contains(parts.last ?? "")
      return !isInNamedFolder && !readers.contains { $0 == path || $0 == folder }
    }
  }
}
