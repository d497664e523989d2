import Glibc
import Vocabulary

/// What the evidence makes of every hypothesis, and of the days of the leading one.
struct Posterior: Sendable {
  let hypotheses: [Hypothesis]
  let weights: [Double]
  let outside: Double
  /// Per store, the probability that it has been a source.
  let stores: [Double]
  /// Per store, the most probable leak day if that store alone leaked.
  let modes: [Int]
  /// The single store or the pair that leads; `.outside` where that is at least as probable as any store.
  let leader: Hypothesis

  init(_ model: LeakModel) {
    var names: [Hypothesis] = []
    var logs: [Double] = []
    var modes = [Int](repeating: 0, count: model.stores.count)
    for (hypothesis, logPrior) in model.hypotheses {
      names.append(hypothesis)
      guard hypothesis != .outside else {
        logs.append(logPrior + model.logOutside)
        continue
      }
      let presence = model.presence(of: hypothesis)
      let daily = model.daily(presence, fields: model.fields(of: hypothesis))
      if case .single(let store) = hypothesis { modes[store] = Self.mode(of: daily) }
      let days = Double(model.timeline.count - presence.start)
      logs.append(logPrior + logSumExp(daily) - log(days))
    }
    let total = logSumExp(logs)
    let weights = logs.map { exp($0 - total) }
    var outside = 0.0
    var stores = [Double](repeating: 0, count: model.stores.count)
    var leader = (Hypothesis.outside, 0.0)
    for (hypothesis, weight) in zip(names, weights) {
      if hypothesis == .outside {
        outside = weight
        continue
      }
      for store in hypothesis.stores { stores[store] = min(1, stores[store] + weight) }
      if weight > leader.1 { leader = (hypothesis, weight) }
    }
    if case .single = leader.0, let top = stores.max(), let first = stores.firstIndex(of: top) {
      leader.0 = .single(first)
    }
    self.hypotheses = names
    self.weights = weights
    self.outside = outside
    self.stores = stores
    self.modes = modes
    self.leader = outside >= (stores.max() ?? 0) ? .outside : leader.0
  }

  private static func mode(of daily: [Double]) -> Int {
    var best = 0
    for day in daily.indices where daily[day] > daily[best] { best = day }
    return best
  }

  /// The most probable leak day of the leader.
  func mostProbableDay(in model: LeakModel) -> Int {
    Self.mode(of: model.daily(model.presence(of: leader), fields: []))
  }

  /// The probability of each leak day, given one hypothesis.
  static func days(of hypothesis: Hypothesis, in model: LeakModel) -> [Double] {
    let daily = model.daily(model.presence(of: hypothesis), fields: [])
    let total = logSumExp(daily)
    return daily.map { exp($0 - total) }
  }

  /// The probability of each leak day, given that the leader has been a source: of the pair, or of the store alone and with any other.
  func leakDays(in model: LeakModel) -> [Double] {
    guard leader != .outside else { return [] }
    var result = [Double](repeating: 0, count: model.timeline.count)
    var total = 0.0
    for (hypothesis, weight) in zip(hypotheses, weights) where weight > 1e-9 {
      guard hypothesis == leader || isSingle && hypothesis.involves(leader.stores[0]) else { continue }
      total += weight
      let days = Self.days(of: hypothesis, in: model)
      for day in days.indices { result[day] += weight * days[day] }
    }
    guard total > 0 else { return [] }
    for day in result.indices { result[day] /= total }
    return result
  }

  private var isSingle: Bool {
    if case .single = leader { true } else { false }
  }
}
