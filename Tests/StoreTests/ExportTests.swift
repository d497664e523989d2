import Casework
import Evidence
import Foundation
import Letters
import Mail
import Operations
import Post
import Store
import Testing
import Vocabulary

/// One case as it leaves: what each level holds, and that an outsider can check it.
@Suite struct ExportTests {
  private func filled(_ folder: Folder) async throws {
    for store in try IncidentFolder(Folder.root + "/Data/demo").description.stores {
      _ = try await folder.desk.members.add(
        StoreDescription(id: store.id, name: store.name, custodian: store.custodian),
        MembersSource(path: "\(Folder.root)/Data/demo/\(store.members)", name: store.id, columns: store.columns))
    }
    _ = try await folder.receive(try Folder.demoReports())
    _ = try await folder.desk.examineWaiting()
    try await folder.desk.record(
      .stepSettled(case: 1, step: "warn", note: "called Jane Doe, jane@customer.example"), by: Actor.account(1))
    try await folder.desk.record(.noteAdded(case: 2, text: "of another case"), by: Actor.account(1))
  }

  private func export(_ folder: Folder, _ level: TrafficLight, as name: String) async throws -> Exporting.Outcome {
    let sink = try BundleFile.sink(folder.path + "/" + name, now: Folder.now)
    let exporting = Exporting(desk: folder.desk, checkpoints: folder.checkpoints)
    return try #require(try await exporting.export(1, at: level, by: Actor.account(1), to: sink))
  }

  private func everything(_ folder: Folder, _ name: String) throws -> String {
    let path = folder.path + "/" + name
    return try FileManager.default.subpathsOfDirectory(atPath: path).map {
      $0 + "\n" + ((try? String(contentsOfFile: path + "/" + $0, encoding: .utf8)) ?? "")
    }
    .joined(separator: "\n")
  }

  /// Addresses and display names of everybody who reported, or whom a fake was sent to.
  private func people(_ folder: Folder) async throws -> (addresses: Set<String>, names: Set<String>) {
    let reports = try await folder.desk.archive.list(ReportQuery()).compactMap(\.examined)
    let addresses = reports.flatMap { [$0.reporter, $0.recipient] }.compactMap { $0?.text }
    let names = try Folder.demoReports().compactMap { Message($0).from.first?.name }.filter {
      $0.count > 3 && !$0.contains("Palomberry")
    }
    return (Set(addresses), Set(names))
  }

  @Test(arguments: [TrafficLight.clear, .green, .amber, .amberStrict])
  func `below TLP:RED nobody who reported is in it, and what was left out is said`(level: TrafficLight) async throws {
    try await Folder.with { folder in
      try await filled(folder)
      let outcome = try await export(folder, level, as: "out")
      let all = try everything(folder, "out").lowercased()
      let (addresses, names) = try await people(folder)
      #expect(addresses.count > 10 && names.count > 5)
      #expect(addresses.filter { all.contains($0) } == [] && names.filter { all.contains($0.lowercased()) } == [])
      for address in addresses {
        #expect(!all.contains(Base64.encode(address.utf8).lowercased().prefix { $0 != "=" }))
      }
      #expect(!all.contains("jane") && !all.contains("of another case") && !all.contains("originals/1.eml"))
      #expect(outcome.omissions.contains { $0.what.contains("mails") } && all.contains("the mails as they came:"))
      let result = try BundleFile.check(folder.path + "/out").result(keys: [outcome.key])
      #expect(result.isSound && result.withheld > 0, "\(result.faults)")
    }
  }

  @Test func `at TLP:RED all of the case is in it, and nothing of another one`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      let outcome = try await export(folder, .red, as: "out")
      for (number, mail) in try Folder.demoReports().enumerated() {
        guard try await folder.desk.archive.line(Int64(number) + 1)?.caseID == 1 else { continue }
        let kept = try Data(contentsOf: URL(filePath: "\(folder.path)/out/originals/\(number + 1).eml"))
        #expect(Array(kept) == mail)
      }
      let all = try everything(folder, "out")
      let (addresses, _) = try await people(folder)
      #expect(
        addresses.contains { all.contains($0) } && all.contains("called Jane Doe") && !all.contains("of another case"))
      let result = try BundleFile.check(folder.path + "/out").result(keys: [outcome.key])
      #expect(result.isSound && result.entries == result.vouchedSize, "\(result.faults)")
      for name in ["stix.json", "misp.json"] {
        let text = try String(contentsOfFile: folder.path + "/out/" + name, encoding: .utf8)
        #expect(addresses.filter { text.contains($0) }.isEmpty && text.contains("palornberry.com"), "\(name)")
      }
    }
  }

  @Test func `the higher the level, the more indicators are in it`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      var sizes: [Int] = []
      for level in TrafficLight.allCases {
        _ = try await export(folder, level, as: level.lowercase)
        sizes.append(try Data(contentsOf: URL(filePath: "\(folder.path)/\(level.lowercase)/misp.json")).count)
      }
      #expect(sizes == sizes.sorted() && sizes[0] < sizes[1] && sizes[1] < sizes[2], "\(sizes)")
    }
  }

  @Test func `the record notes who exported what, and the next bundle still verifies`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      let outcome = try await export(folder, .green, as: "one.tar")
      let line = try #require(try await folder.desk.ledger.newest(nil, 1, "case:1").first)
      #expect(line.event == .caseExported(case: 1, level: "TLP:GREEN", manifest: outcome.manifest.hex))
      #expect(line.actor == Actor.account(1))
      let again = try await export(folder, .red, as: "two.tar")
      for name in ["one.tar", "two.tar"] {
        let result = try BundleFile.check(folder.path + "/" + name).result(keys: [again.key])
        #expect(result.isSound, "\(result.faults)")
        let permissions = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)[.posixPermissions]
        #expect(permissions as? Int == 0o600)
      }
    }
  }

  @Test func `what is there already is not written over, and what failed leaves nothing`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      _ = try await export(folder, .green, as: "one.tar")
      #expect(throws: StoreTrouble.self) { try BundleFile.sink(folder.path + "/one.tar", now: Folder.now) }
      let exporting = Exporting(desk: folder.desk, checkpoints: folder.checkpoints)
      let sink = try BundleFile.sink(folder.path + "/none.tar", now: Folder.now)
      #expect(try await exporting.export(7, at: .green, by: Actor.candor, to: sink) == nil)
      sink.abandon()
      try FileManager.default.removeItem(atPath: folder.path + "/record.key")
      try Data().write(to: URL(filePath: folder.path + "/record.key"))
      await #expect(throws: StoreTrouble.self) { try await export(folder, .green, as: "bad") }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left.filter { $0.hasPrefix("none") || $0.hasPrefix("bad") }.isEmpty, "\(left)")
    }
  }
}
