import Foundation
import Glibc
import Synchronization

/// A plain blocking connection, to talk to a server as a mail server would.
package final class Wire: @unchecked Sendable {
  private let descriptor: Int32
  package struct Broken: Error { package init() {} }

  package init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Broken() }
  }

  deinit { close(descriptor) }

  package func send(_ text: String) { send(Array(text.utf8)) }
  package func send(_ bytes: [UInt8]) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      done += count
    }
  }

  /// What comes until `ending` does, or the other side closes.
  package func read(until ending: String) -> String {
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while !String(decoding: text, as: UTF8.self).contains(ending) {
      let count = recv(descriptor, &piece, piece.count, 0)
      guard count > 0 else { break }
      text += piece.prefix(count)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The next port to try. Below those that the kernel gives to outgoing connections (32768 and up, `ip_local_port_range`), or another test's connection could take a port before its server does; Tests/Live/servers.py takes from 22000 up.
  private static let nextPort = Mutex(Int.random(in: 10_000..<22_000))

  /// A port of this machine's own that is free, and that no other test of this run is given.
  package static func freePort() -> Int {
    for _ in 0..<12_000 {
      let port = nextPort.withLock { next in
        defer { next = next == 21_999 ? 10_000 : next + 1 }
        return next
      }
      if isFree(port, SOCK_STREAM) && isFree(port, SOCK_DGRAM) { return port }
    }
    fatalError("No port from 10000 to 21999 is free on 127.0.0.1.")
  }

  private static func isFree(_ port: Int, _ kind: __socket_type) -> Bool {
    let descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
