import Logging
import NIOCore
import Operations

/// A socket with its conversation: reads only when the conversation wants more, and keeps the clocks.
final class SMTPConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let shared: SMTPConnections
  private var session: SMTPSession
  private var context: ChannelHandlerContext?
  private var isInside = false
  private var isDelivering = false
  private var held = 0
  private var idle: Scheduled<Void>?
  private var whole: Scheduled<Void>?

  init(_ shared: SMTPConnections) {
    self.shared = shared
    session = shared.session()
  }

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let loop = context.eventLoop
    isInside = shared.enter(ObjectIdentifier(self)) { loop.execute { bound.value.stop() } }
    guard isInside else {
      shared.warnings.warn("too many connections; one was turned away")
      write(.tooManyConnections)
      return end()
    }
    startWhole()
    perform()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    idle?.cancel()
    idle = nil
    session.take(unwrapInboundIn(data).readableBytesView)
    account()
    perform()
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    idle?.cancel()
    whole?.cancel()
    leaveIfDone()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    shared.logger.debug("connection lost", metadata: ["why": "\(error)"])
    context.close(promise: nil)
  }

  private func perform() {
    for action in session.drain() {
      switch action {
      case .reply(let reply): write(reply)
      case .deliver(let bytes, let sender): deliver(bytes, from: sender)
      case .close: return end()
      }
    }
    context?.flush()
    guard let context, session.wantsInput, idle == nil else { return }
    idle = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(shared.settings.idle)) { self.timeOut() }
    context.read()
  }

  private func write(_ reply: SMTPReply) {
    guard let context else { return }
    context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: reply.bytes)), promise: nil)
  }

  private func end() {
    guard let context else { return }
    context.flush()
    context.close(promise: nil)
  }

  private func deliver(_ bytes: [UInt8], from sender: Delivery.EnvelopeSender) {
    guard let context else { return }
    isDelivering = true
    whole?.cancel()
    let door: Delivery.Door = shared.settings.transport == .lmtp ? .lmtp : .smtp
    let delivery = Delivery(bytes: bytes, door: door, sender: sender)
    let receive = shared.receive
    let loop = context.eventLoop
    let bound = NIOLoopBound(self, eventLoop: loop)
    _ = shared.hold(bytes.count)
    Task {
      let reception = await receive(delivery)
      loop.execute { bound.value.settle(reception, count: delivery.bytes.count) }
    }
  }

  private func settle(_ reception: Reception, count: Int) {
    isDelivering = false
    _ = shared.hold(-count)
    if case .refused(let why) = reception {
      shared.warnings.warn("a mail was not taken", ["why": "\(why)"])
    }
    session.settle(reception)
    account()
    startWhole()
    perform()
    leaveIfDone()
  }

  /// Tells the others how much is held here, and lets go of a mail that there is no room for.
  private func account() {
    let now = session.held
    let change = now - held
    held = now
    guard !shared.hold(change), change > 0 else { return }
    shared.warnings.warn("too much mail at once; one was put off")
    session.shed()
    _ = shared.hold(session.held - held)
    held = session.held
  }

  private func startWhole() { start(shared.settings.transaction) }

  private func start(_ time: Duration) {
    whole?.cancel()
    whole = context?.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) { self.timeOut() }
  }

  private func timeOut() {
    guard !isDelivering else { return }
    session.timeOut()
    perform()
  }

  /// Ends at once between two mails, and else when this one is answered: it has ten seconds to come.
  private func stop() {
    start(min(.seconds(10), shared.settings.transaction))
    session.stop()
    perform()
  }

  private func leaveIfDone() {
    guard context == nil, !isDelivering, isInside else { return }
    isInside = false
    _ = shared.hold(-held)
    held = 0
    shared.leave(ObjectIdentifier(self))
  }
}
