/// One letter typed for another: a neighbouring key on QWERTY, QWERTZ or AZERTY, a digit that stands for a letter, or
/// any other.
enum Replacement {
  static let evenNeighbour = 5.8
  static let evenDigit = 4.5
  static let evenAny = 6.6

  static func isNeighbour(_ first: UInt8, _ second: UInt8) -> Bool {
    guard first < 128, second < 128 else { return false }
    return second < 64
      ? low[Int(first)] & (1 << UInt64(second)) != 0 : high[Int(first)] & (1 << UInt64(second - 64)) != 0
  }

  /// Digits written for letters beyond 0 and 1, which are homoglyphs: h4rb0r, 5tudio.
  static func isDigitForLetter(_ first: UInt8, _ second: UInt8) -> Bool {
    let (digit, letter) = first < second ? (first, second) : (second, first)
    switch digit {
    case UInt8(ascii: "2"): return letter == UInt8(ascii: "z")
    case UInt8(ascii: "3"): return letter == UInt8(ascii: "e")
    case UInt8(ascii: "4"): return letter == UInt8(ascii: "a")
    case UInt8(ascii: "5"): return letter == UInt8(ascii: "s")
    case UInt8(ascii: "6"): return letter == UInt8(ascii: "b") || letter == UInt8(ascii: "g")
    case UInt8(ascii: "7"): return letter == UInt8(ascii: "t")
    case UInt8(ascii: "8"): return letter == UInt8(ascii: "b")
    case UInt8(ascii: "9"): return letter == UInt8(ascii: "g") || letter == UInt8(ascii: "q")
    default: return false
    }
  }

  /// Rows of keys from the digits down. A key touches its left and right, and two in each row beside it, since rows
  /// are shifted by half a key.
  private static let keyboards: [[String]] = [
    ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"],
    ["1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"],
    ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"],
  ]

  private static let (low, high): ([UInt64], [UInt64]) = {
    var low = [UInt64](repeating: 0, count: 128)
    var high = [UInt64](repeating: 0, count: 128)
    func connect(_ first: UInt8, _ second: UInt8) {
      for (from, to) in [(first, second), (second, first)] {
        if to < 64 { low[Int(from)] |= 1 << UInt64(to) } else { high[Int(from)] |= 1 << UInt64(to - 64) }
      }
    }
    for keyboard in keyboards {
      let rows = keyboard.map { Array($0.utf8) }
      for (number, row) in rows.enumerated() {
        for (column, key) in row.enumerated() {
          if column + 1 < row.count { connect(key, row[column + 1]) }
          guard number > 0 else { continue }
          let above = rows[number - 1]
          for neighbour in [column, column + 1] where neighbour < above.count { connect(key, above[neighbour]) }
        }
      }
    }
    return (low, high)
  }()
}
