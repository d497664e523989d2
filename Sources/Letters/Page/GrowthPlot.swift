import Vocabulary

/// How each list grew, the days on which it was probably taken, and when stores were retired.
struct GrowthPlot {
  private let series: GrowthSeries
  private let words: SheetWords
  private let scale: PlotScale
  private let marks: [Mark]
  private let frame: PlotFrame

  private struct Mark {
    let place: Double
    let text: String
    let isWindow: Bool
  }

  init(_ series: GrowthSeries, in words: SheetWords) {
    self.series = series
    self.words = words
    scale = PlotScale(largest: series.largest)
    var marks: [Mark] = []
    if let window = series.window {
      marks.append(
        Mark(
          place: (series.place(window.lowerBound) + series.place(window.upperBound)) / 2,
          text: words("plot_taken").text,
          isWindow: true))
    }
    for line in series.lines {
      guard let retired = line.retired, let first = series.days.first, let last = series.days.last, retired >= first,
        retired <= last
      else { continue }
      marks.append(
        Mark(place: series.place(retired), text: words("plot_retired", ["store": "\(line.name)"]).text, isWindow: false)
      )
    }
    if let mail = series.firstMail, let last = series.days.last, mail <= last {
      marks.append(Mark(place: series.place(mail), text: words("plot_first_mail").text, isWindow: false))
    }
    self.marks = marks
    frame = PlotFrame(top: Double(marks.count) * 18 + 8, height: 220, bottom: 28)
  }

  func draw(_ figure: Sheet.Figure, _ out: inout Markup) {
    if series.lines.count > 1 { SeriesStyle.legend(series.lines.map(\.name), SeriesStyle.line, isLine: true, &out) }
    PlotFrame.begin(figure, height: frame.base + frame.bottom, &out)
    if let window = series.window {
      let start = series.place(window.lowerBound)
      PlotFrame.box(
        x: start, width: max(0.004, series.place(window.upperBound) - start), y: frame.top - 4,
        height: frame.height + 4,
        class: "window", &out)
    }
    frame.grid(scale, in: words, &out)
    lines(&out)
    for (row, mark) in marks.enumerated() {
      let y = Double(row) * 18 + 14
      if !mark.isWindow { PlotFrame.rule(x: mark.place, from: y + 4, to: frame.base, class: "mark", &out) }
      PlotFrame.label(mark.text, x: mark.place, y: y, class: mark.isWindow ? "note window-note" : "note", &out)
    }
    days(&out)
    out.raw("</svg>\n")
  }

  private func lines(_ out: inout Markup) {
    out.raw("<svg x=\"0\" width=\"100%\" y=\"")
    out.number(frame.top)
    out.raw("\" height=\"")
    out.number(frame.height)
    out.raw("\" viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\">\n")
    for (line, style) in zip(series.lines, SeriesStyle.line).reversed() {
      out.raw("<polyline class=\"")
      out.raw(style)
      out.raw("\" points=\"")
      for (day, size) in zip(series.days, line.sizes) {
        out.number((series.place(day) * 1000).rounded())
        out.raw(",")
        out.number((1000 - Double(size) / Double(scale.top) * 1000).rounded())
        out.raw(" ")
      }
      out.raw("\"/>\n")
    }
    out.raw("</svg>\n")
  }

  private func days(_ out: inout Markup) {
    guard let first = series.days.first, let last = series.days.last else { return }
    let span = Int(last.days - first.days)
    for step in 0...2 where span >= 4 || step != 1 {
      let day = first.adding(days: span * step / 2)
      PlotFrame.label(
        (span > 200 ? words.month(day) : words.shortDay(day)).text, x: series.place(day), y: frame.base + 20,
        class: "tick", &out)
    }
  }
}
