import Foundation
import HTTPTypes
import Hummingbird
import Letters
import Operations
import ServiceLifecycle
import Vocabulary

/// Answers as responses: pages rendered within the chrome, redirects, files, events.
struct PagePrinter: Sendable {
  let ports: WebPorts

  /// `ailments`: what keeps Candor from its work.
  func response(_ answer: Answer, to request: PageRequest, at place: Place, ailments: [String]) throws -> Response {
    switch answer.content {
    case .page(let model, let status):
      let done = Done(rawValue: request.query["done"])
      let chrome = chrome(
        request.words, visitor: request.visitor, at: place, errors: model.inputs,
        done: done.map { request.words[$0.key] }, ailments: ailments)
      var response = try html(model, chrome, status)
      if let seconds = answer.refreshSeconds { response.headers[.refresh] = String(seconds) }
      return response
    case .move(let place, let done):
      let query = done.map { (place.path.contains("?") ? "&done=" : "?done=") + $0.rawValue } ?? ""
      return Response(status: .seeOther, headers: [.location: place.path + query])
    case .text(let text, let type, let status):
      return Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    case .data(let bytes, let type, let fileName):
      var headers: HTTPFields = [.contentType: type]
      if answer.isLasting { headers[.cacheControl] = "public, max-age=31536000, immutable" }
      if let fileName { headers[.contentDisposition] = "attachment; filename=\"\(Self.safe(fileName))\"" }
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .sheet(let bytes):
      return Response(
        status: .ok,
        headers: [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: SecurityHeaders.sheetPolicy],
        body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .open(let bytes, let type):
      return Response(
        status: .ok,
        headers: [
          .contentType: type, .contentSecurityPolicy: SecurityHeaders.sheetPolicy,
          .cacheControl: "public, max-age=60",
        ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .file(let file, let name):
      let headers: HTTPFields = [
        .contentType: "application/x-tar", .contentDisposition: "attachment; filename=\"\(Self.safe(name))\"",
      ]
      return Response(
        status: .ok, headers: headers,
        body: .init(contentLength: file.size()) { writer in
          defer { file.drop() }
          guard let handle = FileHandle(forReadingAtPath: file.path) else { throw Refusal.notFound }
          while let piece = try handle.read(upToCount: 256 << 10), !piece.isEmpty {
            try await writer.write(ByteBuffer(bytes: piece))
          }
          try await writer.finish(nil)
        })
    case .events(let stream):
      return Response(
        status: .ok, headers: [.contentType: "text/event-stream"],
        body: .init { writer in
          for await line in EventLines.stream(of: stream).cancelOnGracefulShutdown() {
            try await writer.write(ByteBuffer(string: line))
          }
          try await writer.finish(nil)
        })
    }
  }

  /// nil: something broke that should not. `isPublic`: the company speaks, to its customers. `back`: where to go on after signing in.
  func error(
    _ refusal: Refusal?, to visitor: Visitor = .nobody(""), language header: String?, id: String, path: String,
    isPublic: Bool = false, back: ReturnPath? = nil
  ) -> Response {
    let words = ports.interface.words(chosen: visitor.account?.language, accepting: header)
    if APIRefusal.isAsked(path) {
      var response = APIRefusal(refusal, words).response
      if case .tooMany(let seconds) = refusal { response.headers[.retryAfter] = String(seconds) }
      return response
    }
    let organization = ports.desk.settings.organization
    let page: any PageModel =
      isPublic
      ? PublicErrorPage(refusal, id: id, organization: organization, words: words)
      : ErrorPage(refusal, id: id, words: words, back: back)
    let status = refusal?.status ?? .internalServerError
    let chrome = chrome(words, visitor: visitor, at: .nowhere, errors: [], done: nil, ailments: [])
    let printed = try? html(page, chrome, status)
    var response = printed ?? Response(status: status)
    if case .tooMany(let seconds) = refusal { response.headers[.retryAfter] = String(seconds) }
    return response
  }

  private func html(_ model: any PageModel, _ chrome: Chrome, _ status: HTTPResponse.Status) throws -> Response {
    let template = type(of: model).template
    guard let text = ports.templates.render(WholePage(chrome: chrome, model: model), template) else {
      throw Templates.Trouble(description: "there is no template \(template)")
    }
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  private func chrome(
    _ words: InterfaceWords, visitor: Visitor, at place: Place, errors: [Input], done: String?,
    ailments: [String]
  ) -> Chrome {
    Chrome(
      words: words, organization: ports.accounts.organization, person: visitor.account?.name,
      formToken: visitor.formToken, links: Navigation.links(for: visitor, at: place, words: words),
      errors: errors.filter { $0.error != nil }, done: done,
      ailments: ailments.map {
        TextLine(
          text: $0 == StoreTrouble.fullDisk
            ? "\(words["error_full_title"]). \(words["error_full_text"])" : PlainText.clean($0, width: 300))
      },
      stylesheet: Place.stylesheet.path + "?v=" + ports.templates.stylesheet.version,
      script: Place.script.path + "?v=" + ports.templates.script.version)
  }

  /// A name that means the same to every browser and cannot end its header.
  private static func safe(_ name: String) -> String {
    let kept = name.unicodeScalars.map { scalar -> Character in
      let plain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return plain || "-_.".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
    }
    return String(kept.prefix(100))
  }
}
