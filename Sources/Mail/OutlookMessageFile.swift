/// Reading a `.msg` file: a compound file with a storage for the message, each recipient and each attachment ([MS-OXMSG]).
extension OutlookMessage {
  package static func isFile(_ bytes: some Collection<UInt8>) -> Bool {
    CompoundFile.isOne(Array(bytes.prefix(8))[...])
  }

  /// nil where `bytes` are no compound file, or one that holds no message.
  package init?(file bytes: ArraySlice<UInt8>) {
    guard var file = CompoundFile(bytes) else { return nil }
    guard file.children(of: 0).contains(where: { Self.isPropertyStream($0.entry.name) }) else { return nil }
    self.init(storage: 0, of: &file, depth: 0, page: 1252)
    defects += file.defects
  }

  private init(storage: Int, of file: inout CompoundFile, depth: Int, page: Int) {
    self.init(page: page)
    let children = file.children(of: storage)
    read(Self.properties(of: children, in: &file, header: depth == 0 ? 32 : 24))
    for (index, entry) in children.sorted(by: { $0.entry.name < $1.entry.name }) where entry.kind == .storage {
      if entry.name.hasPrefix("__recip_version1.0_") {
        addRecipient(Self.properties(of: file.children(of: index), in: &file, header: 8))
      } else if entry.name.hasPrefix("__attach_version1.0_") {
        let parts = file.children(of: index)
        guard
          let nested = parts.first(where: {
            $0.entry.kind == .storage && $0.entry.name.lowercased() == "__substg1.0_3701000d"
          })
        else {
          addAttachment(Self.properties(of: parts, in: &file, header: 8))
          continue
        }
        guard depth + 1 < Bounds.depth, embedded.count < Bounds.parts else {
          defects.append(Defect(.tooDeep, "messages inside messages"))
          continue
        }
        // Other objects (a chart, a picture) lie in such a storage too.
        guard file.children(of: nested.index).contains(where: { Self.isPropertyStream($0.entry.name) }) else {
          defects.append(Defect(.attachmentUnreadable, "an embedded object that is no message"))
          continue
        }
        embedded.append(OutlookMessage(storage: nested.index, of: &file, depth: depth + 1, page: self.page))
      }
    }
    finish()
  }

  private static func isPropertyStream(_ name: String) -> Bool { name.lowercased() == "__properties_version1.0" }

  /// Fixed values stand in one stream behind `header` bytes, 16 bytes each; all others in streams named by id and type.
  private static func properties(
    of children: [(index: Int, entry: CompoundFile.Entry)], in file: inout CompoundFile, header: Int
  ) -> OutlookProperties {
    var properties = OutlookProperties()
    for (_, entry) in children.prefix(Bounds.headerFields) where entry.kind == .stream {
      if isPropertyStream(entry.name) {
        var reader = ByteReader(file.content(of: entry).dropFirst(header))
        var count = 0
        while count < Bounds.headerFields, let type = reader.number16(), let id = reader.number16(),
          reader.number32() != nil,
          let value = reader.take(8)
        {
          if ![0x001E, 0x001F, 0x0102, 0x000D].contains(type) { properties.add(id, type: type, value) }
          count += 1
        }
      } else if entry.name.utf8.count == 20, entry.name.lowercased().hasPrefix("__substg1.0_"),
        let tag = UInt32(entry.name.suffix(8), radix: 16)
      {
        properties.add(UInt16(tag >> 16), type: UInt16(tag & 0xFFFF), file.content(of: entry)[...])
      }
    }
    return properties
  }
}
