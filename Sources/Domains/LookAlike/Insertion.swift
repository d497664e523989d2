/// A letter too many: another (insertion) or the one beside it again (repetition).
enum Insertion {
  static let even = 5.9
  static let evenRepetition = 5.4

  static func isRepetition(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    (index > 0 && text[index - 1] == text[index]) || (index + 1 < text.count && text[index + 1] == text[index])
  }
}
