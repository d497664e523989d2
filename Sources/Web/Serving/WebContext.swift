import Hummingbird
import NIOCore
import Vocabulary

/// What is known of a request before it is read: who connected, and what they are called in the log.
struct WebContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Of the other end of the connection; nil for a socket without one.
  let peer: IPAddress?
  /// 16 hexadecimal digits.
  let requestID: String

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }?.unmapped
    requestID = String(UInt64.random(in: 0...UInt64.max), radix: 16)
  }
}
