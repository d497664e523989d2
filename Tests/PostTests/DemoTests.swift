import Attribution
import Casework
import Domains
import Forensics
import Foundation
import Mail
import Operations
import Post
import Testing
import Vocabulary

/// The invented incident that the project ships, investigated from end to end and held against what was put into it.
@Suite struct DemoTests {
  static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Data")

  struct Truth: Decodable {
    struct Report: Decodable {
      let file: String
      let verdict: String
      let recipient: String?
      let reporter: String?
      let wave: Int?
    }
    let exposedCustomers: Int
    let reports: [Report]
  }

  static func truth() throws -> Truth {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Truth.self, from: Data(contentsOf: data.appending(path: "demo.truth.json")))
  }

  static func investigate(workers: Int = 2) async throws -> Investigation {
    let now = try #require(Timestamp(rfc3339: "2014-10-21T18:00:00Z"))
    let investigating = Investigating(
      knowledge: try KnowledgeFolder.load(data.path), keys: DKIMKeyArchive(), version: "test", now: now,
      workers: workers)
    return await investigating.run(try IncidentFolder(data.appending(path: "demo").path).source())
  }

  @Test func `every report is read as what it is, with its real recipient and who sent it on`() async throws {
    let result = try await Self.investigate()
    let truth = try Self.truth()
    #expect(Set(result.findings.map(\.file)) == Set(truth.reports.map(\.file)))
    #expect(result.skipped.isEmpty)
    for report in truth.reports {
      let finding = try #require(result.findings.first { $0.file == report.file }, "\(report.file)")
      #expect(finding.judgement.verdict.rawValue == report.verdict, "\(report.file)")
      guard report.verdict == "impersonation" else { continue }
      #expect(finding.original?.recipient?.description == report.recipient, "\(report.file)")
      #expect(finding.reporter?.description == report.reporter, "\(report.file)")
    }
  }

  @Test func `the two waves are two campaigns, each with its service, account and look-alike`() async throws {
    let result = try await Self.investigate()
    let truth = try Self.truth()
    for (wave, service, account, lookAlike) in [
      (1, "sendgrid", "1482093", "palornberry.com"), (2, "mailgun", "7be21c", "palomberry-billing.com"),
    ] {
      let files = Set(truth.reports.filter { $0.wave == wave }.map(\.file))
      let campaign = try #require(result.campaigns.first { !files.isDisjoint(with: $0.files) })
      #expect(Set(campaign.files) == files)
      #expect(campaign.service?.service.providerID == service)
      #expect(campaign.service?.service.account == account)
      #expect(campaign.lookAlikes.map(\.accused) == [lookAlike])
    }
  }

  @Test func `the old web app leaked, though it was retired a year before`() async throws {
    let result = try await Self.investigate()
    let suspects = result.suspicion.stores
    #expect(suspects.first?.store == "old-app")
    #expect(try #require(suspects.first).probability > 0.95)
    #expect(suspects.dropFirst().allSatisfy { $0.probability < 0.05 })
    #expect(suspects.first?.testAccountsHit == 2)
    let exposed = try #require(result.suspicion.exposure)
    #expect(exposed.stores == ["old-app"])
    #expect(exposed.customers == (try Self.truth()).exposedCustomers)
  }

  @Test func `one worker and three find the same`() async throws {
    let one = try await Self.investigate(workers: 1)
    let three = try await Self.investigate(workers: 3)
    #expect(one.findings.map(\.file) == three.findings.map(\.file))
    #expect(one.findings.map(\.judgement.total) == three.findings.map(\.judgement.total))
    #expect(one.campaigns.map(\.files) == three.campaigns.map(\.files))
  }
}
