/// The floors of the house and who may import whom (docs/house.md): the one place where that is written as code.
enum FloorPlan {
  struct Floor {
    let name: String
    /// The floors directly under it; it may import everything under those too.
    let under: [String]
    /// C libraries and packages that this floor alone may import.
    let libraries: Set<String>
    /// No I/O, clock, random or async: `Purity` reads every file of it.
    let pure: Bool

    init(_ name: String, over under: [String], libraries: Set<String> = [], pure: Bool = true) {
      self.name = name
      self.under = under
      self.libraries = libraries
      self.pure = pure
    }
  }

  static let floors: [Floor] = [
    Floor("Vocabulary", over: [], libraries: ["CCrypto"]),
    Floor("Evidence", over: ["Vocabulary"], libraries: ["CCrypto", "CSodium"]),
    Floor("Mail", over: ["Evidence"], libraries: ["CCrypto"]),
    Floor("Domains", over: ["Evidence"], libraries: ["CPsl", "CIdn2", "CSpoof"]),
    Floor("Forensics", over: ["Mail", "Domains"]),
    Floor("Attribution", over: ["Evidence"]),
    Floor("Casework", over: ["Forensics", "Attribution"]),
    Floor("Letters", over: ["Casework"]),
    Floor("Operations", over: ["Letters"], libraries: ["CSodium", "Logging"], pure: false),
    Floor("Store", over: ["Operations"], libraries: ["GRDB", "GRDBSQLite", "Logging"], pure: false),
    Floor("Probes", over: ["Operations"], libraries: ["CUnbound"], pure: false),
    Floor(
      "Post", over: ["Operations"],
      libraries: ["Yams", "CTransfer", "NIOCore", "NIOPosix", "ServiceLifecycle", "Logging"], pure: false),
    Floor(
      "Web", over: ["Operations"],
      libraries: [
        "Hummingbird", "HummingbirdCore", "Mustache", "HTTPTypes", "NIOCore", "ServiceLifecycle", "Logging", "Metrics",
      ],
      pure: false),
    Floor(
      "candor", over: ["Store", "Probes", "Post", "Web"],
      libraries: ["ArgumentParser", "ServiceLifecycle", "UnixSignals", "Logging", "Metrics"], pure: false),
    Floor("Benchmarks", over: ["Post"], libraries: ["ArgumentParser"], pure: false),
  ]

  /// Floors that are programs: nothing imports them.
  static let programs: Set<String> = ["candor", "Benchmarks"]

  /// Folders under Sources/ that hold a C library's module map or shim and no Swift.
  static let shims: Set<String> = [
    "CCrypto", "CPsl", "CIdn2", "CIcu", "CSpoof", "CSodium", "CCurl", "CTransfer", "CUnbound",
  ]

  static func floor(_ name: String) -> Floor? { floors.first { $0.name == name } }

  /// Every floor under `name`.
  static func below(_ name: String) -> Set<String> {
    let under = floor(name)?.under ?? []
    return under.reduce(into: Set(under)) { $0.formUnion(below($1)) }
  }

  /// Everything that a file of this floor may import.
  static func allowed(_ name: String) -> Set<String> {
    guard let floor = floor(name) else { return [] }
    let system: Set<String> = floor.pure ? ["Glibc"] : ["Glibc", "Foundation", "Dispatch", "Synchronization"]
    return below(name).union(floor.libraries).union(system)
  }

  /// The modules that the code imports, in order.
  static func imports(of text: SwiftText) -> [(module: String, line: Int)] {
    let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
    let tokens = text.tokens
    return tokens.indices.compactMap { index in
      guard tokens[index].text == "import", index + 1 < tokens.count else { return nil }
      let next = kinds.contains(tokens[index + 1].text) ? index + 2 : index + 1
      return next < tokens.count ? (tokens[next].text, tokens[index].line) : nil
    }
  }

  static func breaches(in text: SwiftText, of floor: String) -> [Breach] {
    imports(of: text).filter { !allowed(floor).contains($0.module) }
      .map { Breach("\(floor) may not import \($0.module)", line: $0.line) }
  }
}
