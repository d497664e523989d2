import ArgumentParser
import Domains
import Letters
import Operations
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// `candor domain --brand D NAME…`.
struct DomainNames: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "domain",
    abstract: "Say of names whether they are made to be taken for a brand's domain, and how.",
    discussion: "Names as arguments or one a line on standard input; one JSON line each, in order.")

  @Option(
    name: .customLong("brand"),
    help: ArgumentHelp("A domain of the organization's own; repeat for several.", valueName: "domain"))
  var brands: [String]

  @Argument(help: "Names to look at; none: standard input.")
  var names: [String] = []

  @OptionGroup var settings: Settings

  func run() async throws {
    var owners: [Brand] = []
    for brand in brands {
      guard let name = DomainName(brand) ?? IDNA.toASCII(brand).flatMap({ DomainName($0) }) else {
        Console.fail("--brand: \"\(brand)\" is no domain name")
      }
      owners.append(Brand(domains: [name]))
    }
    let knowledge = settings.loadKnowledge()
    let index = LookAlikeIndex(
      brands: owners, suffixes: knowledge.suffixes, lureWords: knowledge.domainWords, hosts: knowledge.sharedHosts)
    if names.isEmpty {
      await classifyInput(index)
    } else {
      var lines: [UInt8] = []
      for name in names { DomainLine.append(index.classify(Refanging.plainLink(Array(name.utf8))), to: &lines) }
      Console.write(lines)
    }
  }

  /// Reads in blocks, classifies each on all processors, prints in order.
  private func classifyInput(_ index: LookAlikeIndex) async {
    var reader = InputLines()
    let workers = Console.processors
    while let block = reader.next(lines: 20_000 * workers) {
      let share = (block.count + workers - 1) / workers
      let pieces = stride(from: 0, to: block.count, by: max(1, share)).map {
        Array(block[$0..<min($0 + share, block.count)])
      }
      var outputs = [[UInt8]](repeating: [], count: pieces.count)
      await withTaskGroup(of: (Int, [UInt8]).self) { group in
        for (number, piece) in pieces.enumerated() {
          group.addTask {
            var out: [UInt8] = []
            out.reserveCapacity(piece.count * 120)
            for line in piece { DomainLine.append(index.classify(Refanging.plainLink(line)), to: &out) }
            return (number, out)
          }
        }
        for await (number, out) in group { outputs[number] = out }
      }
      for out in outputs { Console.write(out) }
    }
  }
}

/// Standard input by lines; a line longer than 64 KiB is cut.
struct InputLines {
  private var held: [UInt8] = []
  private var position = 0
  private var ended = false
  private static let longest = 64 << 10

  /// At most `wanted` lines, without their ends; nil at the end of input.
  mutating func next(lines wanted: Int) -> [[UInt8]]? {
    var lines: [[UInt8]] = []
    while lines.count < wanted {
      if let end = held[position...].firstIndex(of: 0x0A) {
        lines.append(Self.trimmed(held[position..<end]))
        position = end + 1
      } else if ended {
        if position < held.count { lines.append(Self.trimmed(held[position...])) }
        position = held.count
        break
      } else {
        fill()
      }
    }
    return lines.isEmpty ? nil : lines
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array((line.last == 0x0D ? line.dropLast() : line).prefix(longest))
  }

  private mutating func fill() {
    held.removeSubrange(..<position)
    position = 0
    // Of a line without end only what is kept of it is held.
    if held.count > Self.longest * 2 { held.removeSubrange(Self.longest...) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count <= 0 { ended = true } else { held += buffer[..<count] }
  }
}
