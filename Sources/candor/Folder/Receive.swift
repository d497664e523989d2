import ArgumentParser
import Foundation
import Operations
import Post
import Probes
import Vocabulary

/// `candor receive FILE…`.
struct Receive: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take reports in from files, or from standard input.",
    discussion: """
      Each is on disk and synced when its line is printed. Where `candor serve` runs on the folder, it is handed the files.
      Exit status 2: something could not be taken in.
      """)

  @OptionGroup var data: DataOption

  @Argument(help: "Mail files (.eml, .msg, mbox, a picture); - for standard input.")
  var files: [String]

  @OptionGroup var settings: Settings

  func run() async {
    var refused = false
    let lock = FolderLock(data.lockFile)
    _ = data.settings()
    let folder = lock == nil ? nil : OpenFolder(data, knowledge: settings.loadKnowledge(), asks: true)
    for file in files.flatMap({ found($0, &refused) }) {
      for (name, content) in contents(file) {
        guard let bytes = content else {
          refused = true
          continue
        }
        if let folder {
          if await !take(bytes, name, into: folder.desk) { refused = true }
        } else if !spool(bytes, name) {
          refused = true
        }
      }
    }
    if let folder {
      do throws(StoreTrouble) {
        let count = try await folder.desk.examineWaiting()
        if count > 0 { Console.write("\(count) examined.\n".utf8) }
        let answers = try await lookUp(folder)
        if answers > 0 { Console.write("\(answers) looked up in the DNS.\n".utf8) }
      } catch { Console.fail(error) }
    }
    withExtendedLifetime(lock) {}
    if refused { Foundation.exit(2) }
  }

  /// What the reports just taken wait for; whatever has no answer by then is left to the next run.
  private func lookUp(_ folder: OpenFolder) async throws(StoreTrouble) -> Int {
    guard let looking = folder.desk.looking else { return 0 }
    let end = ContinuousClock.now.advanced(by: .seconds(20))
    var count = 0
    while ContinuousClock.now < end {
      let answers = try await looking.askDue()
      if answers == 0 { break }
      count += answers
    }
    if let trouble = await looking.trouble { Console.warn("\(trouble); it is asked again later") }
    await folder.resolver?.close()
    if count > 0 { _ = try await folder.desk.examineWaiting() }
    return count
  }

  private func take(_ bytes: [UInt8], _ name: String, into desk: CaseDesk) async -> Bool {
    switch await desk.receive(Delivery(bytes: bytes, door: .file)) {
    case .sealed(let number): Console.write("\(name): report \(number)\n".utf8)
    case .known(let number): Console.write("\(name): known already, report \(number)\n".utf8)
    case .refused(let refusal):
      Console.warn("\(name): \(refusal.words)")
      return false
    }
    return true
  }

  private func spool(_ bytes: [UInt8], _ name: String) -> Bool {
    // What the running one would never take must not lie there for good.
    let refusal: Reception.Refusal? =
      bytes.isEmpty ? .empty : bytes.count > Delivery.longest ? .tooLarge(limit: Delivery.longest) : nil
    if let refusal {
      Console.warn("\(name): \(refusal.words)")
      return false
    }
    do throws(FileTrouble) {
      _ = try SpoolFolder(data.spool).drop(bytes)
      Console.write("\(name): handed to the running candor\n".utf8)
      return true
    } catch {
      Console.warn("\(name): \(error.why)")
      return false
    }
  }

  /// The files below a folder; a file is itself. What is passed over is said.
  private func found(_ path: String, _ refused: inout Bool) -> [String] {
    do throws(FileTrouble) {
      let (files, passedOver) = try MailFile.files(at: path)
      for (name, why) in passedOver { Console.warn("\(name): not taken: \(why)") }
      if !passedOver.isEmpty { refused = true }
      if files.isEmpty, passedOver.isEmpty {
        Console.warn("\(path): no file lies in it, so nothing was taken in")
        refused = true
      }
      return files
    } catch {
      Console.warn(error.description)
      refused = true
      return []
    }
  }

  private func contents(_ file: String) -> [(String, [UInt8]?)] {
    if file == "-" {
      let bytes = (try? FileHandle.standardInput.read(upToCount: Delivery.longest + 1)) ?? Data()
      return [("standard input", Array(bytes))]
    }
    do throws(FileTrouble) {
      return try MailFile.items(file).map { item in
        switch item.read() {
        case .success(let bytes): return (item.name, bytes)
        case .failure(let trouble):
          Console.warn(trouble.description)
          return (item.name, nil)
        }
      }
    } catch {
      Console.warn(error.description)
      return [(file, nil)]
    }
  }
}

extension Reception.Refusal {
  /// For people.
  var words: String {
    switch self {
    case .empty: "the file is empty"
    case .tooLarge(let limit): "larger than \(limit >> 20) MB, which is the most that one report may have"
    case .unavailable(let why): "not taken: \(why)"
    }
  }
}
