import CSpoof
import Glibc

/// Says which ASCII letters a letter is read as: Unicode's confusables (UTS 39 skeleton, ICU's data), marks and
/// accents dropped.
package enum Skeleton {
  // ICU's checkers are thread safe once opened and used without being changed (uspoof.h, "Thread Safety").
  nonisolated(unsafe) private static let checker = candor_spoof_open()

  /// The UTS 39 skeleton of a text; nil beyond 1 KiB of UTF-8 or where ICU refuses it.
  package static func skeleton(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { utf8 -> String? in
      guard utf8.count <= 1024, !utf8.isEmpty else { return nil }
      // One scalar's prototype has at most 18 scalars; real texts stay far below it.
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8192) { out -> String? in
        utf8.withMemoryRebound(to: CChar.self) { source -> String? in
          let count = Int(
            candor_spoof_skeleton(checker, source.baseAddress, Int32(source.count), out.baseAddress, 8192))
          guard checker != nil, count >= 0, count <= out.count else { return nil }
          return String(
            decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(out)[..<count]), as: UTF8.self)
        }
      }
    }
  }

  /// What an ASCII reader takes the scalar for, in lower case: `a` for Cyrillic а and for á, nothing for a mark or an
  /// invisible character.
  /// nil where no ASCII letter looks like it.
  package static func reading(of scalar: Unicode.Scalar) -> [UInt8]? {
    if scalar.isASCII { return [lowercased(UInt8(scalar.value))] }
    if let own = supplement[scalar.value] { return Array(own.utf8) }
    if isInvisible(scalar.properties.generalCategory) { return [] }
    guard let skeleton = skeleton(String(scalar)) else { return nil }
    var reading: [UInt8] = []
    for part in skeleton.unicodeScalars {
      if part.isASCII {
        guard part.value > 0x20, part.value < 0x7F else { continue }
        reading.append(lowercased(UInt8(part.value)))
      } else if !isInvisible(part.properties.generalCategory) {
        guard let own = supplement[part.value] else { return nil }
        reading.append(contentsOf: own.utf8)
      }
    }
    return reading
  }

  /// Small letters that pass for ASCII ones in a browser's font and are left out of Unicode's table, or stand there
  /// for something longer.
  private static let supplement: [UInt32: String] = [
    0x00DF: "b", 0x0138: "k", 0x03BA: "k", 0x043A: "k", 0x0442: "t", 0x03C4: "t", 0x043C: "m", 0x043D: "h", 0x0432: "b",
    0x03B2: "b",
    0x0433: "r", 0x0262: "g", 0x0280: "r", 0x0274: "n", 0x029C: "h", 0x028F: "y", 0x1D0F: "o", 0x1D07: "e", 0x1D00: "a",
    0x1D04: "c",
    0x1D05: "d", 0x1D0A: "j", 0x1D0B: "k", 0x1D0D: "m", 0x1D18: "p", 0x1D1B: "t", 0x1D1C: "u", 0x1D20: "v", 0x1D21: "w",
    0x1D22: "z",
    0x029F: "l", 0x0299: "b", 0x0578: "n", 0x057D: "u", 0x03C9: "w", 0x03B7: "n", 0x03BC: "u", 0x00B5: "u", 0x00F0: "d",
    0x00FE: "p",
    0x0438: "u", 0x043F: "n", 0x0448: "w", 0x0449: "w", 0x044C: "b", 0x0451: "e", 0x0454: "e", 0x0458: "j", 0x04BB: "h",
    0x0501: "d",
    0x0127: "h", 0x0142: "l", 0x00F8: "o", 0x0111: "d", 0x0167: "t", 0x0180: "b", 0x01B6: "z", 0x0131: "i",
    0x03B5: "e", 0x03BD: "v", 0x03C1: "p", 0x03C5: "u", 0x03C7: "x", 0x03B1: "a", 0x03B9: "i", 0x03BF: "o",
  ]

  private static func isInvisible(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control: true
    default: false
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
