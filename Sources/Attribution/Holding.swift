import Vocabulary

/// Who was in a store since when and until when, as three columns of four bytes: a list of ten million takes 120 MB.
///
/// After `normalized()` the rows are in the order of the member numbers, and the periods of one member neither overlap nor touch
/// (people leave and come back, exports repeat rows).
package struct Holdings: Sendable {
  /// Numbers of an `AddressBook`.
  package private(set) var members: [Int32] = []
  /// Days since 1970-01-01 of the first day in the store; `unknownCreated` where the list does not say.
  package private(set) var created: [Int32] = []
  /// The first day on which the member is no longer in it; `stillThere` where there is none.
  package private(set) var removed: [Int32] = []

  package static let unknownCreated = Int32.min
  package static let stillThere = Int32.max

  package init() {}

  package var count: Int { members.count }

  /// How many members, however many rows each has. Normalised holdings only.
  package var people: Int {
    members.indices.reduce(0) { $0 + ($1 == 0 || members[$1] != members[$1 - 1] ? 1 : 0) }
  }

  package mutating func append(_ member: Int32, created: Int32 = unknownCreated, removed: Int32 = stillThere) {
    members.append(member)
    self.created.append(created)
    self.removed.append(removed)
  }

  package mutating func append(_ member: Int32, created: CalendarDate?, removed: CalendarDate?) {
    append(member, created: created?.days ?? Self.unknownCreated, removed: removed?.days ?? Self.stillThere)
  }

  /// The rows of one member. Normalised holdings only.
  package func rows(of member: Int32) -> Range<Int> {
    var low = 0
    var high = members.count
    while low < high {
      let middle = low + (high - low) / 2
      if members[middle] < member { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < members.count, members[end] == member { end += 1 }
    return low..<end
  }

  /// Sorted by member and then by first day; overlapping and touching periods of a member become one, empty ones go.
  package func normalized() -> Holdings {
    let order = sortedOrder()
    var result = Holdings()
    result.members.reserveCapacity(count)
    result.created.reserveCapacity(count)
    result.removed.reserveCapacity(count)
    var group: [(created: Int32, removed: Int32)] = []
    var index = 0
    while index < order.count {
      let first = Int(order[index])
      let member = members[first]
      index += 1
      guard index < order.count, members[Int(order[index])] == member else {
        if created[first] < removed[first] { result.append(member, created: created[first], removed: removed[first]) }
        continue
      }
      group.removeAll(keepingCapacity: true)
      group.append((created[first], removed[first]))
      while index < order.count, members[Int(order[index])] == member {
        group.append((created[Int(order[index])], removed[Int(order[index])]))
        index += 1
      }
      result.appendMerged(member, &group)
    }
    return result
  }

  private mutating func appendMerged(_ member: Int32, _ periods: inout [(created: Int32, removed: Int32)]) {
    periods.removeAll { $0.created >= $0.removed }
    periods.sort { ($0.created, $0.removed) < ($1.created, $1.removed) }
    guard var open = periods.first else { return }
    for period in periods.dropFirst() {
      if period.created <= open.removed {
        open.removed = max(open.removed, period.removed)
      } else {
        append(member, created: open.created, removed: open.removed)
        open = period
      }
    }
    append(member, created: open.created, removed: open.removed)
  }

  /// Row numbers in the order of their members: radix sort by 11 bits a pass, skipping passes in which all agree.
  private func sortedOrder() -> [UInt32] {
    var order = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      for index in 0..<count { buffer[index] = UInt32(index) }
      filled = count
    }
    var sorted = true
    for index in 1..<max(1, count) where members[index - 1] > members[index] {
      sorted = false
      break
    }
    if sorted { return order }
    let highest = members.max() ?? 0
    var shift: Int32 = 0
    while shift < 32, highest >> shift > 0 {
      var positions = [Int](repeating: 0, count: 2049)
      for member in members { positions[Int((member >> shift) & 0x7FF) + 1] += 1 }
      for bucket in 1..<2049 { positions[bucket] += positions[bucket - 1] }
      order = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
        for row in order {
          let bucket = Int((members[Int(row)] >> shift) & 0x7FF)
          buffer[positions[bucket]] = row
          positions[bucket] += 1
        }
        filled = count
      }
      shift += 11
    }
    return order
  }
}
