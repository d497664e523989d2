import Vocabulary

/// Reading `winmail.dat` (application/ms-tnef): a message's properties as one stream of attributes ([MS-OXTNEF]).
extension OutlookMessage {
  private enum Attribute {
    static let from: UInt16 = 0x8000
    static let subject: UInt16 = 0x8004
    static let messageID: UInt16 = 0x8009
    static let body: UInt16 = 0x800C
    static let attachedData: UInt16 = 0x800F
    static let attachedTitle: UInt16 = 0x8010
    static let attachment: UInt16 = 0x9002
    static let messageProperties: UInt16 = 0x9003
    static let recipients: UInt16 = 0x9004
    static let attachmentProperties: UInt16 = 0x9005
    static let codePage: UInt16 = 0x9007
  }

  package static func isTNEF(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x78, 0x9F, 0x3E, 0x22]) }

  /// nil where `bytes` do not begin as such a stream does.
  package init?(tnef bytes: ArraySlice<UInt8>) {
    var budget = Bounds.parts
    self.init(tnef: bytes, depth: 0, budget: &budget)
  }

  private init?(tnef bytes: ArraySlice<UInt8>, depth: Int, budget: inout Int) {
    guard Self.isTNEF(bytes) else { return nil }
    self.init(page: 1252)
    var reader = ByteReader(bytes.dropFirst(6))
    var message = OutlookProperties()
    var recipients: [OutlookProperties] = []
    var open: (properties: OutlookProperties, title: String?, data: [UInt8]?)?
    while let level = reader.byte() {
      guard level == 1 || level == 2, let id = reader.number16(), reader.number16() != nil,
        let length = reader.number32(),
        let data = reader.take(Int(length)), let checksum = reader.number16()
      else {
        defects.append(
          Defect(
            .attachmentUnreadable, "winmail.dat: cut off or broken after \(reader.position - bytes.startIndex) bytes"))
        break
      }
      if data.reduce(0 as UInt16, { $0 &+ UInt16($1) }) != checksum, defects.count < 20 {
        defects.append(Defect(.attachmentUnreadable, "winmail.dat: wrong checksum"))
      }
      switch id {
      case Attribute.codePage: page = Int(ByteReader.number32(data, at: 0) ?? 1252)
      case Attribute.subject: subject = text(data)
      case Attribute.messageID: messageID = text(data)
      case Attribute.body: textBody = text(data)
      case Attribute.messageProperties:
        var properties = ByteReader(data)
        message = Self.properties(&properties, defects: &defects)
      case Attribute.recipients:
        var rows = ByteReader(data)
        let count = rows.number32() ?? 0
        for _ in 0..<min(Int(count), Bounds.addresses) where rows.left > 0 {
          recipients.append(Self.properties(&rows, defects: &defects))
        }
      case Attribute.attachment:
        if let open { close(open, depth: depth, budget: &budget) }
        open = (OutlookProperties(), nil, nil)
      case Attribute.attachedTitle: open?.title = text(data)
      case Attribute.attachedData: open?.data = Array(data)
      case Attribute.attachmentProperties:
        var properties = ByteReader(data)
        open?.properties = Self.properties(&properties, defects: &defects)
      default: break
      }
    }
    if let open { close(open, depth: depth, budget: &budget) }
    read(message)
    for row in recipients { addRecipient(row) }
    finish()
  }

  private func text(_ data: ArraySlice<UInt8>) -> String {
    var bytes = data
    while bytes.last == 0 { bytes.removeLast() }
    return Charset.decode(bytes, label: CodePage.label(page)).text
  }

  private mutating func close(
    _ attachment: (properties: OutlookProperties, title: String?, data: [UInt8]?), depth: Int, budget: inout Int
  ) {
    budget -= 1
    guard budget > 0 else { return }
    let object = attachment.properties.binaries[OutlookProperties.ID.attachedData]
    // An embedded message is the object's interface id (16 bytes) and a stream of its own.
    if attachment.properties.numbers[OutlookProperties.ID.attachMethod] == 5, let object,
      Self.isTNEF(object.dropFirst(16))
    {
      guard depth + 1 < Bounds.depth else {
        defects.append(Defect(.tooDeep, "messages inside messages"))
        return
      }
      if let message = OutlookMessage(tnef: object[16...], depth: depth + 1, budget: &budget) {
        embedded.append(message)
      }
      return
    }
    addAttachment(attachment.properties, title: attachment.title, data: attachment.data ?? object)
  }

  /// One list of properties: a count, then each with type, id, perhaps a name, and its values padded to 4 bytes.
  private static func properties(_ reader: inout ByteReader, defects: inout [Defect]) -> OutlookProperties {
    var properties = OutlookProperties()
    guard let count = reader.number32() else { return properties }
    for _ in 0..<min(Int(count), Bounds.headerFields) {
      guard let type = reader.number16(), let id = reader.number16(), id < 0x8000 || skipName(&reader),
        let values = values(of: type, &reader)
      else {
        if defects.count < 20 {
          defects.append(Defect(.attachmentUnreadable, "winmail.dat: a list of properties is broken"))
        }
        break
      }
      // Of several values the first says enough; named properties are not ours.
      if id < 0x8000, let first = values.first, type & 0x1000 == 0 { properties.add(id, type: type, first) }
    }
    return properties
  }

  private static func skipName(_ reader: inout ByteReader) -> Bool {
    guard reader.take(16) != nil, let kind = reader.number32(), let value = reader.number32() else { return false }
    return kind == 0 || reader.take(padded(Int(value))) != nil
  }

  private static func padded(_ count: Int) -> Int { (count + 3) & ~3 }

  private static func values(of type: UInt16, _ reader: inout ByteReader) -> [ArraySlice<UInt8>]? {
    let base = type & 0x0FFF
    let variable = base == 0x001E || base == 0x001F || base == 0x0102 || base == 0x000D
    var count = 1
    if variable || type & 0x1000 != 0 {
      guard let number = reader.number32(), Int(number) <= reader.left else { return nil }
      count = Int(number)
    }
    var values: [ArraySlice<UInt8>] = []
    for _ in 0..<count {
      let size: Int
      if variable {
        guard let length = reader.number32() else { return nil }
        size = Int(length)
      } else {
        switch base {
        case 0x0001: size = 0
        case 0x0002, 0x0003, 0x0004, 0x000A, 0x000B: size = 4
        case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040: size = 8
        case 0x0048: size = 16
        default: return nil
        }
      }
      guard let bytes = reader.take(padded(size)) else { return nil }
      if values.isEmpty { values.append(bytes.prefix(size)) }
      if size == 0, !variable { break }
    }
    return values
  }
}
