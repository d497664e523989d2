/// The two forms in which header fields and bodies are signed (RFC 6376 section 3.4). Line ends count as CRLF however
/// the file keeps them: archived mail often has LF alone.
package struct DKIMCanonicalization: Sendable, Hashable {
  package enum Form: String, Sendable, Hashable { case simple, relaxed }

  package let header: Form
  package let body: Form

  package init(header: Form = .simple, body: Form = .simple) {
    self.header = header
    self.body = body
  }

  /// Reads the value of `c=`: `relaxed/simple`, `relaxed` (the body is then simple).
  init?(tag: String) {
    let forms = tag.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    guard forms.count <= 2, let header = Form(rawValue: String(forms[0])) else { return nil }
    guard let body = forms.count == 2 ? Form(rawValue: String(forms[1])) : .simple else { return nil }
    self.init(header: header, body: body)
  }

  /// Appends one header field in `form`, with its line end. `signature` names a range of the field's bytes that
  /// counts as empty: the value of `b=`; such a field is the last and goes without line end (section 3.7).
  static func append(
    _ field: HeaderField, of bytes: ArraySlice<UInt8>, form: Form, without signature: Range<Int>? = nil,
    to out: inout [UInt8]
  ) {
    switch form {
    case .simple: appendSimple(bytes[field.range], without: signature, to: &out)
    case .relaxed:
      out += bytes[field.nameRange].lazy.map(HeaderName.lower)
      out.append(UInt8(ascii: ":"))
      appendRelaxed(bytes[field.valueRange], without: signature, to: &out)
    }
    if signature == nil { out += [0x0D, 0x0A] }
  }

  private static func appendSimple(_ field: ArraySlice<UInt8>, without signature: Range<Int>?, to out: inout [UInt8]) {
    var field = field
    if field.last == 0x0A { field.removeLast() }
    if field.last == 0x0D { field.removeLast() }
    var previous: UInt8 = 0
    for (index, byte) in zip(field.indices, field) {
      if signature?.contains(index) == true { continue }
      if byte == 0x0A, previous != 0x0D { out.append(0x0D) }
      out.append(byte)
      previous = byte
    }
  }

  private static func appendRelaxed(_ value: ArraySlice<UInt8>, without signature: Range<Int>?, to out: inout [UInt8]) {
    var space = false
    var isEmpty = true
    for (index, byte) in zip(value.indices, value) {
      if signature?.contains(index) == true { continue }
      switch byte {
      case 0x20, 0x09: space = true
      case 0x0A: continue
      case 0x0D where index + 1 < value.endIndex && value[index + 1] == 0x0A: continue
      default:
        if space, !isEmpty { out.append(0x20) }
        space = false
        isEmpty = false
        out.append(byte)
      }
    }
  }
}
