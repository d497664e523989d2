/// A hyphen put in or left out: the letters are all the brand's.
enum Hyphen {
  static let even = 4.6
}
