import Vocabulary

/// One sender policy record, read as a whole before any of it is used (RFC 7208 section 4.6): an error anywhere is an
/// error of the record.
package struct SPFRecord: Sendable {
  enum Mechanism: Sendable {
    case all
    case include(SPFMacroString)
    /// A missing domain means the current one.
    case a(SPFMacroString?, SPFPrefix)
    case mx(SPFMacroString?, SPFPrefix)
    case ptr(SPFMacroString?)
    case network(IPAddress, prefix: Int)
    case exists(SPFMacroString)
  }

  struct Directive: Sendable {
    let result: SPFResult
    let mechanism: Mechanism
    /// As the record has it.
    let text: String
  }

  let directives: [Directive]
  let redirect: SPFMacroString?
  let explanation: SPFMacroString?

  /// Whether a TXT record is a version 1 policy (section 4.5): `v=spf1`, then a space or nothing.
  package static func isPolicy(_ text: [UInt8]) -> Bool {
    guard text.count >= 6, zip(text, "v=spf1".utf8).allSatisfy({ lower($0) == $1 }) else { return false }
    return text.count == 6 || text[6] == 0x20
  }

  package init(_ text: [UInt8]) throws(SPFSyntaxError) {
    var directives: [Directive] = []
    var redirect: SPFMacroString?
    var explanation: SPFMacroString?
    for term in text.dropFirst(6).split(separator: 0x20) {
      guard let (name, value) = Self.modifier(term) else {
        directives.append(try SPFTerm.directive(term))
        continue
      }
      switch name {
      case "redirect", "exp":
        guard let spec = SPFMacroString(value, as: .domainSpec), name == "exp" ? explanation == nil : redirect == nil
        else {
          throw SPFSyntaxError(term)
        }
        if name == "exp" { explanation = spec } else { redirect = spec }
      default:
        guard SPFMacroString(value, as: .modifierValue) != nil else { throw SPFSyntaxError(term) }
      }
    }
    self.directives = directives
    self.redirect = redirect
    self.explanation = explanation
  }

  /// Name and value of `name=value`: a letter, then letters, digits, hyphens, underscores and dots up to the first `=`.
  private static func modifier(_ term: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
    guard let equals = term.firstIndex(of: UInt8(ascii: "=")), let first = term.first, isLetter(first) else {
      return nil
    }
    let name = term[..<equals]
    guard name.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || "-_.".utf8.contains($0) }) else { return nil }
    return (String(decoding: name.map(lower), as: UTF8.self), term[(equals + 1)...])
  }

  static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

/// The term of a policy that section 4.6.1 does not allow.
package struct SPFSyntaxError: Error, Sendable {
  package let term: String
  init(_ term: ArraySlice<UInt8>) { self.term = String(decoding: term.prefix(200), as: UTF8.self) }
}

/// The two prefix lengths of `a` and `mx` (section 5.6).
struct SPFPrefix: Sendable {
  var v4 = 32
  var v6 = 128
}
