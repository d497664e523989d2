import Evidence
import Foundation
import Servers
import Testing
import Vocabulary

/// An exported case, checked by Candor and by a program that shares no code with it.
@Suite struct BundleCheckTests {
  static let original = Array("From: x\r\n\r\nhello".utf8)
  static let kept = PersonalLine(number: 5, salt: [UInt8](repeating: 9, count: 32), body: "{\"to\":\"é\\n\"}")
  static let log: [CustodyEntry] = {
    var log = Log.of(9)
    log[1] = log[1].with(body: "{\"sha256\":\"\(Digest(of: original).hex)\"}")
    log[4] = log[4].with(commitment: Commitment.commit(salt: kept.salt, bytes: Array(kept.body.utf8)))
    return Log.chained(log)
  }()

  static func files() throws -> [String: [UInt8]] {
    let note = try #require(Log.checkpoint(log, 9).signed(by: try SignedNoteTests.signer()))
    return [
      "log.jsonl": shown(log), "checkpoint.txt": note.bytes, "personal.jsonl": kept.line + [0x0A],
      "originals/001 é.eml": original, "case.json": Array("{}".utf8),
    ]
  }

  /// With a manifest and its signature, as who has the log's key could make them.
  static func sealed(_ files: [String: [UInt8]]) throws -> [String: [UInt8]] {
    let files = files.filter { $0.key != BundleManifest.signatureName && $0.key != BundleManifest.name }
    let manifest = try #require(BundleManifest(files.map { BundleManifest.File(path: $0, bytes: $1) }))
    let signer = try SignedNoteTests.signer()
    let signature = try #require(SignedNote(manifest.statement(origin: "test.example/log"), signedBy: [signer]))
    return files.merging([
      BundleManifest.name: Array(manifest.text.utf8), BundleManifest.signatureName: signature.bytes,
    ]) { $1 }
  }

  /// Entries 4 and 7 show their place alone.
  static func shown(_ log: [CustodyEntry]) -> [UInt8] {
    log.flatMap { entry in
      guard entry.number == 4 || entry.number == 7 else { return CustodyLine.write(entry) + [0x0A] }
      let place = WithheldEntry(number: entry.number, previous: entry.previous, digest: entry.digest)
      return CustodyLine.write(place) + [0x0A]
    }
  }

  static func check(_ files: [String: [UInt8]]) throws -> BundleCheck.Result {
    BundleCheck(paths: Array(files.keys)) { files[$0] }.result(keys: [try SignedNoteTests.signer().key])
  }

  /// Exit status of scripts/verify_bundle.py over the same files, and what it said.
  static func witness(_ files: [String: [UInt8]]) throws -> (status: Int32, said: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "candor-bundle-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, bytes) in files {
      let url = folder.appending(path: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../scripts/verify_bundle.py")
    let python = try Child.run(
      "/usr/bin/env",
      ["python3", "-X", "utf8", script.standardizedFileURL.path, folder.path, "--key"]
        + [try SignedNoteTests.signer().key.text])
    return (python.status, python.text)
  }

  @Test func `a bundle as it was written is sound for both`() throws {
    let files = try Self.sealed(try Self.files())
    let result = try Self.check(files)
    #expect(result.isSound && result.files == 5 && result.entries == 9 && result.vouchedSize == 9, "\(result.faults)")
    #expect(result.withheld == 2)
    let (status, said) = try Self.witness(files)
    #expect(status == 0, "\(said)")
    #expect(said.contains("entries: 9, root \(MerkleTree.root(of: Self.log.map(\.digest)).hex)"))
  }

  struct Tampering: Sendable {
    let name: String
    let file: String
    var entry: Int64?
    /// The one who tampers writes the manifest anew.
    var reseals = true
    let change: @Sendable (inout [String: [UInt8]]) -> Void
  }

  static func edit(_ number: Int, in log: [CustodyEntry]) -> [CustodyEntry] {
    var log = log
    log[number - 1] = log[number - 1].with(actor: "mallory")
    return log
  }

  static let tamperings = [
    Tampering(name: "changed", file: "case.json", reseals: false) { $0["case.json"] = Array("[]".utf8) },
    Tampering(name: "longer", file: "case.json", reseals: false) { $0["case.json"] = Array("{ }".utf8) },
    Tampering(name: "missing", file: "case.json", reseals: false) { $0["case.json"] = nil },
    Tampering(name: "added", file: "x/y", reseals: false) { $0["x/y"] = [1] },
    Tampering(name: "no manifest", file: "manifest.txt", reseals: false) { $0["manifest.txt"] = Array("x".utf8) },
    Tampering(name: "no signature", file: "signature.txt", reseals: false) { $0["signature.txt"] = nil },
    Tampering(name: "manifest made anew", file: "signature.txt", reseals: false) { files in
      files["case.json"] = Array("[]".utf8)
      let signature = files["signature.txt"]
      files = (try? sealed(files)) ?? [:]
      files["signature.txt"] = signature
    },
    Tampering(name: "another original", file: "originals/001 é.eml") { $0["originals/001 é.eml"] = [1] },
    Tampering(name: "original put in", file: "originals/x.eml") { $0["originals/x.eml"] = [1] },
    Tampering(name: "no checkpoint", file: "checkpoint.txt") { $0["checkpoint.txt"] = nil },
    Tampering(name: "edited", file: "log.jsonl", entry: 2) { $0["log.jsonl"] = shown(edit(2, in: log)) },
    Tampering(name: "edited before a withheld one", file: "log.jsonl", entry: 3) {
      $0["log.jsonl"] = shown(edit(3, in: log))
    },
    Tampering(name: "edited after a withheld one", file: "log.jsonl", entry: 5) {
      $0["log.jsonl"] = shown(edit(5, in: log))
    },
    Tampering(name: "a withheld one edited", file: "log.jsonl", entry: 4) {
      $0["log.jsonl"] = shown(edit(4, in: log))
    },
    Tampering(name: "deleted", file: "log.jsonl", entry: 4) {
      $0["log.jsonl"] = shown(Array(log.prefix(3) + log.suffix(5)))
    },
    Tampering(name: "reordered", file: "log.jsonl", entry: 5) {
      var log = log
      log.swapAt(4, 5)
      $0["log.jsonl"] = shown(log)
    },
    Tampering(name: "truncated", file: "log.jsonl", entry: 8) { $0["log.jsonl"] = shown(Array(log.prefix(7))) },
    Tampering(name: "cut in the middle of a line", file: "log.jsonl", entry: 9) {
      $0["log.jsonl"]?.removeLast(10)
    },
    Tampering(name: "rewritten", file: "log.jsonl", entry: 1) {
      $0["log.jsonl"] = shown(Log.chained(edit(9, in: log)))
    },
    Tampering(name: "no entry", file: "log.jsonl", entry: 3) {
      $0["log.jsonl"] = shown(Array(log.prefix(2))) + Array("{}\n".utf8)
    },
    Tampering(name: "other personal data", file: "log.jsonl", entry: 5) {
      $0["personal.jsonl"] = PersonalLine(number: 5, salt: kept.salt, body: "{}").line + [0x0A]
    },
    Tampering(name: "personal data of nothing", file: "personal.jsonl", entry: 4) {
      $0["personal.jsonl"]?.append(contentsOf: PersonalLine(number: 4, salt: kept.salt, body: "{}").line + [0x0A])
    },
    Tampering(name: "no personal data", file: "personal.jsonl") { $0["personal.jsonl"] = Array("{}\n".utf8) },
  ]

  @Test(arguments: tamperings.indices)
  func `every tampering is found by both, with file and entry`(index: Int) throws {
    let tampering = Self.tamperings[index]
    var files = try Self.files()
    if !tampering.reseals { files = try Self.sealed(files) }
    tampering.change(&files)
    if tampering.reseals { files = try Self.sealed(files) }
    let faults = try Self.check(files).faults
    #expect(
      faults.contains { $0.file == tampering.file && (tampering.entry == nil || $0.entry == tampering.entry) },
      "\(tampering.name): \(faults)")
    let (status, said) = try Self.witness(files)
    #expect(status != 0, "\(tampering.name): \(said)")
  }

  @Test func `a checkpoint that was signed by somebody else vouches for nothing`() throws {
    var files = try Self.files()
    let stranger = try SignedNoteTests.signer("stranger.example", 3)
    files["checkpoint.txt"] = try #require(Log.checkpoint(Self.log, 9).signed(by: stranger)).bytes
    let result = try Self.check(try Self.sealed(files))
    #expect(result.faults.map(\.file) == ["checkpoint.txt"] && result.vouchedSize == 0)
  }

  @Test(arguments: ["", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\nb", "manifest.txt"])
  func `a path that leads elsewhere is in no manifest`(path: String) {
    #expect(BundleManifest([BundleManifest.File(path: path, bytes: [])]) == nil)
    let line = "candor-bundle/1\n\(Digest.zero.hex) 0 \(path)\n"
    #expect(BundleManifest(parsing: Array(line.utf8)) == nil)
  }

  @Test func `a manifest comes back, and in no other form`() throws {
    let manifest = try #require(BundleManifest(try Self.files().map { BundleManifest.File(path: $0, bytes: $1) }))
    let bytes = Array(manifest.text.utf8)
    #expect(BundleManifest(parsing: bytes) == manifest)
    for length in 0..<bytes.count { #expect(BundleManifest(parsing: Array(bytes.prefix(length))) != manifest) }
    #expect(BundleManifest(parsing: Array(manifest.text.replacing(" ", with: "  ").utf8)) == nil)
    let file = BundleManifest.File(path: "a", bytes: [])
    #expect(BundleManifest([file, file]) == nil)
  }
}
