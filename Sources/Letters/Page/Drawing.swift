/// A plot as inline SVG that a page may print as it stands: our own markup and escaped words (`Markup`), no script, nothing loaded.
package struct Drawing: Sendable {
  package let markup: String

  package init(_ figure: Sheet.Figure) {
    var out = Markup()
    Self.draw(figure, &out)
    markup = String(decoding: out.bytes, as: UTF8.self)
  }

  /// How plots look, in the colours that the page's own sheet names.
  package static let stylesheet = "\(Stylesheet.figures)"

  static func draw(_ figure: Sheet.Figure, _ out: inout Markup) {
    switch figure.plot {
    case .shares(let shares): SharesPlot(shares).draw(figure, &out)
    case .growth(let series): GrowthPlot(series, in: figure.words).draw(figure, &out)
    case .counts(let series): CountsPlot(series, in: figure.words).draw(figure, &out)
    }
  }
}
