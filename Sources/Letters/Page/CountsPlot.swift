/// Reports over time: a bar for each day, stacked by fake mail.
struct CountsPlot {
  private let series: DailySeries
  private let words: SheetWords
  private let scale: PlotScale
  private let frame = PlotFrame(top: 22, height: 160, bottom: 28)

  init(_ series: DailySeries, in words: SheetWords) {
    self.series = series
    self.words = words
    scale = PlotScale(largest: series.largest)
  }

  func draw(_ figure: Sheet.Figure, _ out: inout Markup) {
    if series.names.count > 1 {
      SeriesStyle.legend(
        series.names.map { words("plot_fake_mail", ["id": "\($0)"]).text }, SeriesStyle.fill, isLine: false, &out)
    }
    PlotFrame.begin(figure, height: frame.base + frame.bottom, &out)
    frame.grid(scale, in: words, &out)
    let slots = Double(max(series.bars.count, 10))
    for (index, bar) in series.bars.enumerated() {
      var y = frame.base
      for (count, style) in zip(bar.counts, SeriesStyle.fill) where count > 0 {
        let height = Double(count) / Double(scale.top) * frame.height
        y -= height
        PlotFrame.box(
          x: place(Double(index) + 0.12, of: slots), width: 0.76 / slots * (1 - Self.gutter), y: y,
          height: max(1, height - 1), class: style, &out)
      }
    }
    for index in labelled {
      let start = series.bars[index].start
      PlotFrame.label(
        (series.span < 28 ? words.shortDay(start) : words.month(start)).text,
        x: place(Double(index) + 0.5, of: slots), y: frame.base + 20, class: "tick", &out)
    }
    out.raw("</svg>\n")
  }

  /// Room for the numbers of the scale, as a share of the width.
  private static let gutter = 0.07

  private func place(_ slot: Double, of slots: Double) -> Double { Self.gutter + slot / slots * (1 - Self.gutter) }

  /// The first, the last and one between, where they leave room.
  private var labelled: [Int] {
    let last = series.bars.count - 1
    guard last > 0 else { return last == 0 ? [0] : [] }
    return last < 3 ? [0] : last < 8 ? [0, last] : [0, last / 2, last]
  }
}
