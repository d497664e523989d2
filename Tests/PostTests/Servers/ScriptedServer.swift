import Foundation
import Glibc
import Servers

/// A server for one connection that says what it is told to: for what no real server would do at will.
final class ScriptedServer: @unchecked Sendable {
  private let descriptor: Int32
  let port: Int

  /// Greets, then answers each line that comes by `answer`; nil closes the connection.
  init(greeting: String, answer: @escaping @Sendable (String) -> String?) throws {
    port = Wire.freePort()
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0, listen(descriptor, 1) == 0 else { throw Wire.Broken() }
    let listener = descriptor
    Thread.detachNewThread {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return }
      defer { close(client) }
      func say(_ text: String) { _ = Glibc.send(client, text, text.utf8.count, Int32(MSG_NOSIGNAL)) }
      say(greeting)
      var line: [UInt8] = []
      var byte: UInt8 = 0
      while recv(client, &byte, 1, 0) == 1 {
        line.append(byte)
        guard byte == UInt8(ascii: "\n") else { continue }
        guard let reply = answer(String(decoding: line, as: UTF8.self).filter { !$0.isNewline }) else { return }
        say(reply)
        line = []
      }
    }
  }

  deinit { close(descriptor) }
}
