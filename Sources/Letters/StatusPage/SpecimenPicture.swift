/// Text of a fake as a picture: nothing in it can be clicked, selected by mistake or read as ours, and a stamp says what it is.
struct SpecimenPicture {
  private static let columns = 58
  private static let mostLines = 26
  private static let lineHeight = 20

  static func draw(_ specimen: StatusContent.Specimen, _ words: StatusWords, _ out: inout Markup) {
    let head =
      wrapped("\(words.text(.fakeFrom)) \(specimen.sender)")
      + wrapped("\(words.text(.fakeSubject)) \(specimen.subject)")
    var lines = head + [""]
    for line in specimen.lines where lines.count <= mostLines {
      lines += wrapped(PlainText.clean(line, width: 1000))
    }
    if lines.count > mostLines { lines = lines.prefix(mostLines) + ["…"] }
    let height = lines.count * lineHeight + 30
    out.raw("<svg class=\"specimen\" role=\"img\" viewBox=\"0 0 600 ")
    out.number(Double(height))
    out.raw("\"><title>")
    out.text(words.text(.fakePicture))
    out.raw("</title><rect width=\"600\" height=\"")
    out.number(Double(height))
    out.raw("\"/>")
    for (index, line) in lines.enumerated() where !line.isEmpty {
      out.raw("<text x=\"20\" y=\"")
      out.number(Double(30 + index * lineHeight))
      out.raw(index < head.count ? "\" class=\"head\">" : "\">")
      out.text(line, width: 400)
      out.raw("</text>")
    }
    out.raw("<text class=\"stamp\" x=\"300\" y=\"")
    out.number(Double(height / 2))
    out.raw("\">")
    out.text(words.text(.fakeStamp))
    out.raw("</text></svg>\n")
  }

  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      for piece in Columns.pieces(of: word, limit: columns) {
        if !line.isEmpty, Columns.width(of: line) + 1 + Columns.width(of: piece) > columns {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + piece
      }
    }
    return lines + [line]
  }
}
