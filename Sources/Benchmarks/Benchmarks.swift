import ArgumentParser

#if canImport(Glibc)
  import Glibc
#endif

/// Measures what docs/performance.md quotes. Run by scripts/bench, which adds the peers.
@main
struct Benchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "candor-bench", abstract: "Measures Candor's speed; one JSON object a line.",
    subcommands: [Analysis.self, Attributing.self, Rows.self, Names.self, MakeMail.self, Stages.self])
}

/// One figure: an id, its unit, and the value.
func report(_ id: String, unit: String, _ value: Double) {
  let rounded = (value * 1000).rounded() / 1000
  print("{\"id\": \"\(id)\", \"unit\": \"\(unit)\", \"ours\": \(rounded)}")
}

func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}

/// Processor time of this program so far, in seconds: it does not count what other programs do beside it.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// A fixed sequence (SplitMix64), so that every run measures the same.
struct Sequence64: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
