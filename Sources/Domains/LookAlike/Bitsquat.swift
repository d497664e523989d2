/// One bit of one letter flipped, as failing memory does it on its own.
enum Bitsquat {
  static let even = 5.9

  static func isFlip(_ first: UInt8, _ second: UInt8) -> Bool {
    (first ^ second).nonzeroBitCount == 1
  }
}
