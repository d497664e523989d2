import Mail
import Vocabulary

/// Finds what a mail program would make a link of because it is written as one: a scheme, `www.`, a name with a path.
enum LetterLinks {
  /// Those that need no slashes. "Hotel: …" and "the data: …" are none.
  private static let schemes = ["mailto:", "tel:", "sms:", "data:", "javascript:"]

  /// The first that leads elsewhere than `owns` allows, defanged.
  static func foreign(in text: String, owns: (String) -> Bool) -> String? {
    for link in TextLinks.find(in: text) {
      guard let host = link.url.host, !isDefanged(link, host: host), !owns(host) else { continue }
      return HostileURL.defang(host)
    }
    let lower = text.lowercased()
    for word in lower.split(whereSeparator: { $0.isWhitespace || "<>()\"'“”«»„,;".contains($0) }) {
      for scheme in schemes where word.hasPrefix(scheme) && word.count > scheme.count { return scheme }
    }
    for piece in lower.split(separator: "://", omittingEmptySubsequences: false).dropLast() {
      let scheme = String(piece.reversed().prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }.reversed())
      if !["http", "https", "hxxp", "hxxps"].contains(scheme) { return scheme + "[:]//" }
    }
    return nil
  }

  /// `hxxps://evil[.]example/…`: neither its scheme nor its host is alive.
  private static func isDefanged(_ link: Link, host: String) -> Bool {
    let raw = link.text.lowercased()
    return raw.hasPrefix("hxxp") && !raw.contains(host)
  }
}
