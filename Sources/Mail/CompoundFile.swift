/// A file system inside a file ([MS-CFB]): how Outlook saves one message, with a stream for each of its properties.
struct CompoundFile {
  struct Entry {
    enum Kind { case storage, stream }
    /// At most 31 UTF-16 units.
    let name: String
    let kind: Kind
    let start: UInt32
    let size: Int
    fileprivate let left: UInt32
    fileprivate let right: UInt32
    fileprivate let child: UInt32
  }

  private(set) var defects: [Defect] = []
  /// The root first.
  private var entries: [Entry?] = []
  private let bytes: ArraySlice<UInt8>
  private var sectorSize = 512
  private var table: [UInt32] = []
  private var miniTable: [UInt32] = []
  private var miniStream: [UInt8] = []
  private var miniCutoff = 4096
  /// Bytes that may still be read: entries may all claim the same sectors.
  private var budget = Bounds.expandedBytes

  private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  private static let longestDirectory = 65_536
  private static let none: UInt32 = 0xFFFF_FFFF
  /// Sector numbers from here on mark ends and holes.
  private static let special: UInt32 = 0xFFFF_FFFA

  static func isOne(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: signature) }

  /// nil where `bytes` are no such file, or where its directory cannot be found.
  init?(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    guard Self.isOne(bytes), bytes.count >= 512, let shift = number16(30), shift == 9 || shift == 12,
      let directory = number32(48), let cutoff = number32(56), let mini = number32(60)
    else { return nil }
    sectorSize = 1 << Int(shift)
    miniCutoff = Int(min(cutoff, 4096))
    readTable()
    readDirectory(from: directory, wideSizes: shift == 12)
    guard let root = entries.first, let root else { return nil }
    miniTable = Self.numbers(chain(from: mini, limit: bytes.count))
    miniStream = chain(from: root.start, limit: min(root.size, bytes.count))
  }

  private func number16(_ offset: Int) -> UInt16? { ByteReader.number16(bytes, at: offset) }
  private func number32(_ offset: Int) -> UInt32? { ByteReader.number32(bytes, at: offset) }

  private func sector(_ number: UInt32) -> ArraySlice<UInt8>? {
    let offset = (Int(number) + 1) * sectorSize
    guard number < Self.special, offset < bytes.count else { return nil }
    return bytes.dropFirst(offset).prefix(sectorSize)
  }

  private static func numbers(_ bytes: [UInt8]) -> [UInt32] {
    var reader = ByteReader(bytes[...])
    var out: [UInt32] = []
    out.reserveCapacity(bytes.count / 4)
    while let number = reader.number32() { out.append(number) }
    return out
  }

  /// The allocation table, whose own sectors are listed in the header and in a chain behind it.
  private mutating func readTable() {
    let most = bytes.count / sectorSize + 1
    var sectors: [UInt32] = []
    for index in 0..<109 {
      if let number = number32(76 + index * 4), number < Self.special { sectors.append(number) }
    }
    var next = number32(68) ?? Self.none
    var seen: Set<UInt32> = []
    while let list = sector(next), sectors.count < most {
      guard seen.insert(next).inserted else {
        defects.append(Defect(.attachmentUnreadable, "compound file: its sector list runs in a circle"))
        break
      }
      var numbers = Self.numbers(Array(list))
      next = numbers.popLast() ?? Self.none
      sectors += numbers.filter { $0 < Self.special }
    }
    for number in sectors.prefix(most) {
      guard let part = sector(number) else {
        defects.append(Defect(.attachmentUnreadable, "compound file: cut off"))
        break
      }
      table += Self.numbers(Array(part))
    }
  }

  private mutating func readDirectory(from start: UInt32, wideSizes: Bool) {
    let directory = chain(from: start, limit: Self.longestDirectory * 128)
    for offset in stride(from: 0, to: directory.count - 127, by: 128) {
      let record = directory[offset..<(offset + 128)]
      entries.append(Self.entry(record, wideSizes: wideSizes))
    }
  }

  private static func entry(_ record: ArraySlice<UInt8>, wideSizes: Bool) -> Entry? {
    let kind = record[record.startIndex + 66]
    guard kind == 1 || kind == 2 || kind == 5 else { return nil }
    let length = min(Int(ByteReader.number16(record, at: 64) ?? 0), 64)
    var units: [UInt16] = []
    for unit in stride(from: 0, to: max(0, length - 1), by: 2) {
      if let value = ByteReader.number16(record, at: unit), value != 0 { units.append(value) }
    }
    func number(_ offset: Int) -> UInt32 { ByteReader.number32(record, at: offset) ?? none }
    let size = UInt64(number(120)) | (wideSizes ? UInt64(number(124)) << 32 : 0)
    return Entry(
      name: String(decoding: units, as: UTF16.self), kind: kind == 2 ? .stream : .storage, start: number(116),
      size: Int(clamping: size),
      left: number(68), right: number(72), child: number(76))
  }

  /// The bytes of the sectors from `start` on, at most `limit`.
  private mutating func chain(from start: UInt32, limit: Int) -> [UInt8] {
    var out: [UInt8] = []
    var next = start
    var steps = 0
    while out.count < limit, next < Self.special {
      // A chain longer than the table has come back to itself.
      guard Int(next) < table.count, steps <= table.count, let part = sector(next) else {
        defects.append(Defect(.attachmentUnreadable, "compound file: a chain of sectors is broken"))
        break
      }
      out += part
      next = table[Int(next)]
      steps += 1
    }
    return out.count > limit ? Array(out[..<limit]) : out
  }

  /// What lies in the storage `index` (0 is the root), each entry once, however its tree is linked.
  func children(of index: Int) -> [(index: Int, entry: Entry)] {
    guard entries.indices.contains(index), let storage = entries[index], storage.kind == .storage else { return [] }
    var found: [(index: Int, entry: Entry)] = []
    var seen: Set<UInt32> = [UInt32(index)]
    var open = [storage.child]
    while let next = open.popLast() {
      guard next != Self.none, Int(next) < entries.count, seen.insert(next).inserted, let entry = entries[Int(next)]
      else { continue }
      found.append((Int(next), entry))
      open.append(entry.left)
      open.append(entry.right)
    }
    return found
  }

  /// The content of a stream; short ones lie in a stream of their own, in units of 64 bytes.
  mutating func content(of entry: Entry) -> [UInt8] {
    let size = min(entry.size, bytes.count, budget)
    if size < entry.size {
      defects.append(Defect(.attachmentUnreadable, "compound file: a stream is longer than the file"))
    }
    budget -= size
    guard entry.size < miniCutoff else { return chain(from: entry.start, limit: size) }
    var out: [UInt8] = []
    var next = entry.start
    var steps = 0
    while out.count < size, next < Self.special {
      let offset = Int(next) * 64
      guard Int(next) < miniTable.count, offset < miniStream.count, steps <= miniTable.count else {
        defects.append(Defect(.attachmentUnreadable, "compound file: a short stream is broken"))
        break
      }
      out += miniStream[offset...].prefix(min(64, size - out.count))
      next = miniTable[Int(next)]
      steps += 1
    }
    return out
  }
}
