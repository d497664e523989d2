import CTransfer

/// A connection of libcurl's to a mail server: encryption, login, and what went wrong in words.
final class CurlHandle {
  /// What a login comes to at one moment.
  enum Credentials: Sendable {
    case none
    case password(user: String, secret: String)
    case bearer(user: String, token: String)

    init(_ login: MailLogin) async throws(MailTrouble) {
      do {
        switch login {
        case .none: self = .none
        case .password(let user, let secret): self = .password(user: user, secret: try await secret())
        case .bearer(let user, let token): self = .bearer(user: user, token: try await token())
        }
      } catch {
        throw MailTrouble(.login, "The password or token of \(login.user) cannot be read: \(error)")
      }
    }
  }

  let raw: UnsafeMutableRawPointer
  private let server: MailServer
  private var user = ""
  private let message: UnsafeMutablePointer<CChar>
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// `scheme` is `imap` or `smtp`.
  init(_ server: MailServer, scheme: String, path: String = "", credentials: Credentials) throws(MailTrouble) {
    guard Self.isReady, let raw = curl_easy_init() else { throw MailTrouble(.setting, "libcurl does not start.") }
    self.raw = raw
    self.server = server
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    _ = transfer_set_pointer(raw, CURLOPT_ERRORBUFFER, message)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_URL, "\(scheme)\(server.security == .tls ? "s" : "")://\(server.authority)/\(path)")
    set(CURLOPT_PROXY, "")
    set(CURLOPT_CONNECTTIMEOUT, 30)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_USE_SSL, Int(server.security == .plain ? CURLUSESSL_NONE.rawValue : CURLUSESSL_ALL.rawValue))
    if let authorities = server.authorities { set(CURLOPT_CAINFO, authorities) }
    switch credentials {
    case .none: break
    case .password(let user, let secret):
      self.user = user
      set(CURLOPT_USERNAME, user)
      set(CURLOPT_PASSWORD, secret)
    case .bearer(let user, let token):
      self.user = user
      set(CURLOPT_USERNAME, user)
      set(CURLOPT_XOAUTH2_BEARER, token)
    }
  }

  deinit {
    curl_easy_cleanup(raw)
    message.deallocate()
  }

  func set(_ option: CURLoption, _ text: String) { _ = transfer_set_text(raw, option, text) }
  func set(_ option: CURLoption, _ number: Int) { _ = transfer_set_number(raw, option, number) }

  /// In words for whoever typed the settings.
  func trouble(_ code: CURLcode) -> MailTrouble {
    let place = server.authority
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return MailTrouble(
        .unreachable, "No machine is known as \(server.host). Check the name's spelling and the network.")
    case CURLE_COULDNT_CONNECT:
      return MailTrouble(.unreachable, "Nothing answers at \(place). Check the name and the port.")
    case CURLE_OPERATION_TIMEDOUT: return MailTrouble(.timeout, "\(place) did not answer in time.")
    case CURLE_LOGIN_DENIED:
      return MailTrouble(
        .login,
        """
        \(server.host) refused the user name or the password of \(user). Check both. \
        Gmail and Microsoft 365 do not take the account's own password here: use an app password or OAuth 2.
        """)
    case CURLE_USE_SSL_FAILED:
      return MailTrouble(
        .encryption, "\(place) offers no encryption (STARTTLS), so neither password nor mail was sent to it.")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
      return MailTrouble(.certificate, "The certificate of \(place) is not to be trusted: \(detail(code)).")
    case CURLE_SSL_CONNECT_ERROR:
      return MailTrouble(.encryption, "\(place) speaks no TLS that is understood here: \(detail(code)).")
    default: return MailTrouble(.unreachable, "The connection to \(place) failed: \(detail(code)).")
    }
  }

  private func detail(_ code: CURLcode) -> String {
    let own = String(cString: message)
    return own.isEmpty ? String(cString: curl_easy_strerror(code)) : own
  }
}
