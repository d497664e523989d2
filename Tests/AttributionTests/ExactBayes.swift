import Attribution
import Glibc
import Vocabulary

/// The model of docs/attribution.md once more, written as slowly and plainly as it can be: sets of people for every day, and
/// the strangers by Simpson's rule. What the program computes must agree with it.
struct ExactBayes {
  let stores: [DataStore]
  let book: AddressBook
  let first: Int32
  let last: Int32

  private func list(_ holdings: Holdings, of store: DataStore, on day: Int32) -> Set<Int32> {
    let day = min(day, store.retiredOn?.days ?? day)
    return Set(
      (0..<holdings.count).filter { holdings.created[$0] <= day && day < holdings.removed[$0] }.map {
        holdings.members[$0]
      })
  }

  private func integral(inside: Int, outside: Int, size: Int, universe: Double) -> Double {
    let steps = 2000
    var sum = 0.0
    for step in 0...steps {
      let x = Double(step) / Double(steps)
      let value =
        12 * pow(1 - x, 11) * pow(x, Double(outside))
        * (inside == 0 ? 1 : pow(x + (1 - x) * universe / Double(size), Double(inside)))
      sum += value * (step == 0 || step == steps ? 1 : step.isMultiple(of: 2) ? 2 : 4)
    }
    return sum / Double(3 * steps)
  }

  /// Probabilities per store, then of "outside".
  func posterior(of recipients: Set<Int32>, strangers: Int, denied: Set<Int32> = []) -> (
    stores: [Double], outside: Double
  ) {
    let tests = Set(stores.flatMap(\.testAccounts.members))
    let universe = Double(book.count - tests.count) * 1.05
    let hits = recipients.intersection(tests)
    let customers = recipients.subtracting(tests)
    let tagged = customers.filter { member in
      book.text(of: member).contains("+") && stores.count { !$0.customers.rows(of: member).isEmpty } == 1
    }
    let silent = denied.subtracting(recipients).subtracting(tests)
    func beta(_ hit: Int, _ present: Int) -> Double {
      (0..<hit).reduce(1) { $0 * Double($1 + 1) } * (0..<(present - hit)).reduce(1) { $0 * Double($1 + 1) }
        / (0...present).reduce(1) { $0 * Double($1 + 1) }
    }
    func weight(_ suspects: [Int]) -> Double {
      var start = first
      for index in suspects { start = max(start, min(last, stores[index].firstCreated ?? first)) }
      var sum = 0.0
      for day in start...last {
        var held: Set<Int32> = []
        var accounts: Set<Int32> = []
        for index in suspects {
          held.formUnion(list(stores[index].customers, of: stores[index], on: day))
          accounts.formUnion(list(stores[index].testAccounts, of: stores[index], on: day))
        }
        let inside = customers.intersection(held).count
        let stray = tagged.subtracting(held).count
        let hit = hits.intersection(accounts).count
        sum +=
          integral(
            inside: inside, outside: customers.count + strangers - inside - stray, size: held.count, universe: universe)
          * pow(1e-3, Double(stray)) * beta(hit, accounts.count + silent.intersection(held).count)
          * pow(1e-6, Double(hits.count - hit))
      }
      return sum / Double(last - start + 1)
    }
    let pairs = stores.indices.flatMap { right in (0..<right).map { [$0, right] } }
    var all: [([Int], Double)] = [([], 0.10 * pow(1e-3, Double(tagged.count)) * pow(1e-6, Double(hits.count)))]
    for index in stores.indices { all.append(([index], 0.85 / Double(stores.count) * weight([index]))) }
    for pair in pairs { all.append((pair, 0.05 / Double(pairs.count) * weight(pair))) }
    let total = all.reduce(0) { $0 + $1.1 }
    return (
      stores.indices.map { index in all.filter { $0.0.contains(index) }.reduce(0) { $0 + $1.1 } / total },
      all[0].1 / total
    )
  }
}
