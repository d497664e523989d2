/// What speaks for and against one store at its most probable leak date, in the order of its weight.
struct Weighing {
  let testAccountsHit: Int
  let testAccountsSilent: Int
  private(set) var reasonsFor: [Reason] = []
  private(set) var reasonsAgainst: [Reason] = []

  init(store: Int, day: Int, model: LeakModel, posterior: Posterior) {
    let presence = model.presences[store]
    let own = model.stores[store]
    testAccountsHit = model.seen.intersection(own.testAccounts.members).count
    testAccountsSilent = presence.testAccounts[day] - presence.testAccountsHit[day]
    let accounts = testAccountsHit + testAccountsSilent
    let held = presence.inside[day]
    let seen = model.recipients

    if testAccountsHit > 0 { reasonsFor.append(.testAccountsHit(hit: testAccountsHit, of: accounts)) }
    if presence.tagged[day] > 0 { reasonsFor.append(.taggedAddresses(presence.tagged[day])) }
    if seen > 0 {
      let chance = min(1, Double(presence.size[day]) / model.likelihood.universe)
      let byChance = Int((chance * Double(seen)).rounded())
      if held > byChance { reasonsFor.append(.heldRecipients(held: held, seen: seen, byChance: byChance)) }
    }
    let alone = Self.heldAlone(by: store, day: day, model)
    if alone > 0 { reasonsFor.append(.heldAlone(alone)) }
    let missingFields = model.missingFields(held: own.fields)
    let shown = model.lureFields.subtracting(missingFields).subtracting(["email"]).sorted()
    if !shown.isEmpty, !own.fields.isEmpty { reasonsFor.append(.holdsFieldsShown(shown)) }

    let (elsewhere, owners) = Self.testAccountsElsewhere(store, day: day, model)
    if elsewhere > 0 { reasonsAgainst.append(.testAccountsHitElsewhere(elsewhere, stores: owners)) }
    let (tagged, holders) = Self.taggedElsewhere(store, model)
    if tagged > 0 { reasonsAgainst.append(.taggedElsewhere(tagged, stores: holders)) }
    if held < seen { reasonsAgainst.append(.recipientsMissing(missing: seen - held, seen: seen)) }
    if testAccountsSilent > 0, model.hasEvidence {
      reasonsAgainst.append(.testAccountsSilent(silent: testAccountsSilent, of: accounts))
    }
    if presence.silent[day] > 0, model.hasEvidence { reasonsAgainst.append(.customersSilent(presence.silent[day])) }
    if !missingFields.isEmpty { reasonsAgainst.append(.neverHeldFields(missingFields)) }
    if case .single(let leader) = posterior.leader, leader != store, seen > 0 {
      let other = model.presences[leader]
      let date = posterior.modes[leader]
      if other.inside[date] >= held, other.size[date] < presence.size[day] {
        reasonsAgainst.append(
          .smallerListFits(store: model.stores[leader].id, size: other.size[date], own: presence.size[day]))
      }
    }
    if own.unknownCreated > 0 { reasonsAgainst.append(.unknownFirstDays(own.unknownCreated, of: own.customers.count)) }
    if own.createdAfterRetirement > 0 { reasonsAgainst.append(.createdAfterRetirement(own.createdAfterRetirement)) }
  }

  private static func heldAlone(by store: Int, day: Int, _ model: LeakModel) -> Int {
    let others = Set(
      model.witnesses.indices.filter { $0 != store }.flatMap { model.witnesses[$0].map(\.member) })
    return Set(
      model.witnesses[store].compactMap { period -> Int32? in
        guard case .recipient = period.witness, period.start <= day, day < period.end else { return nil }
        return others.contains(period.member) ? nil : period.member
      }
    ).count
  }

  /// Test accounts hit that this store did not hold on that day, and whose they are.
  private static func testAccountsElsewhere(_ store: Int, day: Int, _ model: LeakModel) -> (Int, [String]) {
    let own = Set(model.stores[store].testAccounts.members)
    var members: Set<Int32> = []
    var owners: Set<String> = []
    for other in model.stores.indices where other != store {
      let hit = model.seen.intersection(model.stores[other].testAccounts.members).subtracting(own)
      if !hit.isEmpty { owners.insert(model.stores[other].id) }
      members.formUnion(hit)
    }
    return (members.count, owners.sorted())
  }

  private static func taggedElsewhere(_ store: Int, _ model: LeakModel) -> (Int, [String]) {
    var members: Set<Int32> = []
    var holders: Set<String> = []
    for other in model.stores.indices where other != store {
      for period in model.witnesses[other] where period.witness == .recipient(tagged: true) {
        members.insert(period.member)
        holders.insert(model.stores[other].id)
      }
    }
    return (members.count, holders.sorted())
  }
}
