#if canImport(Glibc)
  import Glibc
#endif

/// A mail server to talk to, and how the way there is kept private.
package struct MailServer: Sendable, Hashable {
  package enum Security: String, Sendable, CaseIterable {
    /// TLS from the first byte (ports 993 and 465).
    case tls
    /// Plain at first, then STARTTLS or nothing.
    case startTLS
    /// No encryption; a server on this machine only.
    case plain
  }

  package let host: String
  package let port: Int
  package let security: Security
  /// A PEM file to trust instead of the system's certificate authorities.
  package let authorities: String?

  package init(host: String, port: Int, security: Security, authorities: String? = nil) throws(MailTrouble) {
    let isName = !host.isEmpty && host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/@?#\\\"<>".utf8.contains($0) }
    guard isName, (1...65535).contains(port) else {
      throw MailTrouble(.setting, "\(host):\(port) is no mail server's name and port.")
    }
    guard security != .plain || Self.isLoopback(host) else {
      throw MailTrouble(
        .setting, "\(host) is another machine: mail and passwords go there over TLS or STARTTLS only.")
    }
    self.host = host
    self.port = port
    self.security = security
    self.authorities = authorities
  }

  /// `localhost`, 127.0.0.0/8 and ::1, by name alone.
  package static func isLoopback(_ host: String) -> Bool {
    if host.lowercased() == "localhost" || host == "::1" || host == "[::1]" { return true }
    var address = in_addr()
    return inet_pton(AF_INET, host, &address) == 1 && UInt32(bigEndian: address.s_addr) >> 24 == 127
  }

  var authority: String { host.contains(":") && !host.hasPrefix("[") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// Who we say we are to a mail server. Secrets are asked for at each connection, so that they can be renewed.
package enum MailLogin: Sendable {
  case none
  case password(user: String, secret: @Sendable () async throws -> String)
  /// OAuth 2 (SASL XOAUTH2 or OAUTHBEARER).
  case bearer(user: String, token: @Sendable () async throws -> String)

  package var user: String {
    switch self {
    case .none: ""
    case .password(let user, _), .bearer(let user, _): user
    }
  }

  /// The first line of a file, read anew each time.
  package static func secret(file: String) -> @Sendable () async throws -> String {
    { try KnowledgeFolder.text(file).split(whereSeparator: \.isNewline).first.map(String.init) ?? "" }
  }
}
