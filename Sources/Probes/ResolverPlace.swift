import Foundation
import Vocabulary

/// Which resolver is asked and which key is trusted: as candor.yaml says, else as the machine does.
package struct ResolverPlace: Sendable {
  /// `127.0.0.1:5353`, `[::1]:53` or an address alone; nil takes those of `/etc/resolv.conf`.
  package let server: String?
  package let anchorFile: String?
  private let system: String
  private let usualAnchor: String

  /// `system` and `usualAnchor` are where the machine says it; the anchor is that of Debian's dns-root-data.
  package init(
    server: String? = nil, anchorFile: String? = nil, system: String = "/etc/resolv.conf",
    usualAnchor: String = "/usr/share/dns/root.key"
  ) {
    self.server = server
    self.anchorFile = anchorFile
    self.system = system
    self.usualAnchor = usualAnchor
  }

  func anchor() throws(ResolverTrouble) -> String? {
    guard let anchorFile else {
      return FileManager.default.isReadableFile(atPath: usualAnchor) ? usualAnchor : nil
    }
    guard FileManager.default.isReadableFile(atPath: anchorFile) else {
      throw ResolverTrouble("dns_trust_anchor: \(anchorFile) cannot be read")
    }
    return anchorFile
  }

  /// As libunbound writes them, at most three. Without any it would ask the world's name servers itself.
  func servers() throws(ResolverTrouble) -> [String] {
    if let server {
      guard let one = Self.forward(server) else {
        throw ResolverTrouble("dns_server: \"\(server)\" is no address such as 192.0.2.1 or 127.0.0.1:5353")
      }
      return [one]
    }
    let text = FileManager.default.contents(atPath: system).map { String(decoding: $0.prefix(65_536), as: UTF8.self) }
    let found = (text ?? "").split(whereSeparator: \.isNewline).compactMap { line -> String? in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count >= 2, words[0] == "nameserver" else { return nil }
      return Self.forward(String(words[1]))
    }
    guard !found.isEmpty else {
      throw ResolverTrouble("\(system) names no resolver; say which in candor.yaml: dns_server: \"192.0.2.1\"")
    }
    return Array(found.prefix(3))
  }

  private static func forward(_ text: String) -> String? {
    let zone = text.split(separator: "%", maxSplits: 1)
    if let first = zone.first, IPAddress(first) != nil { return zone.count == 1 ? text : "\(text)@53" }
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]), port > 0 else {
      return nil
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    return IPAddress(host) == nil ? nil : "\(host)@\(port)"
  }
}

/// Why the DNS cannot be asked at all, in words.
package struct ResolverTrouble: Error, Sendable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
