import Foundation

/// `multipart/form-data` (RFC 7578), all of it in memory: what a form with files sends.
package struct MultipartForm {
  package let fields: FormFields
  package let files: [UploadedFile]

  private static let longestCount = 2000

  /// nil for what no browser sends.
  package init?(_ bytes: [UInt8], contentType: String) {
    guard contentType.lowercased().hasPrefix("multipart/form-data"),
      let boundary = Self.parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count)
    else { return nil }
    let data = Data(bytes)
    let opening = Data("--\(boundary)".utf8)
    let delimiter = Data("\r\n--\(boundary)".utf8)
    guard data.starts(with: opening) else { return nil }
    var fields: [(String, String)] = []
    var files: [UploadedFile] = []
    var position = opening.count
    while fields.count + files.count < Self.longestCount {
      if data[position...].starts(with: Data("--".utf8)) { break }
      guard data[position...].starts(with: Data("\r\n".utf8)) else { return nil }
      position += 2
      guard let head = data[position...].range(of: Data("\r\n\r\n".utf8)), head.lowerBound - position < 8192,
        let end = data[head.upperBound...].range(of: delimiter)
      else { return nil }
      let lines = String(decoding: data[position..<head.lowerBound], as: UTF8.self)
        .split(separator: "\r\n")
      let content = data[head.upperBound..<end.lowerBound]
      let disposition = lines.first { $0.lowercased().hasPrefix("content-disposition:") }.map(String.init) ?? ""
      guard let name = Self.parameter("name", of: disposition) else { return nil }
      if let fileName = Self.parameter("filename", of: disposition) {
        // A browser sends an input without a choice as a file without name and bytes.
        if !content.isEmpty || !fileName.isEmpty {
          files.append(UploadedFile(field: name, name: Self.last(of: fileName), bytes: Array(content)))
        }
      } else {
        fields.append((name, String(decoding: content, as: UTF8.self)))
      }
      position = end.upperBound
    }
    self.fields = FormFields(fields)
    self.files = files
  }

  /// `name=value` or `name="value"`; browsers write `%22` for a quotation mark inside.
  private static func parameter(_ name: String, of header: String) -> String? {
    for piece in header.split(separator: ";").dropFirst() {
      let sides = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, sides[0].trimmingCharacters(in: .whitespaces).lowercased() == name else { continue }
      let value = sides[1].trimmingCharacters(in: .whitespaces)
      return value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
        ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }

  /// The name without folders or controls.
  private static func last(of name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    return String(
      String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(200)))
  }
}
