import Vocabulary

/// One body part of a message: its header, where its content stands, and the parts inside it (RFC 2046).
///
/// A class: parts are handed about by the dozen, and never change.
package final class Part: Sendable {
  package let header: HeaderBlock
  package let contentType: ContentType
  package let disposition: ContentType?
  let kind: Kind
  package let encoding: TransferEncoding
  /// The content as it stands in the message, before transfer decoding.
  package let body: ArraySlice<UInt8>
  /// Parts of a multipart, in order.
  package let children: [Part]
  /// The message inside a message/rfc822 part (decoded first where it was encoded).
  package let attached: [Message]
  /// Of this part alone: what its transfer encoding or structure got wrong.
  package let defects: [Defect]

  /// What a reader does with it, told apart once.
  enum Kind { case multipart, plainText, page, other }

  init(
    header: HeaderBlock, contentType: ContentType, disposition: ContentType?, encoding: TransferEncoding,
    body: ArraySlice<UInt8>, children: [Part], attached: [Message], defects: [Defect]
  ) {
    self.header = header
    self.contentType = contentType
    kind =
      contentType.isMultipart
      ? .multipart
      : contentType.value == "text/plain"
        ? .plainText
        : contentType.value == "text/html" || contentType.value == "application/xhtml+xml"
          ? .page : .other
    self.disposition = disposition
    self.encoding = encoding
    self.body = body
    self.children = children
    self.attached = attached
    self.defects = defects
  }

  /// The file name that the sender gave, decoded; may hold anything.
  package var filename: String? {
    disposition?.parameters["filename"] ?? contentType.parameters["name"]
  }

  /// A file that the sender did not mean to be read in place.
  var isNamedFile: Bool {
    let place = disposition?.value
    return place == "attachment" || (place != "inline" && filename != nil)
  }

  /// A page that hangs on the mail as a file, whatever type it is said to be.
  var isPageFile: Bool {
    if kind == .page { return true }
    let name = filename?.lowercased() ?? ""
    return [".htm", ".html", ".shtml", ".xhtml", ".xht"].contains(where: name.hasSuffix)
  }

  package var isAttachment: Bool {
    disposition?.value == "attachment" || (filename != nil && !contentType.isText && !contentType.isMultipart)
  }

  /// The content after transfer decoding.
  package func content() -> [UInt8] { encoding.decode(body).content }

  /// The content of a text part as text.
  package func text() -> (text: String, defects: [Defect]) {
    encoding.withDecoded(body.prefix(Bounds.textBytes * 2)) { content, junk in
      let (text, defect) = Charset.decode(content, label: contentType.parameters["charset"])
      return (text, defects(of: defect, junk: junk))
    }
  }

  /// The same as UTF-8 for as long as `read` runs.
  func withText<Result>(_ read: (UnsafeBufferPointer<UInt8>) -> Result) -> (result: Result, defects: [Defect]) {
    encoding.withDecoded(body.prefix(Bounds.textBytes * 2)) { content, junk in
      let (result, defect) = Charset.read(content, label: contentType.parameters["charset"], read)
      return (result, defects(of: defect, junk: junk))
    }
  }

  private func defects(of charset: Defect?, junk: Int) -> [Defect] {
    guard junk > 0 else { return charset.map { [$0] } ?? [] }
    let found = Defect(encoding == .base64 ? .badBase64 : .badQuotedPrintable, "\(junk) bytes passed over")
    return (charset.map { [$0] } ?? []) + [found]
  }

  /// This part and all parts inside it, attached messages not entered.
  func collect(into parts: inout [Part]) {
    parts.append(self)
    for child in children { child.collect(into: &parts) }
  }
}
