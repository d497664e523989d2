import Foundation
import Vocabulary

/// Holds a JSON value against the part of JSON Schema 2020-12 that this project's schemas use. An unknown keyword is a complaint, so that
/// a schema can't ask for more than is checked here.
package struct JSONSchema {
  private let root: [String: Any]

  package init(named name: String, from file: String = #filePath) throws {
    let repository = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: repository.appending(path: "Data/schema/\(name).schema.json"))
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  package static func value(_ bytes: [UInt8]) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
  }

  /// What is wrong, each with where; empty where all holds.
  package func complaints(about bytes: [UInt8]) throws -> [String] { check(try Self.value(bytes), root, "$") }

  private static let known: Set<String> = [
    "$schema", "$id", "$defs", "title", "description", "type", "additionalProperties", "required", "properties",
    "items", "minItems", "maxItems",
    "minimum", "maximum", "maxLength", "pattern", "format", "enum", "const", "anyOf", "$ref",
  ]

  private func check(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    var wrong = schema.keys.filter { !Self.known.contains($0) }.map { "\(path): unknown keyword \($0)" }
    if let reference = schema["$ref"] as? String {
      let name = String(reference.dropFirst("#/$defs/".count))
      guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        return ["\(path): no definition \(name)"]
      }
      wrong += check(value, target, path)
    }
    if let options = schema["anyOf"] as? [[String: Any]] {
      let answers = options.map { check(value, $0, path) }
      if !answers.contains(where: \.isEmpty) { wrong += answers.min { $0.count < $1.count } ?? [] }
    }
    if let types = schema["type"] as? [String] ?? (schema["type"] as? String).map({ [$0] }),
      !types.contains(where: { Self.isA($0, value) })
    {
      return wrong + ["\(path): is no \(types.joined(separator: " or "))"]
    }
    if let options = schema["enum"] as? [String], !((value as? String).map(options.contains) ?? false) {
      wrong.append("\(path): not of the list")
    }
    if let constant = schema["const"] as? NSObject, !constant.isEqual(value) {
      wrong.append("\(path): is not \(constant)")
    }
    if let number = value as? NSNumber, !Self.isA("boolean", value) {
      if let least = schema["minimum"] as? Double, number.doubleValue < least {
        wrong.append("\(path): under \(least)")
      }
      if let most = schema["maximum"] as? Double, number.doubleValue > most { wrong.append("\(path): over \(most)") }
    }
    if let text = value as? String { wrong += checkText(text, schema, path) }
    if let items = value as? [Any] { wrong += checkItems(items, schema, path) }
    if let object = value as? [String: Any] { wrong += checkObject(object, schema, path) }
    return wrong
  }

  private func checkText(_ text: String, _ schema: [String: Any], _ path: String) -> [String] {
    var wrong: [String] = []
    if let most = schema["maxLength"] as? Int, text.unicodeScalars.count > most {
      wrong.append("\(path): longer than \(most)")
    }
    if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
      wrong.append("\(path): \"\(text)\" does not match \(pattern)")
    }
    switch schema["format"] as? String {
    case "date-time": if Timestamp(rfc3339: text) == nil { wrong.append("\(path): \"\(text)\" is no time") }
    case "date": if CalendarDate(text) == nil { wrong.append("\(path): \"\(text)\" is no day") }
    default: break
    }
    return wrong
  }

  private func checkItems(_ items: [Any], _ schema: [String: Any], _ path: String) -> [String] {
    var wrong: [String] = []
    if let least = schema["minItems"] as? Int, items.count < least { wrong.append("\(path): fewer than \(least)") }
    if let most = schema["maxItems"] as? Int, items.count > most { wrong.append("\(path): more than \(most)") }
    if let item = schema["items"] as? [String: Any] {
      for (index, value) in items.enumerated() { wrong += check(value, item, "\(path)[\(index)]") }
    }
    return wrong
  }

  private func checkObject(_ object: [String: Any], _ schema: [String: Any], _ path: String) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    var wrong = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(path): \($0) is missing" }
    for (key, value) in object {
      if let property = properties[key] {
        wrong += check(value, property, "\(path).\(key)")
      } else if schema["additionalProperties"] as? Bool == false {
        wrong.append("\(path): \(key) is not in the schema")
      }
    }
    return wrong
  }

  private static func isA(_ type: String, _ value: Any) -> Bool {
    let number = value as? NSNumber
    let isBoolean = number.map { isTruthValue($0) } ?? false
    return switch type {
    case "null": value is NSNull
    case "boolean": isBoolean
    case "integer": !isBoolean && number.map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "number": !isBoolean && number != nil
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    default: false
    }
  }

  /// JSON's true and false come as numbers of the type of a C bool.
  private static func isTruthValue(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
