import Forensics
import Operations
import Testing
import Vocabulary

@Suite struct SignalWeightsTests {
  @Test func `every signal has a weight and every weight a signal`() throws {
    let weights = try Staged.knowledge().weights
    #expect(Set(weights.weights.keys) == Set(Signal.all.map(\.id)))
    #expect(Signal.all.count == Set(Signal.all.map(\.id)).count)
    #expect(weights.weights.values.allSatisfy { $0 != 0 && $0.isFinite })
  }

  @Test func `what speaks for an impersonation weighs for it`() throws {
    let weights = try Staged.knowledge().weights
    for signal in Signal.all where signal.claimsIdentity {
      #expect((weights.weights[signal.id] ?? 0) > 0, "\(signal.id)")
    }
    for id in ["own-mail-proven", "only-own-links", "own-service", "no-mention"] {
      #expect((weights.weights[id] ?? 0) < 0, "\(id)")
    }
    #expect(weights.prior < 0)
  }

  @Test func `total is the prior and the weights that are shown`() throws {
    let judgement = try Staged.finding(StagedMail(subject: "Harbor Ledger invoice").text).judgement
    let prior = try Staged.knowledge().weights.prior
    #expect(abs(judgement.total - prior - judgement.signals.reduce(0) { $0 + $1.weight }) < 1e-9)
    #expect(judgement.signals.map(\.weight.magnitude) == judgement.signals.map(\.weight.magnitude).sorted(by: >))
  }
}
