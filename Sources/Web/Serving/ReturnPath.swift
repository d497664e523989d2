import HTTPTypes
import Hummingbird

/// Where somebody was who had to sign in first: one of our own pages, to look at. Nothing else is ever followed.
package struct ReturnPath: Sendable, Hashable {
  package let text: String

  private static let longest = 500

  /// nil for what is no page for whoever is signed in.
  package init?(_ given: some StringProtocol) {
    guard given.utf8.count <= Self.longest,
      given.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "#") })
    else { return nil }
    let sides = String(given).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = sides.first.map { String($0) } ?? ""
    let routes = Routes.all.filter { $0.isGet && Self.fits(path, $0.place) }
    // To the start page one gets anyway.
    guard path != Place.home.path, !routes.isEmpty, routes.allSatisfy(\.isPage) else { return nil }
    // What was done then was not done again.
    let query = sides.count > 1 ? sides[1].split(separator: "&").filter { !$0.hasPrefix("done=") } : []
    text = query.isEmpty ? path : path + "?" + query.joined(separator: "&")
  }

  /// The page that the request was for; of a form, the page that it was on.
  init?(_ request: Request, site: String) {
    if request.method == .get || request.method == .head {
      self.init(request.head.path ?? "")
    } else if let page = request.headers[.referer], page.hasPrefix(site + "/") {
      self.init(page.dropFirst(site.count))
    } else {
      return nil
    }
  }

  private static func fits(_ path: String, _ place: Place) -> Bool {
    let given = path.split(separator: "/", omittingEmptySubsequences: false)
    let pattern = place.path.split(separator: "/", omittingEmptySubsequences: false)
    return given.count == pattern.count
      && zip(given, pattern).allSatisfy { $0 == $1 || ($1.hasPrefix(":") && !$0.isEmpty) }
  }
}

extension Route {
  /// Something to look at for whoever is signed in, and no file to save.
  fileprivate var isPage: Bool { !pages.isEmpty && access != .everyone && access != .half }
}
