/// One of several pages about one thing, each a link to the others.
struct Tab: PagePart {
  let href: String
  let label: String
  let isHere: Bool

  static let fields: Fields<Tab> = [
    .text("tab_href") { $0.href }, .text("tab_label") { $0.label }, .flag("tab_here") { $0.isHere },
  ]
}
