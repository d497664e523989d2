/// A letter left out.
enum Omission {
  static let even = 6.2
}
