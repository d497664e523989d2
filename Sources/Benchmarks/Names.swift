import ArgumentParser
import Domains
import Operations
import Post
import Vocabulary

/// A million names against 50 brands on two cores, output excluded: ordinary names, near misses, and some with letters beyond ASCII.
struct Names: AsyncParsableCommand {
  @Option var knowledge: String
  @Option var names = 1_000_000
  @Option var brands = 50
  @Option var workers = 2

  func run() async throws {
    let known = try KnowledgeFolder.load(knowledge)
    var random = Sequence64(5)
    let syllables = [
      "har", "bor", "led", "ger", "pal", "om", "ber", "ry", "mil", "ton", "sol", "via", "net", "ka", "lum", "ex", "tri",
      "go", "ven", "dor",
    ]
    func word(_ parts: Int) -> String {
      (0..<parts).map { _ in syllables[Int(random.next() % UInt64(syllables.count))] }.joined()
    }
    let own = (0..<brands).map { _ in word(3) + ["", "app", "shop", "bank"][Int(random.next() % 4)] }
    let owners = own.compactMap { DomainName($0 + ".com") }.map { Brand(domains: [$0]) }
    let suffixes = [".com", ".net", ".org", ".co.uk", ".de", ".es", ".hu", ".info", ".shop"]
    var list: [[UInt8]] = []
    list.reserveCapacity(names)
    for index in 0..<names {
      var name = word(2 + Int(random.next() % 3))
      switch index % 20 {
      case 0: name = own[index % own.count] + "-" + word(1)
      case 1: name = String(own[index % own.count].dropLast()) + "1"
      case 2: name = "www." + name
      case 3 where index % 100 == 3: name = "xn--" + name + "-73k"
      case 4 where index % 100 == 4: name = name + "é"
      default: break
      }
      list.append(Array((name + suffixes[Int(random.next() % UInt64(suffixes.count))]).utf8))
    }
    let index = LookAlikeIndex(
      brands: owners, suffixes: known.suffixes, lureWords: known.domainWords, hosts: known.sharedHosts)
    let all = list
    let share = (names + workers - 1) / workers
    let clock = ContinuousClock()
    let start = clock.now
    let found = await withTaskGroup(of: Int.self) { group in
      for worker in 0..<workers {
        group.addTask {
          var count = 0
          for position in worker * share..<min((worker + 1) * share, all.count)
          where index.classify(all[position]).isLookAlike { count += 1 }
          return count
        }
      }
      return await group.reduce(0, +)
    }
    let time = seconds(clock.now - start)
    guard found > names / 50 else { throw ValidationError("only \(found) look-alikes were found") }
    report("lookalikes-seconds", unit: "s", time * 1_000_000 / Double(names))
  }
}
