/// What the plots share: a drawing as wide as the page whose letters keep their size, its words for screen readers, its scale.
struct PlotFrame {
  /// Pixels above and below the plotted area, and the area's own.
  let top: Double
  let height: Double
  let bottom: Double
  var base: Double { top + height }

  static func begin(_ figure: Sheet.Figure, height: Double, _ out: inout Markup) {
    out.raw("<svg class=\"plot\" role=\"img\" width=\"100%\" height=\"")
    out.number(height)
    out.raw("\" aria-labelledby=\"")
    out.text(figure.id)
    out.raw("-title ")
    out.text(figure.id)
    out.raw("-words\">\n<title id=\"")
    out.text(figure.id)
    out.element("-title\">", figure.title, "</title>\n<desc id=\"")
    out.text(figure.id)
    out.element("-words\">", figure.summary, "</desc>\n")
  }

  /// `x` as a share of the width, `y` in pixels. Near the edges the text turns inward.
  static func label(_ text: String, x: Double, y: Double, class name: StaticString, _ out: inout Markup) {
    out.raw("<text class=\"")
    out.raw(name)
    out.raw("\" x=\"")
    out.number(x * 100)
    out.raw("%\" y=\"")
    out.number(y)
    out.raw(x < 0.3 ? "\">" : x > 0.7 ? "\" text-anchor=\"end\">" : "\" text-anchor=\"middle\">")
    out.text(text)
    out.raw("</text>\n")
  }

  static func rule(x: Double, from top: Double, to bottom: Double, class name: StaticString, _ out: inout Markup) {
    out.raw("<line class=\"")
    out.raw(name)
    out.raw("\" x1=\"")
    out.number(x * 100)
    out.raw("%\" x2=\"")
    out.number(x * 100)
    out.raw("%\" y1=\"")
    out.number(top)
    out.raw("\" y2=\"")
    out.number(bottom)
    out.raw("\"/>\n")
  }

  /// `x` and `width` as shares of the drawing's width.
  static func box(x: Double, width: Double, y: Double, height: Double, class name: StaticString, _ out: inout Markup) {
    out.raw("<rect class=\"")
    out.raw(name)
    out.raw("\" x=\"")
    out.number(x * 100)
    out.raw("%\" width=\"")
    out.number(width * 100)
    out.raw("%\" y=\"")
    out.number(y)
    out.raw("\" height=\"")
    out.number(height)
    out.raw("\"/>\n")
  }

  /// Lines across at round numbers, with the numbers on them.
  func grid(_ scale: PlotScale, in words: SheetWords, _ out: inout Markup) {
    for value in stride(from: 0, through: scale.top, by: scale.step) {
      let y = base - Double(value) / Double(scale.top) * height
      out.raw(
        value == 0
          ? "<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"" : "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"")
      out.number(y)
      out.raw("\" y2=\"")
      out.number(y)
      out.raw("\"/>\n")
      if value > 0 { Self.label(words.number(value).text, x: 0, y: y - 4, class: "tick", &out) }
    }
  }
}

/// A scale from nothing to the next round number, in at most five steps.
struct PlotScale {
  let step: Int
  let top: Int

  init(largest: Int) {
    let largest = min(max(1, largest), 1_000_000_000)
    var unit = 1
    var step = 1
    while largest > step * 5 {
      step = unit * 2
      if largest > step * 5 { step = unit * 5 }
      if largest > step * 5 {
        unit *= 10
        step = unit
      }
    }
    self.step = step
    top = (largest + step - 1) / step * step
  }
}
