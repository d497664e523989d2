import Casework
import ArgumentParser
import Forensics
import Foundation
import Letters
import Logging
import Metrics
import Operations
import Post
import Probes
import ServiceLifecycle
import Store
import UnixSignals
import Vocabulary
import Web

/// `candor serve`.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the case: mail in by every door that candor.yaml names, answers out, and the pages.",
    discussion: "Stops at Ctrl-C or SIGTERM, when what it is doing is done.")

  @OptionGroup var data: DataOption

  @Option(
    help: ArgumentHelp(
      "Where the pages are served; default: as candor.yaml says, else 127.0.0.1:8080.", valueName: "host:port"))
  var listen: String?

  @Option(
    name: .customLong("open"),
    help: ArgumentHelp(
      "Where the status page and the check page are served, and nothing else; default: as candor.yaml says (web.open_listen).",
      valueName: "host:port"))
  var openListen: String?

  @Option(
    name: .customLong("site"),
    help: ArgumentHelp("A name by which people reach the pages: candor.example.org; repeat.", valueName: "name"))
  var sites: [String] = []

  @Option(
    name: .customLong("trusted-proxy"),
    help: ArgumentHelp(
      "The reverse proxy's address, whose X-Forwarded headers are believed; repeat.", valueName: "address"))
  var proxies: [String] = []

  @Option(help: ArgumentHelp("File of the token with which /metrics is read from elsewhere.", valueName: "file"))
  var metricsTokenFile: String?

  @OptionGroup var settings: Settings

  func validate() throws {
    if let listen, WebAddress(listen) == nil { throw ValidationError("--listen: \"\(listen)\" is no HOST:PORT") }
    if let openListen, WebAddress(openListen) == nil {
      throw ValidationError("--open: \"\(openListen)\" is no HOST:PORT")
    }
    for text in proxies where IPAddress(text) == nil {
      throw ValidationError("--trusted-proxy: \"\(text)\" is no IP address")
    }
  }

  func run() async throws {
    let lock = data.locked()
    defer { withExtendedLifetime(lock) {} }
    let measurements = Measurements()
    MetricsSystem.bootstrap(measurements)
    let logger = Self.logger()
    let folder = OpenFolder(data, knowledge: settings.loadKnowledge(), asks: true) { override(&$0.web) }
    do throws(StoreTrouble) { try folder.database.clearStoppedImports(folder: data.stores) } catch {
      Console.fail(error)
    }
    let accounts = accountPorts(folder)
    let doors = MailDoorsOpened(folder, logger: logger)
    let address = folder.settings.web
    let opened = NoticesOpened(folder, logger: logger)
    let notices = NoticePorts(desk: opened.desk, running: NoticeRunning(opened.desk), sending: opened.sending)
    let checking = Checking(folder.desk) { () throws(StoreTrouble) in try await notices.desk.sent() }
    var servers: [WebServer] = []
    let uploads = UploadFiles(data.folder + "/.uploads")
    let checkpoints = data.checkpoints(folder.database)
    let exporting = Exporting(desk: folder.desk, checkpoints: checkpoints)
    do {
      let knowledge = try KnowledgePlace.find(settings.knowledge)
      let ports = WebPorts(
        accounts: accounts,
        interface: try InterfaceFolder.load(
          knowledge, first: folder.settings.organization.languages, zone: folder.settings.zone),
        templates: try Templates(folder: knowledge + "/pages"), metrics: measurements,
        desk: folder.desk, checking: checking, notices: notices,
        status: StatusDesk(
          opened.desk, book: try StatusFolder.load(knowledge + "/letters"), archive: folder.database.status),
        spool: uploads.spool,
        bundle: { id, level, actor throws(StoreTrouble) in
          try await uploads.bundle(now: Console.now()) { sink throws(StoreTrouble) in
            try await exporting.export(id, at: level, by: actor, to: sink)
          }
        }, checkpoint: checkpoints.newest, priors: folder.knowledge.priors, ailments: { await doors.ailments() })
      let link = try await Joining.setUpLink(accounts)
      servers.append(
        WebServer(configuration: configuration(address), ports: ports, logger: logger) { port in
          let home = Self.home(address.host, port)
          Console.write("Candor is at \(home)/\n".utf8)
          if !MailServer.isLoopback(address.host), address.publicURL?.hasPrefix("https://") != true {
            Console.warn(
              "whoever reaches this machine can read these pages on their way, passwords too: listen on 127.0.0.1 and put a web server with TLS in front, as docs/guides/reverse-proxy.md says"
            )
          }
          guard let link else { return }
          Console.write(
            """
            Nobody has an account yet. Open this once, within 7 days, to make the first one:
              \(address.publicHome ?? home)\(Place.setUp(.value(link.text)).path)

            """.utf8)
        })
      if let open = address.open {
        servers.append(
          WebServer(configuration: openConfiguration(open, folder.settings), ports: ports, logger: logger) { port in
            Console.write("The public pages are at \(Self.home(open.host, port))/status\n".utf8)
          })
      }
      try await doors.settle()
    } catch { Console.fail("\(error)") }
    var services = ServiceGroupConfiguration(
      services: (servers.map { $0 as any Service } + [
        Loop("check page") { await checking.follow { if !Task.isCancelled { logger.error("\($0)") } } }
      ] as [any Service]
        + opened.services(notices) + doors.services).map { .init(service: $0) },
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    // A connection that never ends must not keep it from ending.
    services.maximumGracefulShutdownDuration = .seconds(20)
    let group = ServiceGroup(configuration: services)
    do { try await group.run() } catch { Console.fail("\(error)") }
    await folder.resolver?.close()
  }

  private static func logger() -> Logger {
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    var logger = Logger(label: "candor")
    logger.logLevel = .notice
    return logger
  }

  /// What the options say goes before what candor.yaml says.
  private func override(_ web: inout WebAddress) {
    if let listen = listen.flatMap({ WebAddress($0) }) { (web.host, web.port) = (listen.host, listen.port) }
    if let open = openListen.flatMap({ WebAddress($0) }) {
      web.open = WebAddress.Listen(host: open.host, port: open.port)
    }
    web.trustedProxies = proxies.compactMap { IPAddress($0) } + web.trustedProxies
  }

  private func configuration(_ address: WebAddress) -> WebConfiguration {
    let names = sites + [address.publicURL.flatMap { URL(string: $0)?.host() }].compactMap(\.self)
    let token = metricsTokenFile.map { file in
      let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
      guard let token = text?.trimmingCharacters(in: .whitespacesAndNewlines), token.utf8.count >= 16 else {
        Console.fail("--metrics-token-file: \(file) cannot be read, or its token has fewer than 16 characters")
      }
      return token
    }
    return WebConfiguration(
      host: address.host, port: address.port,
      trustedProxies: address.trustedProxies, hosts: names, metricsToken: token)
  }

  /// Where a browser on this machine reaches it.
  private static func home(_ host: String, _ port: Int) -> String {
    switch host {
    case "0.0.0.0": "http://127.0.0.1:\(port)"
    case "::": "http://[::1]:\(port)"
    default: "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
  }

  /// The company's own names lead to the public pages, whatever they are called.
  private func openConfiguration(_ address: WebAddress.Listen, _ settings: FolderSettings) -> WebConfiguration {
    var configuration = WebConfiguration(
      host: address.host, port: address.port,
      trustedProxies: settings.web.trustedProxies,
      hosts: settings.organization.domains.flatMap { [$0.ascii, "." + $0.ascii] })
    configuration.isOpen = true
    return configuration
  }

  private func accountPorts(_ folder: OpenFolder) -> AccountPorts {
    let desk = folder.desk
    return AccountPorts(
      register: AccountRegister(folder.database), hashing: PasswordHashing(),
      organization: folder.settings.organization.name, now: Console.now,
      note: { event in
        try? await desk.record(event.recorded, by: event.by.map { Actor.account($0) } ?? Actor.candor)
      })
  }
}
