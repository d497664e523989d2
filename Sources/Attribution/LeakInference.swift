import Vocabulary

/// Names the store that a stolen list came from, exactly by Bayes over store and leak date (docs/attribution.md).
package struct LeakInference: Sendable {
  package let stores: [DataStore]
  package let book: AddressBook
  package let priors: Priors

  /// `stores` hold numbers of `book`, which knows no other addresses.
  package init(stores: [DataStore], book: AddressBook, priors: Priors = Priors()) {
    self.stores = stores
    self.book = book
    self.priors = priors
  }

  package func infer(from evidence: LeakEvidence) -> Suspicion {
    let model = LeakModel(stores: stores, book: book, priors: priors, evidence: evidence)
    let posterior = Posterior(model)
    let days = posterior.leakDays(in: model)
    // Without anybody who received it there is only what was assumed before.
    let window =
      model.timeline.dated && model.hasEvidence ? LeakWindow.shortest(days, holding: priors.credibility) : nil
    let suspects = stores.indices.map { suspect($0, model, posterior) }
      .sorted { rank($0, posterior) < rank($1, posterior) }
    return Suspicion(
      stores: suspects, outsideProbability: posterior.outside,
      leakWindow: window.map {
        LeakWindow(earliest: model.timeline.date($0.lowerBound), latest: model.timeline.date($0.upperBound - 1))
      },
      exposure: exposure(model, posterior, days: days, window: window),
      askNext: Questionnaire(model: model, posterior: posterior, book: book).questions(),
      leakDays: days, timelineStart: model.timeline.date(0), hasEvidence: model.hasEvidence)
  }

  /// The most probable first; of those that nothing tells apart, that which the exposure is worked out from.
  private func rank(_ suspect: Suspect, _ posterior: Posterior) -> (Double, Int, String) {
    let leads = posterior.leader.stores.contains { stores[$0].id == suspect.store }
    return (-(suspect.probability * 1e9).rounded(), leads ? 0 : 1, suspect.store)
  }

  private func exposure(_ model: LeakModel, _ posterior: Posterior, days: [Double], window: Range<Int>?) -> Exposure? {
    guard model.hasEvidence, posterior.leader != .outside, !days.isEmpty else { return nil }
    let size = model.presence(of: posterior.leader).size
    let inWindow = (window ?? 0..<days.count).map { size[$0] }
    return Exposure(
      stores: posterior.leader.stores.sorted { posterior.stores[$0] > posterior.stores[$1] }.map { stores[$0].id },
      customers: Exposure.median(of: size, over: days), low: inWindow.min() ?? 0, high: inWindow.max() ?? 0,
      fields: model.fields(of: posterior.leader).sorted())
  }

  private func suspect(_ store: Int, _ model: LeakModel, _ posterior: Posterior) -> Suspect {
    let presence = model.presences[store]
    let day = posterior.modes[store]
    let weighed = Weighing(store: store, day: day, model: model, posterior: posterior)
    return Suspect(
      store: stores[store].id, probability: posterior.stores[store],
      recipientsHeld: presence.inside[day] + presence.testAccountsHit[day],
      recipientsSeen: model.recipients + model.testAccountsHit,
      testAccountsHit: weighed.testAccountsHit, testAccountsSilent: weighed.testAccountsSilent,
      taggedAddresses: presence.tagged[day], reasonsFor: weighed.reasonsFor, reasonsAgainst: weighed.reasonsAgainst,
      leakDate: model.timeline.date(day), growth: presence.size.values)
  }
}
