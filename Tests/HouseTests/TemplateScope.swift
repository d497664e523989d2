import Web

/// Checks a template's tags against the fields that its model declares, and keeps note of those that were used.
struct TemplateScope {
  /// By name: its tags.
  let templates: [String: TemplateText]
  private(set) var breaches: [Breach] = []
  /// Keys of the interface's words.
  private(set) var words: Set<String> = []
  /// Names of fields, by the names of all fields of their model.
  private(set) var used: [Set<String>: Set<String>] = [:]

  init(_ templates: [String: TemplateText]) { self.templates = templates }

  /// A page: its model's fields over the chrome's.
  mutating func check(page: String, model: [String: FieldShape], chrome: [String: FieldShape]) {
    for name in Set(model.keys).intersection(chrome.keys).sorted() {
      breaches.append(Breach("\(name) is the chrome's name", at: page))
    }
    check(page, [chrome, model])
  }

  private mutating func check(_ name: String, _ stack: [[String: FieldShape]]) {
    guard let template = templates[name] else {
      breaches.append(Breach("there is no template \(name)"))
      return
    }
    var stacks = [stack]
    for tag in template.tags {
      guard let scope = stacks.last else { return }
      switch tag.kind {
      case .raw:
        guard case .drawing = find(tag.name, in: scope) else {
          breaches.append(Breach("unescaped: \(tag.name)", at: name, line: tag.line))
          continue
        }
      case .partial: check(tag.name, scope)
      case .parent:
        check(tag.name, scope)
        stacks.append(scope)
      case .block: stacks.append(scope)
      case .end: stacks.removeLast()
      case .variable where tag.name.hasPrefix("words."): words.insert(String(tag.name.dropFirst("words.".count)))
      case .variable, .inverted, .section:
        let shape = find(tag.name, in: scope)
        if shape == nil { breaches.append(Breach("no such field: \(tag.name)", at: name, line: tag.line)) }
        if case .part(let fields) = shape, tag.kind == .section {
          let fields = fields()
          used[Set(fields.keys), default: []].formUnion([])
          stacks.append(scope + [fields])
        } else if tag.kind != .variable {
          stacks.append(scope)
        }
        if case .drawing = shape {
          breaches.append(Breach("\(tag.name) is a drawing", at: name, line: tag.line))
        }
        if case .part = shape, tag.kind == .variable {
          breaches.append(Breach("\(tag.name) is no text", at: name, line: tag.line))
        }
      }
    }
  }

  private mutating func find(_ name: String, in stack: [[String: FieldShape]]) -> FieldShape? {
    for fields in stack.reversed() {
      guard let shape = fields[name] else { continue }
      used[Set(fields.keys), default: []].insert(name)
      return shape
    }
    return nil
  }

  /// Fields that no template takes.
  func unused() -> [String] {
    used.flatMap { all, taken in all.subtracting(taken) }.sorted()
  }
}
