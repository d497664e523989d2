import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A response, read to its end.
struct Reply: Sendable {
  let status: Int
  let headers: [(name: String, value: String)]
  let body: String

  func header(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }

  /// The value of a hidden field.
  func hidden(_ name: String) -> String? {
    body.split(separator: "name=\"\(name)\" value=\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
  }
}

struct NoReply: Error, Sendable { let why: String }

/// One TCP connection that sends bytes as they are given.
struct Wire: Sendable {
  private let descriptor: Int32

  init(port: Int, seconds: Int = 120) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    let done = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard done == 0 else { throw NoReply(why: "connect: \(errno)") }
  }

  /// False where the other end is gone.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.send(descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      done += count
    }
    return true
  }

  /// Up to the end of the connection or `enough`; nil at the end, or after the time limit.
  func receive() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  func end() { Glibc.close(descriptor) }

  /// Head and as much of the body as it says there is.
  func reply() throws -> Reply {
    var bytes: [UInt8] = []
    var head: Range<Data.Index>?
    while head == nil {
      guard let more = receive() else { throw NoReply(why: "after \(bytes.count) bytes") }
      bytes += more
      head = Data(bytes).range(of: Data("\r\n\r\n".utf8))
    }
    guard let head else { throw NoReply(why: "no head") }
    let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      line.firstIndex(of: ":").map {
        (line[..<$0].lowercased(), line[line.index(after: $0)...].trimmingCharacters(in: .whitespaces))
      }
    }
    let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    while bytes.count < head.upperBound + length, let more = receive() { bytes += more }
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return Reply(
      status: status, headers: headers, body: String(decoding: bytes[head.upperBound...], as: UTF8.self))
  }
}

/// Keeps cookies and fills in forms, as a browser does.
final class Browser: @unchecked Sendable {
  let port: Int
  var cookies: [String: String] = [:]
  var headers: [String: String] = [:]

  init(port: Int) { self.port = port }

  func get(_ path: String) async throws -> Reply { try await send("GET", path) }

  /// Loads the page, puts its token beside the fields, and sends the form.
  func fill(_ page: String, to path: String? = nil, _ fields: [String: String]) async throws -> Reply {
    var fields = fields
    fields["form_token"] = try await get(page).hidden("form_token") ?? ""
    return try await post(path ?? page, fields)
  }

  func post(_ path: String, _ fields: [String: String]) async throws -> Reply {
    let body = fields.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
    return try await send("POST", path, type: "application/x-www-form-urlencoded", body: Array(body.utf8))
  }

  func send(_ method: String, _ path: String, type: String? = nil, body: [UInt8] = []) async throws -> Reply {
    var lines = ["\(method) \(path) HTTP/1.1"]
    var headers = self.headers
    if headers["Host"] == nil { headers["Host"] = "127.0.0.1:\(port)" }
    headers["Content-Type"] = type
    if method != "GET" { headers["Content-Length"] = String(body.count) }
    if !cookies.isEmpty { headers["Cookie"] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    lines += headers.map { "\($0.key): \($0.value)" }
    let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    let reply = try await Self.exchange(bytes, port: port)
    for (name, value) in reply.headers where name == "set-cookie" {
      let cookie = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if cookie.count == 2 { cookies[String(cookie[0])] = cookie[1].isEmpty ? nil : String(cookie[1]) }
    }
    return reply
  }

  /// Blocking work, kept off the threads that the server runs on.
  static func exchange(_ bytes: [UInt8], port: Int) async throws -> Reply {
    try await blocking {
      let wire = try Wire(port: port)
      defer { wire.end() }
      wire.send(bytes)
      return try wire.reply()
    }
  }

  static func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
