import Foundation

/// The project's own messages, and those of the folder that CANDOR_MAIL names.
enum Fixture {
  static let all: [(name: String, bytes: [UInt8])] = read(
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures").path)

  static let corpus: [(name: String, bytes: [UInt8])] =
    ProcessInfo.processInfo.environment["CANDOR_MAIL"].map { read($0) } ?? []

  static func bytes(_ name: String) -> [UInt8] { all.first { $0.name == name + ".eml" }?.bytes ?? [] }

  private static func read(_ folder: String) -> [(name: String, bytes: [UInt8])] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".eml") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map { (name, [UInt8]($0)) }
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014), so that a failing case comes again.
struct FixedGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
