import ArgumentParser
import Letters
import Mail
import Operations
import Post
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// Options that every subcommand has.
struct Settings: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder of the data files.", discussion: "Default: $CANDOR_KNOWLEDGE, else Data/ beside or above the program.",
      valueName: "folder"))
  var knowledge: String?

  func loadKnowledge() -> Knowledge {
    do throws(FileTrouble) {
      return try KnowledgeFolder.load(try KnowledgePlace.find(knowledge))
    } catch {
      Console.fail(error)
    }
  }
}

/// Where `Data/` stands.
enum KnowledgePlace {
  static func find(_ given: String?) throws(FileTrouble) -> String {
    if let given { return given }
    if let set = getenv("CANDOR_KNOWLEDGE") { return String(cString: set) }
    for place in beside() where access(place + "/verdict/signals.yaml", R_OK) == 0 { return place }
    throw FileTrouble(
      file: "Data", why: "the data files are not found; name their folder with --knowledge or CANDOR_KNOWLEDGE")
  }

  /// `../share/candor` beside the program, `Data` in its folder and those above, and where it was built from.
  private static func beside() -> [String] {
    var places: [String] = []
    if let path = realpath("/proc/self/exe", nil) {
      defer { free(path) }
      var folder = String(cString: path)
      for depth in 0..<8 {
        guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { break }
        folder = String(folder[..<slash])
        if depth == 0 { places.append(folder + "/../share/candor") }
        places.append(folder + "/Data")
      }
    }
    // This file is Sources/candor/Settings.swift of the clone that the program was built from.
    places.append("/" + (#filePath.split(separator: "/").dropLast(3) + ["Data"]).joined(separator: "/"))
    return places
  }
}

/// The language of what is printed for people.
struct LanguageOption: ParsableArguments {
  @Option(help: ArgumentHelp("Language of the finding sheet: en, es or hu.", valueName: "tag"))
  var language = "en"

  func words(_ knowledge: Knowledge) -> SheetWords {
    guard let tag = Language(language), knowledge.sheets.languages.contains(tag) else {
      let known = knowledge.sheets.languages.map(\.tag).joined(separator: ", ")
      Console.fail("--language: \"\(language)\" is not among \(known)")
    }
    return knowledge.sheets[tag]
  }
}

/// DKIM keys kept from earlier.
struct KeyOption: ParsableArguments {
  @Option(help: ArgumentHelp("File of archived DKIM keys: one TXT record a line, as dig prints it.", valueName: "file"))
  var dkimKeys: String?

  func load() -> DKIMKeyArchive {
    guard let dkimKeys else { return DKIMKeyArchive() }
    do throws(FileTrouble) {
      return try DKIMKeyFile.load(dkimKeys)
    } catch {
      Console.fail(error)
    }
  }
}
