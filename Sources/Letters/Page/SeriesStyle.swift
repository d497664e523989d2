/// Colour and dashes of the first six series of a plot, and the legend that names them.
enum SeriesStyle {
  static let line: [StaticString] = ["line s0", "line s1", "line s2", "line s3", "line s4", "line s5"]
  static let fill: [StaticString] = ["fill s0", "fill s1", "fill s2", "fill s3", "fill s4", "fill s5"]

  static func legend(_ names: [String], _ styles: [StaticString], isLine: Bool, _ out: inout Markup) {
    out.raw("<ul class=\"legend\" aria-hidden=\"true\">\n")
    for (name, style) in zip(names, styles) {
      out.raw("<li><svg width=\"28\" height=\"12\">")
      out.raw(
        isLine
          ? "<line x1=\"0\" x2=\"28\" y1=\"6\" y2=\"6\" class=\"" : "<rect width=\"12\" height=\"12\" x=\"8\" class=\"")
      out.raw(style)
      out.raw("\"/></svg>")
      out.text(name)
      out.raw("</li>\n")
    }
    out.raw("</ul>\n")
  }
}
