/// Writes compound files as Outlook does, so that reading them can be tested on files of our own.
struct CompoundFileWriter {
  indirect enum Node {
    case storage(String, [Node])
    case stream(String, [UInt8])
  }

  private struct Record {
    var name: String
    var kind: UInt8
    var right: UInt32 = 0xFFFF_FFFF
    var child: UInt32 = 0xFFFF_FFFF
    var start: UInt32 = 0xFFFF_FFFE
    var size = 0
  }

  private var records: [Record] = []
  private var sectors: [UInt8] = []
  private var table: [UInt32] = []
  private var mini: [UInt8] = []
  private var miniTable: [UInt32] = []

  static func file(_ nodes: [Node]) -> [UInt8] {
    var writer = CompoundFileWriter()
    writer.records.append(Record(name: "Root Entry", kind: 5))
    writer.records[0].child = writer.add(nodes)
    return writer.finished()
  }

  private mutating func add(_ nodes: [Node]) -> UInt32 {
    var next: UInt32 = 0xFFFF_FFFF
    for node in nodes.reversed() {
      let index = records.count
      switch node {
      case .storage(let name, let children):
        records.append(Record(name: name, kind: 1, right: next))
        records[index].child = add(children)
      case .stream(let name, let bytes):
        records.append(Record(name: name, kind: 2, right: next, size: bytes.count))
        records[index].start = bytes.count < 4096 ? addMini(bytes) : add(bytes)
      }
      next = UInt32(index)
    }
    return next
  }

  private mutating func add(_ bytes: [UInt8]) -> UInt32 {
    guard !bytes.isEmpty else { return 0xFFFF_FFFE }
    let first = table.count
    let count = (bytes.count + 511) / 512
    for index in 0..<count { table.append(index + 1 < count ? UInt32(first + index + 1) : 0xFFFF_FFFE) }
    sectors += bytes + [UInt8](repeating: 0, count: count * 512 - bytes.count)
    return UInt32(first)
  }

  private mutating func addMini(_ bytes: [UInt8]) -> UInt32 {
    guard !bytes.isEmpty else { return 0xFFFF_FFFE }
    let first = miniTable.count
    let count = (bytes.count + 63) / 64
    for index in 0..<count { miniTable.append(index + 1 < count ? UInt32(first + index + 1) : 0xFFFF_FFFE) }
    mini += bytes + [UInt8](repeating: 0, count: count * 64 - bytes.count)
    return UInt32(first)
  }

  private mutating func finished() -> [UInt8] {
    records[0].size = mini.count
    records[0].start = add(mini)
    let miniStart = add(miniTable.flatMap { Self.bytes($0) })
    let miniCount = (miniTable.count * 4 + 511) / 512
    let directory = add(records.flatMap(Self.bytes))
    var tableSectors = 1
    while tableSectors * 128 < table.count + tableSectors { tableSectors += 1 }
    let tableStart = table.count
    for _ in 0..<tableSectors { table.append(0xFFFF_FFFD) }
    while !table.count.isMultiple(of: 128) { table.append(0xFFFF_FFFF) }
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
    header += [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0] + Self.bytes(0 as UInt32)
    header +=
      Self.bytes(UInt32(tableSectors)) + Self.bytes(directory) + Self.bytes(0 as UInt32) + Self.bytes(4096 as UInt32)
    header += Self.bytes(miniStart) + Self.bytes(UInt32(miniCount))
    header += Self.bytes(0xFFFF_FFFE as UInt32) + Self.bytes(0 as UInt32)
    for index in 0..<109 {
      header += Self.bytes(index < tableSectors ? UInt32(tableStart + index) : 0xFFFF_FFFF as UInt32)
    }
    return header + sectors + table.flatMap { Self.bytes($0) }
  }

  static func bytes(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (UInt32($0) * 8)) }
  }
  static func bytes(_ number: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }

  private static func bytes(_ record: Record) -> [UInt8] {
    let name = record.name.utf16.flatMap { bytes($0) }
    var out = name + [UInt8](repeating: 0, count: 64 - name.count)
    out +=
      bytes(UInt16(name.count + 2)) + [record.kind, 1] + bytes(0xFFFF_FFFF as UInt32) + bytes(record.right)
      + bytes(record.child)
    out += [UInt8](repeating: 0, count: 36) + bytes(record.start) + bytes(UInt32(record.size)) + bytes(0 as UInt32)
    return out
  }
}

/// A message as the properties of the tests describe it, in both of Outlook's forms.
struct OutlookFixture {
  enum Value {
    case number(Int32)
    case time(Int64)
    case wide(String)
    case narrow([UInt8])
    case binary([UInt8])
  }

  var properties: [(UInt16, Value)] = []
  var recipients: [[(UInt16, Value)]] = []
  var attachments: [[(UInt16, Value)]] = []
  var embedded: [OutlookFixture] = []

  /// As a `.msg` file.
  var file: [UInt8] {
    let names = ["00020102", "00030102", "00040102"].map { CompoundFileWriter.Node.stream("__substg1.0_\($0)", []) }
    return CompoundFileWriter.file([.storage("__nameid_version1.0", names)] + nodes(header: 32))
  }

  private func nodes(header: Int) -> [CompoundFileWriter.Node] {
    var nodes = Self.nodes(properties, header: header)
    for (index, row) in recipients.enumerated() {
      nodes.append(.storage("__recip_version1.0_#0000000\(index)", Self.nodes(row, header: 8)))
    }
    for (index, row) in attachments.enumerated() {
      nodes.append(.storage("__attach_version1.0_#0000000\(index)", Self.nodes(row, header: 8)))
    }
    for (index, message) in embedded.enumerated() {
      let method: [(UInt16, Value)] = [(0x3705, .number(5))]
      let inner = CompoundFileWriter.Node.storage("__substg1.0_3701000D", message.nodes(header: 24))
      nodes.append(.storage("__attach_version1.0_#0000001\(index)", Self.nodes(method, header: 8) + [inner]))
    }
    return nodes
  }

  private static func nodes(_ row: [(UInt16, Value)], header: Int) -> [CompoundFileWriter.Node] {
    var fixed = [UInt8](repeating: 0, count: header)
    var nodes: [CompoundFileWriter.Node] = []
    for (id, value) in row {
      let (type, bytes, isFixed) = encoded(value)
      fixed += CompoundFileWriter.bytes(type) + CompoundFileWriter.bytes(id) + [6, 0, 0, 0]
      if isFixed {
        fixed += bytes + [UInt8](repeating: 0, count: 8 - bytes.count)
      } else {
        fixed += CompoundFileWriter.bytes(UInt32(bytes.count)) + [0, 0, 0, 0]
        let name = [id, type].map { String("000\(String($0, radix: 16, uppercase: true))".suffix(4)) }.joined()
        nodes.append(.stream("__substg1.0_\(name)", bytes))
      }
    }
    return nodes + [.stream("__properties_version1.0", fixed)]
  }

  static func encoded(_ value: Value) -> (type: UInt16, bytes: [UInt8], fixed: Bool) {
    switch value {
    case .number(let number): (0x0003, CompoundFileWriter.bytes(UInt32(bitPattern: number)), true)
    case .time(let seconds):
      (0x0040, (0..<8).map { UInt8(truncatingIfNeeded: ((seconds + 11_644_473_600) * 10_000_000) >> ($0 * 8)) }, true)
    case .wide(let text): (0x001F, text.utf16.flatMap { CompoundFileWriter.bytes($0) }, false)
    case .narrow(let bytes): (0x001E, bytes, false)
    case .binary(let bytes): (0x0102, bytes, false)
    }
  }

  /// As `winmail.dat`.
  var winmail: [UInt8] {
    var out: [UInt8] = [0x78, 0x9F, 0x3E, 0x22, 1, 0]
    func attribute(_ level: UInt8, _ id: UInt16, _ type: UInt16, _ data: [UInt8]) {
      out +=
        [level] + CompoundFileWriter.bytes(id) + CompoundFileWriter.bytes(type)
        + CompoundFileWriter.bytes(UInt32(data.count)) + data
      out += CompoundFileWriter.bytes(data.reduce(0 as UInt16) { $0 &+ UInt16($1) })
    }
    attribute(1, 0x9006, 8, [0, 0, 1, 0])
    attribute(1, 0x9007, 6, [0xE4, 4, 0, 0, 0, 0, 0, 0])
    attribute(1, 0x9003, 6, Self.list(properties))
    if !recipients.isEmpty {
      attribute(1, 0x9004, 6, CompoundFileWriter.bytes(UInt32(recipients.count)) + recipients.flatMap(Self.list))
    }
    for row in attachments {
      attribute(2, 0x9002, 6, [UInt8](repeating: 0, count: 14))
      for case (0x3701, .binary(let data)) in row { attribute(2, 0x800F, 6, data) }
      attribute(2, 0x9005, 6, Self.list(row.filter { $0.0 != 0x3701 }))
    }
    for message in embedded {
      attribute(2, 0x9002, 6, [UInt8](repeating: 0, count: 14))
      let interface: [UInt8] = [7, 3, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]
      let object = interface + message.winmail
      var list = CompoundFileWriter.bytes(2 as UInt32) + [3, 0, 5, 0x37, 5, 0, 0, 0] + [0x0D, 0, 1, 0x37, 1, 0, 0, 0]
      list +=
        CompoundFileWriter.bytes(UInt32(object.count)) + object
        + [UInt8](repeating: 0, count: (4 - object.count % 4) % 4)
      attribute(2, 0x9005, 6, list)
    }
    return out
  }

  private static func list(_ row: [(UInt16, Value)]) -> [UInt8] {
    var out = CompoundFileWriter.bytes(UInt32(row.count))
    for (id, value) in row {
      let (type, bytes, fixed) = encoded(value)
      out += CompoundFileWriter.bytes(type) + CompoundFileWriter.bytes(id)
      if !fixed { out += CompoundFileWriter.bytes(1 as UInt32) + CompoundFileWriter.bytes(UInt32(bytes.count)) }
      out += bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }
    return out
  }
}
