import Forensics
import HTTPTypes
import Letters
import Operations
import Vocabulary

/// Why a request gets no page of its own.
package enum Refusal: Error, Sendable, Hashable {
  case badRequest
  case signInFirst
  /// A program showed something that is no access token of ours, or none any more.
  case wrongToken
  case notAllowed
  case notFound
  case wrongMethod
  /// The form's token is missing or another browser's.
  case formExpired
  case tooSlow
  case tooLarge(limit: Int)
  /// Another media type than those that are read here.
  case wrongType
  case tooMany(seconds: Int)
  case wrongHost
  case busy
  case unavailable(StoreTrouble)
}

extension Refusal {
  var status: HTTPResponse.Status {
    switch self {
    case .badRequest: .badRequest
    case .signInFirst, .wrongToken: .unauthorized
    case .notAllowed, .formExpired: .forbidden
    case .notFound: .notFound
    case .wrongMethod: .methodNotAllowed
    case .tooSlow: .requestTimeout
    case .tooLarge: .contentTooLarge
    case .wrongType: .unsupportedMediaType
    case .tooMany: .tooManyRequests
    case .wrongHost: .misdirectedRequest
    case .busy, .unavailable: .serviceUnavailable
    }
  }

  var isOurFault: Bool {
    if case .unavailable = self { return true }
    return self == .busy
  }

  /// `error_KEY_title` and `error_KEY_text` of the words.
  var key: String {
    switch self {
    case .badRequest, .wrongMethod: "bad"
    case .signInFirst: "sign_in"
    case .wrongToken: "token"
    case .notAllowed: "not_allowed"
    case .notFound: "not_found"
    case .formExpired: "form"
    case .tooSlow: "slow"
    case .tooLarge: "large"
    case .wrongType: "type"
    case .tooMany: "many"
    case .wrongHost: "host"
    case .busy: "busy"
    case .unavailable(let trouble): trouble.reason == .full ? "full" : "unavailable"
    }
  }
}

/// Something went otherwise than asked: what, what to do, and what to call it when telling somebody.
struct ErrorPage: PageModel {
  static let template = "error"

  let title: String
  let text: String
  let id: String
  /// For whoever has to sign in first.
  let signIn: Place?

  init(_ refusal: Refusal?, id: String, words: InterfaceWords, back: ReturnPath? = nil) {
    let key = "error_" + (refusal?.key ?? "broken")
    title = words[key + "_title"]
    switch refusal {
    case .tooLarge(let limit): text = words(key + "_text", ["limit": "\(limit >> 20) MB"])
    case .tooMany(let seconds): text = words(key + "_text", ["seconds": String(seconds)])
    default: text = words[key + "_text"]
    }
    self.id = id
    signIn = refusal == .signInFirst ? (back.map { Place.signInThen($0) } ?? Place.signIn) : nil
  }

  static let fields: Fields<ErrorPage> = [
    .text("error_title") { $0.title }, .text("error_text") { $0.text }, .text("request_id") { $0.id },
    .text("sign_in_path") { $0.signIn?.path },
  ]
}

/// The same on the pages for everybody: the company says it, and no way leads inside.
struct PublicErrorPage: PageModel {
  static let template = "error-public"

  let title: String
  let text: String
  let id: String
  /// Where to send the mail instead; nil where that would not help.
  let forward: String?
  let check: String

  init(_ refusal: Refusal?, id: String, organization: Organization, words: InterfaceWords) {
    let inside = ErrorPage(refusal, id: id, words: words)
    var isOverLimit = false
    switch refusal {
    case .tooLarge(let limit):
      (title, text) = (inside.title, words("error_public_large_text", ["limit": "\(limit >> 20) MB"]))
      isOverLimit = true
    case .formExpired: (title, text) = (inside.title, words["error_public_form_text"])
    case .wrongHost: (title, text) = (inside.title, words["error_public_host_text"])
    case .unavailable, nil: (title, text) = (words["error_broken_title"], words["error_public_fault_text"])
    default: (title, text) = (inside.title, inside.text)
    }
    self.id = id
    let address = isOverLimit ? organization.intake.first?.text : nil
    forward = address.map { words("check_forward", ["address": $0]) }
    check = words("check_title", ["organization": organization.name])
  }

  static let fields: Fields<PublicErrorPage> = [
    .text("error_title") { $0.title }, .text("error_text") { $0.text }, .text("request_id") { $0.id },
    .text("forward") { $0.forward }, .text("check_path") { _ in Place.check.path }, .text("check_label") { $0.check },
  ]
}
