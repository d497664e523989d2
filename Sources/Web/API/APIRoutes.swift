import HTTPTypes
import Letters
import Operations

/// For programs: a report in, the cases out. Whoever calls shows an access token (`Authorization: Bearer candor_…`), or has a session as with the pages.
enum APIRoutes {
  static let all: [Route] = [
    .post(
      .apiReports, for: .right(.record),
      body: .raw(["message/rfc822", "application/octet-stream"], upTo: Delivery.longest)
    ) { request in
      switch await request.ports.desk.receive(Delivery(bytes: request.body, door: .api)) {
      case .sealed(let number): json("{\"report\":\(number),\"state\":\"sealed\"}", .created)
      case .known(let number): json("{\"report\":\(number),\"state\":\"known\"}")
      case .refused(.empty):
        APIRefusal(code: "empty", message: request.words["upload_empty"], status: .unprocessableContent).answer
      case .refused(.tooLarge(let limit)): APIRefusal(.tooLarge(limit: limit), request.words).answer
      case .refused(.unavailable(let why)):
        APIRefusal(
          code: "unavailable", message: request.words("upload_failed", ["why": why]), status: .serviceUnavailable
        ).answer
      }
    },
    .get(.apiCases, for: .right(.look)) { request in
      let desk = request.ports.desk
      var cases: [CaseSummary] = []
      for id in try await desk.cases.ids() {
        if let summary = try await desk.summary(of: id) { cases.append(summary) }
      }
      return json(String(decoding: CaseSummary.json(cases), as: UTF8.self))
    },
  ]

  private static func json(_ text: String, _ status: HTTPResponse.Status = .ok) -> Answer {
    .text(text.hasSuffix("\n") ? text : text + "\n", type: "application/json", status: status)
  }
}
