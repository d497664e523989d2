/// Letters that are read as others: a scalar of another script (`Skeleton`), or in ASCII l/1/i, o/0, rn/m, vv/w, cl/d.
enum Homoglyph {
  /// A digit or a foreign letter in a brand is hardly ever chance; two plain letters (`mail`, `mall`) can be.
  static let evenForeign = 3.0
  static let evenLetters = 5.2

  static func isPair(_ first: UInt8, _ second: UInt8) -> Bool {
    first == second || (folded(first) == folded(second))
  }

  /// l, 1 and i as l; o and 0 as o.
  static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "1"), UInt8(ascii: "i"): UInt8(ascii: "l")
    case UInt8(ascii: "0"): UInt8(ascii: "o")
    default: byte
    }
  }

  /// The one letter that two beside each other are read as.
  static func ligature(_ first: UInt8, _ second: UInt8) -> UInt8? {
    switch (first, second) {
    case (UInt8(ascii: "r"), UInt8(ascii: "n")): UInt8(ascii: "m")
    case (UInt8(ascii: "v"), UInt8(ascii: "v")): UInt8(ascii: "w")
    case (UInt8(ascii: "c"), UInt8(ascii: "l")), (UInt8(ascii: "c"), UInt8(ascii: "1")),
      (UInt8(ascii: "c"), UInt8(ascii: "i")):
      UInt8(ascii: "d")
    default: nil
    }
  }

  /// Folds a whole label so that look-alike spellings become equal. `starts[k]` is where the k-th folded letter began.
  static func fold(_ label: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8], starts: inout [Int]) {
    folded.reserveCapacity(label.count)
    starts.reserveCapacity(label.count + 1)
    var index = 0
    while index < label.count {
      starts.append(index)
      if index + 1 < label.count, let letter = ligature(label[index], label[index + 1]) {
        folded.append(letter)
        index += 2
      } else {
        folded.append(self.folded(label[index]))
        index += 1
      }
    }
    starts.append(index)
  }
}
