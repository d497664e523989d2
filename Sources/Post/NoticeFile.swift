import Casework
import Letters
import Vocabulary
import Yams

/// Reads `Data/letters/LANGUAGE/notice.yaml`: what customers are told, and what each sentence rests on.
enum NoticeFile {
  static func load(_ file: String) throws(FileTrouble) -> NoticeWords {
    try words(try YAMLValue.document(try KnowledgeFolder.text(file), file: file))
  }

  static func words(_ document: YAMLValue) throws(FileTrouble) -> NoticeWords {
    let map = try document.mapping(["schema", "language", "values", "editions"])
    try map.schema("candor-notice/1")
    let table = try map.required("editions").mapping(Set(Edition.allCases.map(\.rawValue)))
    var editions: [Edition: NoticeWords.EditionWords] = [:]
    for one in Edition.allCases { editions[one] = try edition(try table.required(one.rawValue)) }
    let language = try map.required("language").parsed("language tag") { Language($0) }
    let values = NoticeValues(try NoticeFormsReading.forms(try map.required("values")))
    guard let words = NoticeWords(language: language, values: values, editions: editions) else {
      throw document.trouble("an edition is missing")
    }
    return words
  }

  private static func edition(_ value: YAMLValue) throws(FileTrouble) -> NoticeWords.EditionWords {
    let map = try value.mapping(["subject", "parts"])
    let subject = try text(try map.required("subject"), allowed: [.organization, .reference], wanted: [.reference])
    var parts: [NoticeWords.Part] = []
    for element in try map.required("parts").list() {
      let part = try part(element)
      guard !parts.contains(where: { $0.id == part.id }) else { throw element.trouble("a second part \"\(part.id)\"") }
      parts.append(part)
    }
    guard !parts.isEmpty else { throw value.trouble("no part") }
    return NoticeWords.EditionWords(subject: subject, parts: parts)
  }

  /// What a part says for all of its sentences.
  private struct Frame {
    let id: String
    let segments: Set<Segment>
    let needs: Set<NoticeFact>
    let unless: Set<NoticeFact>
    let aim: NoticeWords.Aim?
  }

  private static func part(_ value: YAMLValue) throws(FileTrouble) -> NoticeWords.Part {
    let shapes = NoticeWords.Part.Shape.allCases
    let map = try value.mapping(
      Set(["id", "says", "segments", "needs", "unless", "lead", "personal"] + shapes.map(\.rawValue)))
    let given = shapes.filter { map[$0.rawValue] != nil }
    guard let shape = given.first, given.count == 1 else {
      throw value.trouble("one of \(shapes.map(\.rawValue).joined(separator: ", ")) is wanted")
    }
    let aim: NoticeWords.Aim? = if let says = map["says"] { try says.choice(NoticeWords.Aim.self) } else { nil }
    let frame = Frame(
      id: try identifier(try map.required("id")),
      segments: try choices(map["segments"], of: Segment.self) ?? Set(Segment.allCases),
      needs: try choices(map["needs"], of: NoticeFact.self) ?? [],
      unless: try choices(map["unless"], of: NoticeFact.self) ?? [], aim: aim)
    var lead: NoticeWords.Line?
    if let found = map["lead"] {
      guard shape == .points else { throw found.trouble("only points have a lead") }
      lead = try line(found, named: "lead", in: frame)
    }
    var lines: [NoticeWords.Line] = []
    for (key, value) in try map.required(shape.rawValue).entries() {
      guard isIdentifier(key), key != "lead" else { throw value.trouble("\"\(key)\" is no name for a sentence") }
      lines.append(try line(value, named: key, in: frame))
    }
    guard !lines.isEmpty else { throw value.trouble("no sentence") }
    return NoticeWords.Part(
      id: frame.id, shape: shape, lead: lead, lines: lines, isPersonal: try map["personal"]?.bool() ?? false)
  }

  private static func line(
    _ value: YAMLValue, named name: String, in frame: Frame
  ) throws(FileTrouble) -> NoticeWords.Line {
    let id = frame.id + "." + name
    if value.node.scalar != nil {
      return NoticeWords.Line(
        id: id, text: try text(value), segments: frame.segments, needs: frame.needs, unless: frame.unless,
        aim: frame.aim)
    }
    let map = try value.mapping(["text", "one", "counts", "segments", "needs", "unless"])
    let text = try text(try map.required("text"))
    var counts: NoticePlace?
    if let found = map["counts"] {
      counts = try found.choice(NoticePlace.self)
      guard counts?.isCounted == true else { throw found.trouble("{\(counts?.rawValue ?? "")} cannot be counted") }
    }
    var one: NoticeText?
    if let found = map["one"] {
      guard counts != nil || text.slots.contains(where: \.isCounted) else {
        throw found.trouble("\"text\" has no place that is counted; name it with \"counts\"")
      }
      one = try self.text(found, allowed: Set(text.slots).union(counts.map { [$0] } ?? []))
    } else if counts != nil {
      throw value.trouble("\"counts\" needs \"one\"")
    }
    let segments = (try choices(map["segments"], of: Segment.self) ?? frame.segments).intersection(frame.segments)
    guard !segments.isEmpty else { throw value.trouble("no segment is left of its part's") }
    let needs = frame.needs.union(try choices(map["needs"], of: NoticeFact.self) ?? [])
    let unless = frame.unless.union(try choices(map["unless"], of: NoticeFact.self) ?? [])
    let line = NoticeWords.Line(
      id: id, text: text, one: one, counts: counts, segments: segments, needs: needs, unless: unless, aim: frame.aim)
    if let both = line.facts.intersection(unless).map(\.rawValue).min() {
      throw value.trouble("it needs \"\(both)\" and must not have it")
    }
    return line
  }

  private static func text(
    _ value: YAMLValue, allowed: Set<NoticePlace> = Set(NoticePlace.allCases), wanted: Set<NoticePlace> = []
  ) throws(FileTrouble) -> NoticeText {
    let source = try value.string()
    do throws(NoticeText.Trouble) {
      return try NoticeText(source, allowed: allowed, wanted: wanted)
    } catch {
      throw value.trouble(error.why)
    }
  }

  /// nil where the key is not there; an empty list is none of them, and an error.
  private static func choices<Value: RawRepresentable<String> & CaseIterable & Hashable>(
    _ value: YAMLValue?, of type: Value.Type
  ) throws(FileTrouble) -> Set<Value>? {
    guard let value else { return nil }
    var out: Set<Value> = []
    for element in try value.list() { out.insert(try element.choice(type)) }
    guard !out.isEmpty else { throw value.trouble("the list is empty") }
    return out
  }

  private static func identifier(_ value: YAMLValue) throws(FileTrouble) -> String {
    let text = try value.string()
    guard isIdentifier(text) else { throw value.trouble("\"\(text)\" is no name: small letters, digits and hyphens") }
    return text
  }

  /// `own` begins the names of what a person adds.
  private static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("own-") && text != "subject"
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
  }
}
