import Letters
import Operations
import Vocabulary

/// A request as a page sees it: read, checked and allowed.
package struct PageRequest: Sendable {
  /// What the log and an error page call it.
  package let id: String
  package let ports: WebPorts
  package let visitor: Visitor
  package let words: InterfaceWords
  /// What varies in the path.
  package let parameters: [String: String]
  package let query: FormFields
  package let form: FormFields
  package let files: [UploadedFile]
  /// Of a route that takes bytes as they are.
  package let body: [UInt8]
  package let origin: Origin
  /// `https://candor.example.org`, as the browser sees it.
  package let site: String

  /// What finding sheets say, in the language of the pages.
  package var sheetWords: SheetWords { ports.desk.knowledge.sheets[words.language] }

  /// The account of a route that wants one.
  package func account() throws(Refusal) -> Account {
    guard let account = visitor.account else { throw .signInFirst }
    return account
  }

  package func session() throws(Refusal) -> Session {
    guard let session = visitor.session else { throw .signInFirst }
    return session
  }

  /// A number in the path.
  package func number(_ name: String) throws(Refusal) -> Int64 {
    guard let text = parameters[name], let number = Int64(text), number > 0 else { throw .notFound }
    return number
  }
}

/// The fields of a form or a query; of two with one name the first counts.
package struct FormFields: Sendable {
  private let values: [String: String]
  static let longestCount = 1000

  init(_ pairs: [(String, String)]) { values = Dictionary(pairs) { first, _ in first } }

  /// `application/x-www-form-urlencoded`; nil where it is not UTF-8 or has too many fields.
  init?(encoded text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "&"), maxSplits: Self.longestCount)
    guard parts.count <= Self.longestCount else { return nil }
    var pairs: [(String, String)] = []
    for part in parts {
      let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = sides.first.flatMap({ Self.decode($0) }),
        let value = sides.count > 1 ? Self.decode(sides[1]) : ""
      else { return nil }
      pairs.append((name, value))
    }
    self.init(pairs)
  }

  /// Empty where there is no such field.
  package subscript(name: String) -> String { values[name] ?? "" }

  private static func decode(_ bytes: some Sequence<UInt8>) -> String? {
    var out: [UInt8] = []
    var pending: [UInt8]?
    for byte in bytes {
      if var digits = pending {
        guard let value = Hexadecimal.value(byte) else { return nil }
        digits.append(value)
        if digits.count == 2 { out.append(digits[0] << 4 | digits[1]) }
        pending = digits.count == 2 ? nil : digits
      } else if byte == UInt8(ascii: "%") {
        pending = []
      } else {
        out.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return pending == nil ? String(validating: out, as: UTF8.self) : nil
  }
}
