/// Whole numbers as text.
package enum Decimal {
  package static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// `12,345`, as English groups digits; another language has another mark between the thousands.
  package static func grouped(_ number: Int, apart mark: String = ",") -> String {
    let digits = Array(String(number.magnitude))
    var out = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out += mark }
      out.append(digit)
    }
    return out
  }
}
