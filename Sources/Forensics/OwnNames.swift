import Vocabulary

/// The names by which an organization is known, as they may stand in a mail: its own, and the first labels of its domains.
struct OwnNames: Sendable {
  private let name: FoldedText
  /// The name as a reader of ASCII takes it, where that differs.
  private let readName: FoldedText?
  /// The name without blanks where it is ASCII: a page that does not hold these letters need not be folded.
  private let tightName: [UInt8]?
  private let brands: [[UInt8]]
  private let brandWords: [FoldedText]
  /// The first labels of all own domains.
  let labels: [[UInt8]]

  init(of organization: Organization) {
    name = FoldedText(organization.name)
    tightName = name.bytes.contains { $0 >= 0x80 } ? nil : name.tight
    readName = FoldedText.read(organization.name, limit: 400)
    labels = organization.domains.compactMap { $0.labels.first.map { FoldedText(String($0)).tight } }
    brands = labels.filter { $0.count >= 5 }
    brandWords = brands.map { FoldedText(String(decoding: $0, as: UTF8.self)) }
  }

  /// Whether a short text, folded, holds the organization's name; in letters that only look like the name's as well, for which it is needed as it was
  /// written. `byBrand`: or a domain's, blanks left out.
  func stand(in plain: FoldedText, readFrom text: String?, byBrand: Bool = false) -> Bool {
    if stands(in: plain) || byBrand && brands.contains(where: { plain.containsRun($0) }) { return true }
    guard !name.isEmpty, let text, let read = FoldedText.read(text, limit: 1000) else { return false }
    return read.contains(readName ?? name) || byBrand && brands.contains { read.containsRun($0) }
  }

  /// Whether a long text names the organization or one of its domains.
  func standAsWords(in text: FoldedText) -> Bool { stands(in: text) || brandWords.contains(where: text.contains) }

  /// The same of a page's text, which is folded only where the letters of the name stand in it.
  func standInPage(_ text: String) -> Bool {
    if let tightName {
      var text = text
      guard text.withUTF8({ FoldedText.holdsTight($0, tightName) }) else { return false }
    }
    return stands(in: FoldedText(text))
  }

  /// Whether a writer goes by the organization's name. A customer may be called Grace, as the company is: a short name counts alone.
  func passes(_ displayName: String?) -> Bool {
    let display = FoldedText(displayName ?? "", limit: 400)
    guard name.tight.count < Self.tellingLetters else {
      return stand(in: display, readFrom: displayName, byBrand: true)
    }
    return !display.tight.isEmpty && display.tight == name.tight
  }

  /// Letters from which on a name within another is no coincidence.
  private static let tellingLetters = 8

  private func stands(in text: FoldedText) -> Bool { !name.isEmpty && text.contains(name) }
}
