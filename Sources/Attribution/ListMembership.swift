import Vocabulary

/// Tells for every customer whether they were on the list that was taken: at every day at which that may have happened, at none, or
/// at some, so that nobody can know.
package struct ListMembership: Sendable {
  package enum Place: UInt8, Sendable, Comparable {
    /// A customer of the company, and on the stolen list at no possible day.
    case never = 1
    case sometimes = 2
    case always = 3

    package static func < (left: Place, right: Place) -> Bool { left.rawValue < right.rawValue }
  }

  /// By member number; 0 for who is no customer: a test account, or an address that only a report named.
  private var places: [UInt8]

  /// `taken`: ids of the stores whose list was taken, empty where that is not known; `window` nil: nothing is known of the day.
  package init(stores: [DataStore], people: Int, taken: [String], window: LeakWindow?) {
    places = [UInt8](repeating: 0, count: people)
    for store in stores {
      let isTaken = taken.contains(store.id)
      let frozen = store.retiredOn?.days ?? Int32.max
      // A retired store no longer changes: what is taken later is the list of its last day.
      let first = min(window?.earliest.days ?? Int32.min, frozen)
      let last = min(window?.latest.days ?? Int32.max - 1, frozen)
      let rows = store.customers
      for row in 0..<rows.count {
        let member = Int(rows.members[row])
        guard places.indices.contains(member) else { continue }
        var place = Place.never
        if isTaken, rows.created[row] <= last, rows.removed[row] > first {
          place = rows.created[row] <= first && rows.removed[row] > last ? .always : .sometimes
        }
        places[member] = max(places[member], place.rawValue)
      }
    }
    // A seed of one list is nobody's address, whatever another list says.
    for store in stores {
      for member in store.testAccounts.members where places.indices.contains(Int(member)) { places[Int(member)] = 0 }
    }
  }

  /// nil for who is no customer.
  package subscript(member: Int32) -> Place? {
    places.indices.contains(Int(member)) ? Place(rawValue: places[Int(member)]) : nil
  }

  package var people: Int { places.count }

  package func count(_ place: Place) -> Int { places.count { $0 == place.rawValue } }

  package var customers: Int { places.count { $0 != 0 } }
}
