import Testing
import Vocabulary

@testable import Mail

@Suite struct MutationTests {
  /// Reads everything that can be read of a message, and says what of its ranges is wrong.
  private func fault(_ bytes: ArraySlice<UInt8>) -> String? {
    let message = Message(bytes)
    let content = MessageText(message)
    let original = Original(message, content: content, carrier: .original)
    guard content.links.count <= Bounds.links * 3, original.attachments.count <= Bounds.parts else { return "bounds" }
    return fault(message, depth: 0)
  }

  private func fault(_ message: Message, depth: Int) -> String? {
    guard depth <= Bounds.depth + 1 else { return "depth" }
    if let fault = fault(message.header, of: message.bytes) { return fault }
    for part in message.parts {
      if let fault = fault(part.header, of: part.header.bytes) { return fault }
      guard message.bytes.startIndex <= part.body.startIndex, part.body.endIndex <= message.bytes.endIndex else {
        return "body outside"
      }
      for attached in part.attached {
        if part.encoding == .identity || part.encoding == .unknown {
          guard attached.bytes.elementsEqual(part.body.suffix(attached.bytes.count)) else { return "attached bytes" }
        }
        if let fault = fault(attached, depth: depth + 1) { return fault }
      }
    }
    return nil
  }

  private func fault(_ header: HeaderBlock, of bytes: ArraySlice<UInt8>) -> String? {
    var end = bytes.startIndex
    for field in header.fields {
      guard field.range.lowerBound >= end, field.range.upperBound <= header.bodyStart else { return "field order" }
      guard field.range.contains(field.nameRange.lowerBound), field.nameRange.upperBound < field.valueRange.lowerBound,
        field.valueRange.upperBound <= field.range.upperBound
      else { return "field ranges" }
      guard
        bytes[field.nameRange].map({ $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }) == Array(header.key(of: field).utf8)
      else {
        return "key"
      }
      _ = header.text(of: field)
      end = field.range.upperBound
    }
    return header.bodyStart <= bytes.endIndex ? nil : "body start"
  }

  @Test func `every fixture is read whole`() {
    #expect(Fixture.all.count >= 15)
    for (name, bytes) in Fixture.all { #expect(fault(bytes[...]) == nil, "\(name)") }
  }

  @Test func `every truncation of every fixture is read`() {
    for (name, bytes) in Fixture.all {
      for end in 0...bytes.count {
        if let fault = fault(bytes[..<end]) { Issue.record("\(name) cut at \(end): \(fault)") }
      }
    }
  }

  @Test func `every fixture with bytes changed is read`() {
    var generator = FixedGenerator(state: 2)
    let marks: [UInt8] = Array("\r\n\0-=?<>\"();:,@&#%\\ ".utf8) + [0x80, 0xC2, 0xE2, 0xFF]
    for (name, bytes) in Fixture.all {
      for round in 0..<200 {
        var changed = bytes
        for _ in 0...(round % 8) {
          let place = Int.random(in: 0..<changed.count, using: &generator)
          switch round % 4 {
          case 0: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
          case 1: changed[place] = marks[Int.random(in: 0..<marks.count, using: &generator)]
          case 2: changed.remove(at: place)
          default: changed.insert(marks[Int.random(in: 0..<marks.count, using: &generator)], at: place)
          }
        }
        if let fault = fault(changed[...]) { Issue.record("\(name) round \(round): \(fault)") }
      }
    }
  }

  @Test func `real mail is read whole, cut and changed`() {
    var generator = FixedGenerator(state: 3)
    for (name, bytes) in Fixture.corpus where !bytes.isEmpty {
      if let fault = fault(bytes[...]) { Issue.record("\(name): \(fault)") }
      for _ in 0..<(bytes.count < 20_000 ? 3 : bytes.count < 200_000 ? 1 : 0) {
        let end = Int.random(in: 0...bytes.count, using: &generator)
        if let fault = fault(bytes[..<end]) { Issue.record("\(name) cut at \(end): \(fault)") }
        var changed = bytes
        for _ in 0..<20 {
          changed[Int.random(in: 0..<changed.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        if let fault = fault(changed[...]) { Issue.record("\(name) changed: \(fault)") }
      }
    }
  }
}
