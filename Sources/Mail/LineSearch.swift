/// Finds the lines that begin with a text by skipping as much at a time as the text is long (R. N. Horspool, "Practical fast searching in
/// strings", 1980).
struct LineSearch {
  private let text: [UInt8]
  /// By the byte under the text's last one: how far on the text can next stand.
  private var skips: [UInt16]

  /// `text` has one byte at least and 65,535 at most.
  init(_ text: [UInt8]) {
    self.text = text
    skips = [UInt16](repeating: UInt16(clamping: text.count), count: 256)
    for index in text.indices.dropLast() { skips[Int(text[index])] = UInt16(clamping: text.count - 1 - index) }
  }

  /// The first line at or after `start` that begins with the text, and where it ends, its line feed included. Each line is compared once.
  func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    text.withUnsafeBufferPointer { text in
      skips.withUnsafeBufferPointer { skips in
        guard let final = text.last else { return nil }
        var line = start
        while line + text.count <= bytes.count {
          let last = bytes[line + text.count - 1]
          if last == final, line == 0 || bytes[line - 1] == 0x0A {
            let end = HeaderBlock.endOfLine(bytes, from: line)
            if end - line >= text.count, (0..<text.count).allSatisfy({ bytes[line + $0] == text[$0] }) {
              return line..<end
            }
          }
          line += Int(skips[Int(last)])
        }
        return nil
      }
    }
  }
}
