import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

#if canImport(Glibc)
  import Glibc
#endif

/// Why no page can be served.
package enum ListeningTrouble: Error, CustomStringConvertible {
  case taken(String)
  case notOurs(String, String)

  package var description: String {
    switch self {
    case .taken(let place):
      "\(place) is taken by another program (or by another candor). Stop that, or name another place with --listen (the public pages: --open), or under \"web\" in candor.yaml"
    case .notOurs(let place, let why):
      "\(place) cannot be listened at: \(why). Name an address of this machine and a port above 1023 with --listen (the public pages: --open), or under \"web\" in candor.yaml"
    }
  }
}

/// The site as a service: composed here and nowhere else.
package struct WebServer: Service {
  private let configuration: WebConfiguration
  private let ports: WebPorts
  private let logger: Logger
  private let listening: @Sendable (_ port: Int) -> Void

  /// `listening` is told the port once the server can be reached.
  package init(
    configuration: WebConfiguration, ports: WebPorts, logger: Logger,
    listening: @escaping @Sendable (_ port: Int) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.ports = ports
    self.logger = logger
    self.listening = listening
  }

  package func run() async throws {
    let listening = listening
    let server = HTTPServerBuilder.http1(
      configuration: HTTP1Channel.Configuration(
        idleTimeout: .seconds(configuration.idleSeconds),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
    let application = Application(
      router: router(), server: server,
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(configuration.connections)),
      onServerRunning: { listening($0.localAddress?.port ?? 0) }, logger: logger)
    do { try await application.run() } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw ListeningTrouble.taken(configuration.place)
    } catch let error as IOError where [EACCES, EADDRNOTAVAIL].contains(error.errnoCode) {
      throw ListeningTrouble.notOurs(configuration.place, String(cString: strerror(error.errnoCode)))
    }
  }

  private func router() -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    let pages = PagePrinter(ports: ports)
    router.add(
      middleware: FrontDoor(
        configuration: configuration, ports: ports, pages: pages,
        limit: AddressLimit(configuration.requestsInTenSeconds, in: 10)))
    let strangers = AddressLimit(configuration.strangersInFiveMinutes, in: 300)
    let questions = AddressLimit(configuration.questionsInFiveMinutes, in: 300)
    // Strangers at slow uploads keep nobody who is signed in from theirs.
    let (uploads, publicUploads) = (UploadGate(3), UploadGate(20))
    for route in configuration.isOpen ? Routes.open : Routes.all {
      let desk = RouteDesk(
        route: route, configuration: configuration, ports: ports, pages: pages,
        strangers: route.place == .check ? questions : strangers,
        uploads: route.access == .everyone ? publicUploads : uploads)
      router.on(RouterPath(route.place.path), method: route.method) { request, context in
        try await desk.respond(to: request, context: context)
      }
    }
    if !configuration.isOpen { MetricsDesk(configuration: configuration, ports: ports).add(to: router) }
    return router
  }
}
