import Casework
import Domains
import Mail
import Vocabulary

/// Finds names of the adversary's in a text where a mail program would make a link of them; `evil[.]example` is none.
struct HostileNames {
  private let names: Set<String>
  private let addresses: Set<String>
  private let owns: (String) -> Bool
  /// Labels of one name that are looked at.
  private static let longest = 24

  init(of adversary: Adversary, except owns: @escaping (String) -> Bool) {
    names = Set(adversary.domains.union(adversary.hosts).map(\.ascii).filter { !owns($0) })
    addresses = Set(adversary.addresses.map(\.text))
    self.owns = owns
  }

  /// Defanged.
  func first(in text: String) -> String? {
    let plain = Self.normal(text)
    for run in plain.split(whereSeparator: { !Self.isNameScalar($0) && $0 != "@" && $0 != "+" }) {
      let word = String(run).trimming { ".-_+@".contains($0) }
      if addresses.contains(word) { return HostileURL.defang(word) }
      for token in word.split(separator: "@") {
        if let found = first(named: token) { return found }
        // Where other letters stand right before or behind it.
        let pieces = token.unicodeScalars.split { $0.value >= 0x80 }
        if pieces.count != 1 || pieces[0].count != token.unicodeScalars.count {
          for piece in pieces { if let found = first(named: Substring(piece)) { return found } }
        }
      }
    }
    return nil
  }

  private func first(named token: Substring) -> String? {
    guard token.contains(".") else { return nil }
    let ascii = IDNA.toASCII(token) ?? String(token)
    if owns(ascii) { return nil }
    let labels = ascii.split(separator: ".").prefix(Self.longest)
    for start in labels.indices {
      for end in labels.indices[start...].dropFirst() {
        let middle = labels[start...end]
        let whole = middle.joined(separator: ".")
        // An ending of a language behind a hyphen, a mark for stress before it.
        let head = middle.dropLast().joined(separator: ".")
        let bare = head + "." + labels[end].prefix { $0 != "-" && $0 != "_" }
        for name in [whole, bare, String(whole.drop { $0 == "_" }), String(bare.drop { $0 == "_" })]
        where names.contains(name) {
          return HostileURL.defang(name)
        }
      }
    }
    return nil
  }

  /// Lower case, every kind of dot a full stop, nothing invisible.
  private static func normal(_ text: String) -> String.UnicodeScalarView {
    var out = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.value {
      case 0x3002, 0xFF0E, 0xFF61: out.append(".")
      default: if !scalar.properties.isDefaultIgnorableCodePoint { out.append(scalar) }
      }
    }
    return out
  }

  private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
        || "-._".unicodeScalars.contains(scalar)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.isIDContinue
  }
}
