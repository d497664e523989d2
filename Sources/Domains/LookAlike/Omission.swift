/// A letter left out.
enum Omission {
  static let even = 5.9
}
