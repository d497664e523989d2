import Vocabulary

/// The properties of one Outlook object (message, recipient, attachment), however they were stored.
struct OutlookProperties {
  /// Property ids of [MS-OXPROPS] that say what a mail says.
  enum ID {
    static let subject: UInt16 = 0x0037
    static let submitTime: UInt16 = 0x0039
    static let representingName: UInt16 = 0x0042
    static let representingAddress: UInt16 = 0x0065
    static let transportHeaders: UInt16 = 0x007D
    static let recipientType: UInt16 = 0x0C15
    static let senderName: UInt16 = 0x0C1A
    static let senderAddress: UInt16 = 0x0C1F
    static let deliveryTime: UInt16 = 0x0E06
    static let normalizedSubject: UInt16 = 0x0E1D
    static let body: UInt16 = 0x1000
    static let compressedRichText: UInt16 = 0x1009
    static let html: UInt16 = 0x1013
    static let messageID: UInt16 = 0x1035
    static let displayName: UInt16 = 0x3001
    static let address: UInt16 = 0x3003
    static let attachedData: UInt16 = 0x3701
    static let fileName: UInt16 = 0x3704
    static let attachMethod: UInt16 = 0x3705
    static let longFileName: UInt16 = 0x3707
    static let mediaType: UInt16 = 0x370E
    static let smtpAddress: UInt16 = 0x39FE
    static let internetCodePage: UInt16 = 0x3FDE
    static let codePage: UInt16 = 0x3FFD
    static let senderSMTP: UInt16 = 0x5D01
    static let representingSMTP: UInt16 = 0x5D02
  }

  private(set) var numbers: [UInt16: Int64] = [:]
  private(set) var binaries: [UInt16: [UInt8]] = [:]
  private var wide: [UInt16: [UInt8]] = [:]
  private var narrow: [UInt16: [UInt8]] = [:]

  /// Keeps a value of the property type `type` ([MS-OXCDATA] section 2.11.1).
  mutating func add(_ id: UInt16, type: UInt16, _ bytes: ArraySlice<UInt8>) {
    var reader = ByteReader(bytes)
    switch type {
    case 0x0002: numbers[id] = reader.number16().map { Int64(Int16(bitPattern: $0)) }
    case 0x0003: numbers[id] = reader.number32().map { Int64(Int32(bitPattern: $0)) }
    case 0x000B: numbers[id] = reader.byte().map { Int64($0) }
    case 0x0014, 0x0040: numbers[id] = reader.number64().map { Int64(bitPattern: $0) }
    case 0x001E: narrow[id] = Array(bytes)
    case 0x001F: wide[id] = Array(bytes)
    case 0x0102, 0x000D: binaries[id] = Array(bytes)
    default: break
    }
  }

  /// Code page of narrow strings and of HTML bytes.
  func codePage(for id: UInt16) -> Int {
    let pages = id == ID.html ? [ID.internetCodePage, ID.codePage] : [ID.codePage, ID.internetCodePage]
    return Int(pages.lazy.compactMap { numbers[$0] }.first { $0 > 0 } ?? 1252)
  }

  /// `page` is used where the object itself names no code page.
  func text(_ id: UInt16, page: Int? = nil) -> String? {
    if let bytes = wide[id] {
      var units: [UInt16] = []
      units.reserveCapacity(bytes.count / 2)
      var reader = ByteReader(bytes.prefix(Bounds.textBytes))
      while let unit = reader.number16() { units.append(unit) }
      while units.last == 0 { units.removeLast() }
      return String(decoding: units, as: UTF16.self)
    }
    guard var bytes = narrow[id] else { return nil }
    while bytes.last == 0 { bytes.removeLast() }
    let known = numbers[ID.codePage] != nil || numbers[ID.internetCodePage] != nil
    return Charset.decode(bytes, label: CodePage.label(known ? codePage(for: id) : page ?? 1252)).text
  }

  func html(page: Int) -> String? {
    if let text = text(ID.html, page: page) { return text }
    guard let bytes = binaries[ID.html] else { return nil }
    return Charset.decode(
      bytes, label: CodePage.label(numbers[ID.internetCodePage] == nil ? page : codePage(for: ID.html))
    ).text
  }

  /// 100 nanoseconds since 1601 as a moment.
  func time(_ id: UInt16) -> Timestamp? {
    guard let ticks = numbers[id], ticks > 116_444_736_000_000_000, ticks < 188_700_000_000_000_000 else { return nil }
    return Timestamp(seconds: ticks / 10_000_000 - 11_644_473_600)
  }

  func mailbox(name: UInt16, smtp: UInt16, address: UInt16, page: Int) -> Mailbox? {
    let found = [smtp, address].lazy.compactMap { text($0, page: page).flatMap { EmailAddress($0) } }.first
    var name = text(name, page: page)
    if let text = name,
      text.isEmpty || text.lowercased() == found?.text || text.lowercased() == "'\(found?.text ?? "")'"
    {
      name = nil
    }
    return name == nil && found == nil ? nil : Mailbox(name: name, address: found)
  }
}

/// Windows code page numbers as charset labels.
enum CodePage {
  static func label(_ page: Int) -> String {
    switch page {
    case 65001: "utf-8"
    case 932: "cp932"
    case 936, 54936: "gb18030"
    case 949: "cp949"
    case 950: "big5"
    case 874: "cp874"
    case 20127: "us-ascii"
    case 20866: "koi8-r"
    case 21866: "koi8-u"
    case 28591...28605: "iso-8859-\(page - 28590)"
    case 50220...50222: "iso-2022-jp"
    case 51932: "euc-jp"
    case 51949: "euc-kr"
    case 1250...1258: "windows-\(page)"
    case 437, 850, 852, 855, 857, 860...869: "cp\(page)"
    default: "windows-1252"
    }
  }
}
