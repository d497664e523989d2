/// One account of where the list came from.
package enum Hypothesis: Hashable, Sendable {
  /// A store, by its position.
  case single(Int)
  /// Two stores at one date; the lower position first.
  case pair(Int, Int)
  /// None of the stores.
  case outside

  func involves(_ store: Int) -> Bool {
    switch self {
    case .single(let only): only == store
    case .pair(let left, let right): left == store || right == store
    case .outside: false
    }
  }

  var stores: [Int] {
    switch self {
    case .single(let only): [only]
    case .pair(let left, let right): [left, right]
    case .outside: []
    }
  }
}
