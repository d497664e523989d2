import ArgumentParser
import Post
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// Standard output and standard error of this program.
enum Console {
  /// A reader that goes away is an error of `write`, not the end of the process.
  private static let heedsBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  /// What cannot be said on standard error is left unsaid; a result that cannot be written ends the program with exit status 2.
  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32 = STDOUT_FILENO) {
    _ = heedsBrokenPipes
    let all = Array(bytes)
    all.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count < 0 {
          let code = errno
          if code == EINTR { continue }
          if descriptor == STDERR_FILENO { return }
          // The reader is gone (`| head`): nothing is left to be said.
          if code == EPIPE { exit(0) }
          fail("standard output: \(String(cString: strerror(code)))")
        }
        done += count
      }
    }
  }

  static func warn(_ text: String) { write("candor: \(clean(text))\n".utf8, to: STDERR_FILENO) }

  /// Ends the program: the input is of no use. Exit status 2.
  static func fail(_ trouble: some CustomStringConvertible) -> Never {
    warn(trouble.description)
    exit(2)
  }

  /// Without controls, which a file name may hold and a terminal would obey.
  private static func clean(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "?" : $0 }))
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// One line that overwrites itself, on a terminal only.
  static func progress(_ text: String) {
    guard showsProgress else { return }
    write("\r\u{1B}[K\(clean(text))".utf8, to: STDERR_FILENO)
  }

  static func endProgress() {
    if showsProgress { write("\r\u{1B}[K".utf8, to: STDERR_FILENO) }
  }

  static func now() -> Timestamp { Timestamp(seconds: Int64(time(nil))) }

  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
