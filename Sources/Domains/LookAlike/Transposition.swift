/// Two neighbouring letters in each other's place.
enum Transposition {
  static let even = 5.6
}
