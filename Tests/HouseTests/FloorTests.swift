import Testing

/// The house stands as docs/house.md draws it.
@Suite struct FloorTests {
  @Test(arguments: Repository.sources.map(\.path))
  func `a file imports only what its floor may`(path: String) throws {
    let file = Repository.File(path: path)
    #expect(FloorPlan.floor(file.module) != nil, "\(file.module) is no floor of the plan")
    let breaches = FloorPlan.breaches(in: SwiftText(try file.text()), of: file.module)
    #expect(breaches.isEmpty, "\(path)")
  }

  static let pure = Repository.sources.filter { FloorPlan.floor($0.module)?.pure == true }
  static let functions = pure.reduce(into: [String: Set<String>]()) { names, file in
    guard let text = try? file.text() else { return }
    names[file.module, default: []].formUnion(Purity.functions(in: SwiftText(text)))
  }

  @Test(arguments: pure.map(\.path))
  func `a pure floor has no I/O, clock, chance or concurrency`(path: String) throws {
    let file = Repository.File(path: path)
    let breaches = Purity.breaches(in: SwiftText(try file.text()), floor: Self.functions[file.module] ?? [])
    #expect(breaches.isEmpty, "\(path)")
  }

  @Test func `every folder of Sources is a floor or a C library's shim`() {
    let folders = Set(Repository.files(in: "Sources", endingIn: [".swift", ".h", ".c", ".modulemap"]).map(\.module))
    #expect(folders.filter { FloorPlan.floor($0) == nil && !FloorPlan.shims.contains($0) }.isEmpty)
    #expect(folders.count > 10)
  }

  @Test func `the manifest's dependencies are those of the plan`() throws {
    let manifest = Manifest(try Repository.File(path: "Package.swift").text())
    #expect(manifest.dependencies.keys.contains("Vocabulary") && manifest.dependencies.keys.contains("candor"))
    #expect(manifest.breaches().isEmpty)
  }

  // MARK: each check can fail

  @Test(arguments: [
    ("Mail", "import Domains"), ("Mail", "import Foundation"), ("Vocabulary", "import Evidence"),
    ("Attribution", "import Mail"), ("Forensics", "internal import Yams"), ("Post", "import Web"),
    ("Letters", "@preconcurrency import struct Foundation.Date"), ("Domains", "import CCrypto"),
    ("Operations", "let x = 1\nimport Post"),
  ])
  func `a forbidden import is found`(floor: String, source: String) {
    #expect(FloorPlan.breaches(in: SwiftText(source), of: floor).count == 1)
  }

  @Test(arguments: [
    ("Mail", "import Vocabulary\nimport Evidence\nimport CCrypto\nimport Glibc"),
    ("Letters", "package import Attribution"),
    ("candor", "import ArgumentParser\nimport Post\nimport Mail"), ("Post", "import Foundation\nimport Yams"),
    ("Mail", "// import Foundation\nlet x = \"import Foundation\""),
  ])
  func `an allowed import is not`(floor: String, source: String) {
    #expect(FloorPlan.breaches(in: SwiftText(source), of: floor).isEmpty)
  }

  @Test(arguments: [
    "let f = FileManager.default", "let h = fopen(path, \"r\")", "let fd = open(path, O_RDONLY)",
    "_ = Glibc.open(path, 0)",
    "let n = read(0, buffer, 10)", "func f() async {}", "let x = await y", "Task { }", "let t = time(nil)",
    "let d = Date()",
    "print(1)", "Swift.print(1)", "let r = Int.random(in: 1...2)", "let s = [1].shuffled()", "let e = getenv(\"HOME\")",
    "let s = \"now: \\(time(nil))\"", "clock_gettime(CLOCK_REALTIME, &t)", "let g = SystemRandomNumberGenerator()",
    "actor Counter {}",
  ])
  func `a breach of purity is found`(source: String) {
    #expect(Purity.breaches(in: SwiftText(source)).count >= 1)
  }

  @Test(arguments: [
    "let d = CalendarDate(2014, 10, 14)", "let d = MailDate(text)", "// print(1) reads with open(2)",
    "let s = \"await Task\"",
    "reader.read(4)", "mutating func read(_ n: Int) {}\nlet x = read(4)", "let f = fmemopen(&bytes, 3, \"r\")",
    "let time = message.time", "case open, closed", "let raw = #\"print(1) \\(time(nil))\"#",
    "func printed() -> Int { 1 }", "let actor: String\nself.actor = actor\nStore.open",
  ])
  func `what only looks like one is not`(source: String) {
    #expect(Purity.breaches(in: SwiftText(source)).isEmpty)
  }

  @Test func `a function of the floor's own hides a library's only where the library cannot be seen`() {
    let call = "let n = read(message)"
    #expect(Purity.breaches(in: SwiftText(call)).count == 1)
    #expect(Purity.breaches(in: SwiftText(call), floor: ["read"]).isEmpty)
    #expect(Purity.breaches(in: SwiftText("import Glibc\n" + call), floor: ["read"]).count == 1)
    #expect(Purity.breaches(in: SwiftText("print(1)"), floor: ["print"]).count == 1)
  }

  @Test(arguments: [
    #"let a: [X] = ["Vocabulary"]\#nfloor("Vocabulary", over: [], and: ["CCrypto"])\#nfloor("Evidence", over: a + ["Mail"])"#,
    #"floor("Vocabulary", over: [], and: ["CPsl"])"#, #"floor("Vocabulary", over: [])\#nfloor("Evidence", over: [])"#,
    #"floor("Basement", over: [])"#,
    #"let yams: D = .product(name: "Yams", package: "Yams")\#nfloor("Vocabulary", over: [], and: [yams])"#,
    #".executableTarget(name: "candor", dependencies: ["Vocabulary"])"#,
  ])
  func `a manifest that departs from the plan is found`(source: String) {
    #expect(Manifest(source).breaches().count == 1)
  }
}
