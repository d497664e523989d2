/// What Package.swift says that each floor depends on: read from its text, since asking SwiftPM inside of a test run waits
/// for the lock that the run holds.
struct Manifest {
  /// Floor -> names of targets and products.
  private(set) var dependencies: [String: Set<String>] = [:]
  private var variables: [String: [String]] = [:]
  private let tokens: [SwiftText.Token]
  private var at = 0

  /// Understands what the manifest uses: `let a = b + ["C"]`, `floor("X", over: a, and: ["Y"])` and
  /// `.executableTarget(name:dependencies:)`.
  init(_ source: String) {
    tokens = SwiftText(source).tokens
    while at < tokens.count {
      let word = tokens[at].text
      at += 1
      switch word {
      case "let":
        readVariable()
      case "floor" where at < 2 || tokens[at - 2].text != "func":
        readFloor(labels: ["over", "and"])
      case "executableTarget":
        readFloor(labels: ["dependencies"])
      default: break
      }
    }
  }

  private var token: String { at < tokens.count ? tokens[at].text : "" }

  /// The string that stands here.
  private var string: String? { token.first == "\"" ? String(token.dropFirst()) : nil }

  /// `name: Type = expression` or `name = expression`.
  private mutating func readVariable() {
    let name = token
    while at < tokens.count, token != "=" { at += 1 }
    at += 1
    if token == "." {
      // .product(name: "Yams", package: "Yams")
      while at < tokens.count, string == nil { at += 1 }
      variables[name] = string.map { [$0] }
    } else {
      variables[name] = readList()
    }
  }

  private mutating func readFloor(labels: Set<String>) {
    var name: String?
    var all: [String] = []
    var depth = 0
    while at < tokens.count {
      if name == nil { name = string }
      if labels.contains(token), at + 1 < tokens.count, tokens[at + 1].text == ":" {
        at += 2
        all += readList()
        continue
      }
      if token == "(" { depth += 1 }
      if token == ")" {
        depth -= 1
        if depth == 0 { break }
      }
      at += 1
    }
    if let name { dependencies[name] = Set(all) }
  }

  /// `term + term …`, a term being a variable or `[…]`.
  private mutating func readList() -> [String] {
    var list: [String] = []
    repeat {
      if token == "+" { at += 1 }
      if token == "[" {
        while at < tokens.count, token != "]" {
          list += string.map { [$0] } ?? variables[token] ?? []
          at += 1
        }
      } else {
        list += variables[token] ?? []
      }
      at += 1
    } while token == "+"
    return list
  }

  /// Where the manifest and the plan differ.
  func breaches() -> [Breach] {
    dependencies.sorted { $0.key < $1.key }.flatMap { name, given -> [Breach] in
      guard let floor = FloorPlan.floor(name) else { return [Breach("\(name) is no floor of the plan")] }
      let floors = given.filter { FloorPlan.floor($0) != nil }
      let built = FloorPlan.below(name).filter { dependencies[$0] != nil }
      return floors.subtracting(built).sorted().map { Breach("\(name) may not depend on \($0)") }
        + built.subtracting(floors).sorted().map { Breach("\(name) stands over \($0) and does not depend on it") }
        + given.subtracting(floors).subtracting(floor.libraries).sorted().map {
          Breach("\(name) may not depend on \($0)")
        }
    }
  }
}
