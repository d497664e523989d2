import Yams

/// Why a file that the project or its user wrote cannot be used: where, and what is wrong, in words.
package struct FileTrouble: Error, Sendable, Equatable, CustomStringConvertible {
  package let file: String
  /// From 1; nil where the whole file is meant.
  package let line: Int?
  package let why: String

  package init(file: String, line: Int? = nil, why: String) {
    self.file = file
    self.line = line
    self.why = why
  }

  package var description: String { line.map { "\(file):\($0): \(why)" } ?? "\(file): \(why)" }
}

/// A value of a YAML file with the place where it stands, read strictly: what is unknown, missing or of another type is an error with its line.
package struct YAMLValue {
  package let node: Node
  package let file: String
  /// Keys down to here, for messages: `stores.columns`.
  package let path: String

  private init(_ node: Node, file: String, path: String) {
    self.node = node
    self.file = file
    self.path = path
  }

  /// The only document of a file.
  package static func document(_ text: String, file: String) throws(FileTrouble) -> YAMLValue {
    do {
      // The byte order mark that some editors write is no part of the text.
      let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
      guard let node = try Yams.compose(yaml: text) else { throw FileTrouble(file: file, why: "the file is empty") }
      return YAMLValue(node, file: file, path: "")
    } catch let trouble as FileTrouble {
      throw trouble
    } catch let error as YamlError {
      throw trouble(of: error, file: file)
    } catch {
      throw FileTrouble(file: file, why: "not YAML: \(error)")
    }
  }

  private static func trouble(of error: YamlError, file: String) -> FileTrouble {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      FileTrouble(file: file, line: mark.line, why: "not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      FileTrouble(file: file, line: context.mark.line, why: "the same key twice: \(keys.joined(separator: ", "))")
    default: FileTrouble(file: file, why: "not YAML: \(error)")
    }
  }

  /// From 1.
  package var line: Int? { node.mark?.line }

  package func trouble(_ why: String) -> FileTrouble {
    FileTrouble(file: file, line: node.mark?.line, why: path.isEmpty ? why : "\(path): \(why)")
  }

  /// A mapping with no other keys than `keys`.
  package func mapping(_ keys: Set<String>) throws(FileTrouble) -> YAMLMapping {
    guard case .mapping(let mapping) = node else { throw trouble("a mapping (key: value) is wanted") }
    var values: [String: YAMLValue] = [:]
    for (key, value) in mapping {
      guard let name = key.string else { throw YAMLValue(key, file: file, path: path).trouble("a key must be text") }
      guard keys.contains(name) else {
        let known = keys.sorted().joined(separator: ", ")
        throw YAMLValue(key, file: file, path: path).trouble("unknown key \"\(name)\" (known: \(known))")
      }
      values[name] = YAMLValue(value, file: file, path: path.isEmpty ? name : path + "." + name)
    }
    return YAMLMapping(values: values, whole: self)
  }

  /// The entries of a mapping whose keys are names of things rather than words of a schema.
  package func entries() throws(FileTrouble) -> [(key: String, value: YAMLValue)] {
    guard case .mapping(let mapping) = node else { throw trouble("a mapping (key: value) is wanted") }
    var out: [(key: String, value: YAMLValue)] = []
    for (key, value) in mapping {
      guard let name = key.string else { throw YAMLValue(key, file: file, path: path).trouble("a key must be text") }
      out.append((name, YAMLValue(value, file: file, path: path.isEmpty ? name : path + "." + name)))
    }
    return out
  }

  /// The elements of a list; an empty value is an empty list.
  package func list() throws(FileTrouble) -> [YAMLValue] {
    if isNull { return [] }
    guard case .sequence(let sequence) = node else {
      throw trouble("a list is wanted" + (node.scalar.map { ": write [\($0.string.prefix(60))]" } ?? ""))
    }
    return sequence.map { YAMLValue($0, file: file, path: path) }
  }

  /// Written as nothing, `~` or `null`.
  package var isNull: Bool { node.null != nil }

  /// Any scalar as it was written.
  package func string() throws(FileTrouble) -> String {
    guard case .scalar(let scalar) = node, !isNull else { throw trouble("text is wanted") }
    return scalar.string
  }

  package func bool() throws(FileTrouble) -> Bool {
    guard let value = node.bool else { throw trouble("true or false is wanted") }
    return value
  }

  package func int() throws(FileTrouble) -> Int {
    guard let value = node.int else { throw trouble("a whole number is wanted") }
    return value
  }

  package func double() throws(FileTrouble) -> Double {
    guard let value = node.float, value.isFinite else { throw trouble("a number is wanted") }
    return value
  }

  package func strings() throws(FileTrouble) -> [String] {
    var out: [String] = []
    for value in try list() { out.append(try value.string()) }
    return out
  }

  /// The text made into something else, or an error that says what is wanted.
  package func parsed<Value>(_ wanted: String, _ parse: (String) -> Value?) throws(FileTrouble) -> Value {
    let text = try string()
    guard let value = parse(text) else { throw trouble("\"\(text)\" is no \(wanted)") }
    return value
  }

  /// One of the raw values of an enumeration.
  package func choice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) throws(FileTrouble) -> Value
  where Value.RawValue == String {
    let text = try string()
    guard let value = Value(rawValue: text) else {
      throw trouble("\"\(text)\" is none of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return value
  }
}

/// A mapping whose keys are known ones.
package struct YAMLMapping {
  private let values: [String: YAMLValue]
  package let whole: YAMLValue

  init(values: [String: YAMLValue], whole: YAMLValue) {
    self.values = values
    self.whole = whole
  }

  /// nil where the key is missing or its value is empty.
  package subscript(_ key: String) -> YAMLValue? { values[key].flatMap { $0.isNull ? nil : $0 } }

  package func required(_ key: String) throws(FileTrouble) -> YAMLValue {
    guard let value = self[key] else { throw whole.trouble("\"\(key)\" is missing") }
    return value
  }

  package func string(_ key: String) throws(FileTrouble) -> String { try required(key).string() }

  package func strings(_ key: String) throws(FileTrouble) -> [String] { try self[key]?.strings() ?? [] }

  /// Whether the file says that it is of this schema.
  func schema(_ name: String) throws(FileTrouble) {
    let found = try required("schema")
    guard try found.string() == name else { throw found.trouble("\(name) is wanted") }
  }

  package func bool(_ key: String, else value: Bool) throws(FileTrouble) -> Bool { try self[key]?.bool() ?? value }

  /// Each element of a list made into something else; none where the key is missing.
  package func each<Value>(_ key: String, _ make: (YAMLValue) throws(FileTrouble) -> Value) throws(FileTrouble)
    -> [Value]
  {
    guard let found = self[key] else { return [] }
    var out: [Value] = []
    for element in try found.list() { out.append(try make(element)) }
    return out
  }
}
