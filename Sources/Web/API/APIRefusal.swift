import HTTPTypes
import Hummingbird
import Letters
import Operations

/// Why a program that called the API gets nothing: `{"error": {"code": …, "message": …}}`, a word for it and a sentence for its people.
struct APIRefusal {
  let code: String
  let message: String
  let status: HTTPResponse.Status
  /// In bytes, where something was too large.
  var limit: Int?

  init(code: String, message: String, status: HTTPResponse.Status, limit: Int? = nil) {
    self.code = code
    self.message = message
    self.status = status
    self.limit = limit
  }

  /// nil: something broke that should not.
  init(_ refusal: Refusal?, _ words: InterfaceWords) {
    let page = ErrorPage(refusal, id: "", words: words)
    code = refusal?.key ?? "broken"
    message = refusal == .signInFirst ? words["api_sign_in"] : "\(page.title). \(page.text)"
    status = refusal?.status ?? .internalServerError
    if case .tooLarge(let limit) = refusal { self.limit = limit }
  }

  static func isAsked(_ path: String) -> Bool { path.hasPrefix("/api/") }

  var json: String {
    let more = limit.map { ",\"limit\":\($0)" } ?? ""
    return "{\"error\":{\"code\":\(JSONScalar.quoted(code)),\"message\":\(JSONScalar.quoted(message))\(more)}}\n"
  }

  var answer: Answer { .text(json, type: "application/json", status: status) }

  var response: Response {
    var response = Response(
      status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(string: json)))
    // RFC 6750 section 3.
    if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
    return response
  }
}
