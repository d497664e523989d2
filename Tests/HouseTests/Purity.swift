/// What a pure floor's code may not say: everything that reaches the world, the clock, chance or another thread.
enum Purity {
  /// Not even as a name.
  static let words: Set<String> = [
    "FileManager", "FileHandle", "fopen", "freopen", "fdopen", "opendir", "mkstemp", "tmpfile", "URLSession",
    "URLRequest",
    "socket", "getaddrinfo", "gethostbyname", "popen", "posix_spawn", "dlopen", "getenv", "setenv", "ProcessInfo",
    "CommandLine", "clock_gettime", "gettimeofday", "localtime", "localtime_r", "ContinuousClock", "SuspendingClock",
    "DispatchTime", "SystemRandomNumberGenerator", "arc4random", "arc4random_uniform", "getrandom", "getentropy",
    "RAND_bytes", "random", "randomElement", "shuffled", "shuffle", "drand48", "srand", "async", "await", "Task",
    "TaskGroup", "MainActor", "DispatchQueue", "Thread", "pthread_create", "nanosleep", "usleep",
  ]

  /// As a call that is not a method of something else, in a file that declares no function of that name.
  static let calls: Set<String> = libraryCalls.union(["print", "debugPrint", "dump", "readLine"])

  /// Those of `calls` that a file sees only with `import Glibc`. In a file without it, a name that the floor declares
  /// elsewhere is the floor's own function.
  static let libraryCalls: Set<String> = [
    "open", "openat", "read", "pread", "write", "pwrite", "close", "stat", "lstat", "unlink", "mkdir", "rename",
    "fputs",
    "puts", "printf", "fprintf", "time", "clock", "rand", "sleep", "system", "fork", "exit", "abort", "connect", "Date",
  ]

  /// Names of the functions that the code declares.
  static func functions(in text: SwiftText) -> Set<String> {
    Set(text.tokens.indices.dropFirst().filter { text.tokens[$0 - 1].text == "func" }.map { text.tokens[$0].text })
  }

  /// `floor`: names of the functions that the file's floor declares anywhere.
  static func breaches(in text: SwiftText, floor: Set<String> = []) -> [Breach] {
    let tokens = text.tokens
    var own = functions(in: text)
    if !FloorPlan.imports(of: text).contains(where: { ["Glibc", "Foundation"].contains($0.module) }) {
      own.formUnion(floor.intersection(libraryCalls))
    }
    return tokens.indices.compactMap { index in
      let token = tokens[index]
      if words.contains(token.text) || isActor(index, of: tokens) {
        return Breach("\(token.text) on a pure floor", line: token.line)
      }
      guard calls.contains(token.text), !own.contains(token.text), index + 1 < tokens.count,
        tokens[index + 1].text == "(", tokens[index + 1].glued, !isMember(index, of: tokens)
      else { return nil }
      return Breach("\(token.text)(…) on a pure floor", line: token.line)
    }
  }

  /// `actor Name`: the declaration, not a field that says who did something.
  private static func isActor(_ index: Int, of tokens: [SwiftText.Token]) -> Bool {
    guard tokens[index].text == "actor", index + 1 < tokens.count else { return false }
    return tokens[index + 1].line == tokens[index].line && tokens[index + 1].text.first?.isUppercase == true
  }

  /// `something.read(…)`, save where the something is a module.
  private static func isMember(_ index: Int, of tokens: [SwiftText.Token]) -> Bool {
    guard index >= 2, tokens[index - 1].text == "." else { return index == 1 && tokens[0].text == "." }
    return !(["Swift", "Glibc", "Foundation"].contains(tokens[index - 2].text) && tokens[index - 1].glued)
  }
}
