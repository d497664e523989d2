import HTTPTypes
import Operations

/// Every route of the site. A room of pages adds its list here.
package enum Routes {
  package static let all: [Route] =
    AssetRoutes.all + HealthRoutes.all + EntryRoutes.all + OwnAccountRoutes.all + PeopleRoutes.all
    + ReportRoutes.all + CaseRoutes.all + OutgoingRoutes.all + LogRoutes.all
    + ListRoutes.all + SettingsRoutes.all + APIRoutes.all + CheckRoutes.all + NoticeRoutes.all + StatusRoutes.all

  /// What anybody may see, for a listener that shows nothing else.
  package static let open: [Route] = AssetRoutes.all + CheckRoutes.all + StatusRoutes.open + [StatusRoutes.start]
}

/// The stylesheet and the script.
enum AssetRoutes {
  static let all: [Route] = [
    .get(.stylesheet, for: .everyone) { .asset($0.ports.templates.stylesheet, type: "text/css; charset=utf-8") },
    .get(.script, for: .everyone) { .asset($0.ports.templates.script, type: "text/javascript; charset=utf-8") },
    .get(.icon, for: .everyone) { _ in .text("", type: "image/x-icon", status: .notFound) },
  ]
}
