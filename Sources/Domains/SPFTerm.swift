import Vocabulary

/// The grammar of one mechanism of a sender policy (RFC 7208 sections 5 and 12).
enum SPFTerm {
  static func directive(_ term: ArraySlice<UInt8>) throws(SPFSyntaxError) -> SPFRecord.Directive {
    guard let mechanism = mechanism(term.first.flatMap(qualifier) == nil ? term : term.dropFirst()) else {
      throw SPFSyntaxError(term)
    }
    return SPFRecord.Directive(
      result: term.first.flatMap(qualifier) ?? .pass, mechanism: mechanism,
      text: String(decoding: term.prefix(512), as: UTF8.self))
  }

  private static func qualifier(_ byte: UInt8) -> SPFResult? {
    switch byte {
    case UInt8(ascii: "+"): .pass
    case UInt8(ascii: "-"): .fail
    case UInt8(ascii: "~"): .softfail
    case UInt8(ascii: "?"): .neutral
    default: nil
    }
  }

  private static func mechanism(_ term: ArraySlice<UInt8>) -> SPFRecord.Mechanism? {
    let nameEnd = term.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") } ?? term.endIndex
    let rest = term[nameEnd...]
    let hasArgument = rest.first == UInt8(ascii: ":")
    let argument = hasArgument ? rest.dropFirst() : rest
    switch String(decoding: term[..<nameEnd].map(SPFRecord.lower), as: UTF8.self) {
    case "all": return rest.isEmpty ? .all : nil
    case "include": return hasArgument ? SPFMacroString(argument, as: .domainSpec).map { .include($0) } : nil
    case "exists": return hasArgument ? SPFMacroString(argument, as: .domainSpec).map { .exists($0) } : nil
    case "ptr":
      if rest.isEmpty { return .ptr(nil) }
      return hasArgument ? SPFMacroString(argument, as: .domainSpec).map { .ptr($0) } : nil
    case "a":
      return target(argument, named: hasArgument).map { .a($0.0, $0.1) }
    case "mx":
      return target(argument, named: hasArgument).map { .mx($0.0, $0.1) }
    case "ip4":
      guard hasArgument, let (address, length) = network(argument, longest: 32), address.isV4 else { return nil }
      return .network(address, prefix: length)
    case "ip6":
      guard hasArgument, let (address, length) = network(argument, longest: 128), !address.isV4 else { return nil }
      return .network(address, prefix: length)
    default: return nil
    }
  }

  /// `[domain-spec] [/n] [//n]`; a slash inside the domain-spec is part of it.
  private static func target(_ text: ArraySlice<UInt8>, named: Bool) -> (SPFMacroString?, SPFPrefix)? {
    var text = text
    var prefix = SPFPrefix()
    if let (length, start) = trailingLength(text), start >= text.startIndex + 1, text[start - 1] == UInt8(ascii: "/") {
      guard let length = number(length, longest: 128) else { return nil }
      prefix.v6 = length
      text = text[..<(start - 1)]
    }
    if let (length, start) = trailingLength(text) {
      guard let length = number(length, longest: 32) else { return nil }
      prefix.v4 = length
      text = text[..<start]
    }
    guard named else { return text.isEmpty ? (nil, prefix) : nil }
    guard let spec = SPFMacroString(text, as: .domainSpec) else { return nil }
    return (spec, prefix)
  }

  /// The digits after the last slash, where there is nothing but digits, and where that slash stands.
  private static func trailingLength(_ text: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, Int)? {
    guard let slash = text.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let digits = text[(slash + 1)...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return (digits, slash)
  }

  private static func network(_ text: ArraySlice<UInt8>, longest: Int) -> (IPAddress, Int)? {
    let slash = text.firstIndex(of: UInt8(ascii: "/")) ?? text.endIndex
    guard let address = IPAddress(bytes: text[..<slash]) else { return nil }
    guard slash < text.endIndex else { return (address, longest) }
    guard let length = number(text[(slash + 1)...], longest: longest) else { return nil }
    return (address, length)
  }

  /// Decimal without leading zeros, at most `longest`.
  private static func number(_ digits: ArraySlice<UInt8>, longest: Int) -> Int? {
    guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      digits.count == 1 || digits.first != 0x30
    else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return value <= longest ? value : nil
  }
}
