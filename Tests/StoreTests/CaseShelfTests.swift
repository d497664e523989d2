import Casework
import Foundation
import Operations
import Store
import Testing
import Vocabulary

/// A case that is carried on from where it was read is the one that all its entries tell.
@Suite struct CaseShelfTests {
  private static let someone = "frida@postbarn.example"

  /// The case as a program reads it that has just started.
  private func readAnew(_ folder: Folder) async throws -> Case? {
    try await CaseDatabase(path: folder.path + "/candor.sqlite", readOnly: true).cases.load(1)
  }

  @Test(arguments: 1...6) func `read after each decision it is the same as read at once`(seed: UInt64) async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      var random = seed
      func next(_ bound: UInt64) -> UInt64 {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (random >> 33) % bound
      }
      for turn in 0..<25 {
        switch next(5) {
        case 0:
          try await folder.desk.record(.stepSettled(case: 1, step: "step-\(next(3))", note: "\(turn)"), by: "account:1")
        case 1: try await folder.desk.record(.stepReopened(case: 1, step: "step-\(next(3))"), by: "account:2")
        case 2:
          try await folder.desk.recordAnswer(
            try #require(EmailAddress("p\(next(4))@postbarn.example")), gotIt: next(2) == 0, in: 1, by: "account:1")
        case 3: try await folder.desk.record(.noteAdded(case: 2, text: "about another case"), by: "account:1")
        default: try await folder.desk.record(.noteAdded(case: 1, text: "\(turn)"), by: "account:1")
        }
        guard next(2) == 0 else { continue }
        let carried = try #require(try await folder.desk.cases.load(1))
        #expect(carried == (try await readAnew(folder)))
      }
    }
  }

  @Test func `who was taken out of the record is in no case that was read before`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      let person = try #require(EmailAddress(Self.someone))
      try await folder.desk.recordAnswer(person, gotIt: true, in: 1, by: "account:1")
      #expect(try await folder.desk.cases.load(1)?.answers[person]?.gotIt == true)
      _ = try await Erasing(desk: folder.desk).erase(person, by: Actor.candor)
      let left = try #require(try await folder.desk.cases.load(1))
      #expect(left.answers.isEmpty)
      #expect(left.decisions.allSatisfy { $0.personal?.person != Self.someone })
    }
  }

  @Test func `a case that there is not yet is found once it is opened`() async throws {
    try await Folder.with { folder in
      #expect(try await folder.desk.cases.load(1) == nil)
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.cases.load(1) == (try await readAnew(folder)))
    }
  }
}
