import Logging
import NIOCore
import NIOPosix
import Operations
import ServiceLifecycle
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// The door for the company's own mail server, which routes `report@…` here by SMTP or LMTP.
package struct SMTPListener: Service {
  package enum Transport: String, Sendable, CaseIterable { case smtp, lmtp }

  package enum Place: Sendable, Hashable {
    case port(host: String, Int)
    /// A UNIX socket; whoever may enter its folder may hand mail in.
    case socket(path: String)
  }

  package struct Settings: Sendable {
    package var place: Place
    package var transport: Transport
    /// Where reports are taken; each with any plus-tag too.
    package var recipients: Set<EmailAddress>
    /// How it calls itself.
    package var host: String
    /// Other machines may connect. They do so without TLS.
    package var allowsRemote: Bool
    package var connections = 100
    /// Bytes of mail held in memory by all connections together.
    package var memory = 4 * Delivery.longest
    package var idle: Duration = .seconds(60)
    package var transaction: Duration = .seconds(600)

    package init(
      place: Place, transport: Transport, recipients: Set<EmailAddress>, host: String = "localhost",
      allowsRemote: Bool = false
    ) {
      self.place = place
      self.transport = transport
      self.recipients = recipients
      self.host = host
      self.allowsRemote = allowsRemote
    }
  }

  private let settings: Settings
  private let receive: Receive
  private let logger: Logger
  private let listening: @Sendable (Int?) -> Void

  /// `listening` is called once connections are taken, with the port where there is one.
  package init(
    _ settings: Settings, logger: Logger, listening: @escaping @Sendable (Int?) -> Void = { _ in },
    receive: @escaping Receive
  ) {
    self.settings = settings
    self.logger = logger
    self.listening = listening
    self.receive = receive
  }

  package func run() async throws {
    let floor = SMTPConnections(settings: settings, receive: receive, logger: logger)
    let channel = try await bind(floor)
    logger.info("taking mail", metadata: ["at": "\(settings.place)", "protocol": "\(settings.transport)"])
    listening(channel.localAddress?.port)
    try await withTaskCancellationHandler {
      try await withGracefulShutdownHandler {
        try await channel.closeFuture.get()
      } onGracefulShutdown: {
        channel.close(promise: nil)
      }
    } onCancel: {
      channel.close(promise: nil)
    }
    await floor.finish()
    if case .socket(let path) = settings.place { unlink(path) }
    logger.info("no longer taking mail", metadata: ["at": "\(settings.place)"])
  }

  private func bind(_ floor: SMTPConnections) async throws -> any Channel {
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 128)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(SMTPConnection(floor))
        }
      }
    switch settings.place {
    case .port(let host, let port):
      guard settings.allowsRemote || MailServer.isLoopback(host) else {
        throw MailTrouble(
          .setting,
          "Mail is taken from this machine alone (127.0.0.1); \(host) would let other machines in, and has to be allowed by name."
        )
      }
      return try await bootstrap.bind(host: host, port: port).get()
    case .socket(let path):
      let channel = try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
      // The mail server runs as another user; the folder says who comes in.
      chmod(path, 0o666)
      return channel
    }
  }
}
