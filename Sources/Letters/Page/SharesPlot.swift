/// Bars from left to right, each below its name: how probable each store is.
struct SharesPlot {
  private let shares: [Sheet.Share]
  private static let row = 48.0

  init(_ shares: [Sheet.Share]) { self.shares = shares }

  func draw(_ figure: Sheet.Figure, _ out: inout Markup) {
    let top = shares.map(\.fraction).max() ?? 0
    PlotFrame.begin(figure, height: Self.row * Double(shares.count), &out)
    for (index, share) in shares.enumerated() {
      let y = Self.row * Double(index)
      let fraction = share.fraction.isFinite ? min(max(share.fraction, 0), 1) : 0
      PlotFrame.label(share.name, x: 0, y: y + 17, class: "name", &out)
      PlotFrame.label(share.value, x: 1, y: y + 17, class: "value", &out)
      PlotFrame.box(x: 0, width: 1, y: y + 24, height: 14, class: "track", &out)
      let width = max(fraction, 0.004)
      if share.isOutside {
        PlotFrame.box(x: 0, width: width, y: y + 24, height: 14, class: "bar outside", &out)
      } else if share.fraction >= top {
        PlotFrame.box(x: 0, width: width, y: y + 24, height: 14, class: "bar lead", &out)
      } else {
        PlotFrame.box(x: 0, width: width, y: y + 24, height: 14, class: "bar", &out)
      }
    }
    out.raw("</svg>\n")
  }
}
