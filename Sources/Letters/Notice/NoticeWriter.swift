import Casework

/// Makes the sentences of one letter out of the template, or leaves them out.
struct NoticeWriter {
  let values: NoticeValues
  let segment: Segment
  let facts: NoticeFacts
  let particulars: NoticeParticulars
  let without: Set<String>

  func subject(_ text: NoticeText) -> NoticeSentence {
    NoticeSentence(id: "subject", text: text.filled { value($0)?.text ?? "" })
  }

  func block(_ part: NoticeWords.Part) -> NoticeLetter.Block? {
    let sentences = part.lines.compactMap(sentence)
    guard !sentences.isEmpty else { return nil }
    return NoticeLetter.Block(
      id: part.id, shape: part.shape, lead: part.lead.flatMap(sentence), sentences: sentences)
  }

  /// nil where it is not for this segment, was left out, or something that it stands on is not known.
  private func sentence(_ line: NoticeWords.Line) -> NoticeSentence? {
    guard line.segments.contains(segment), !without.contains(line.id), missing(line).isEmpty,
      !line.unless.contains(where: knows)
    else { return nil }
    var filled: [NoticePlace: String] = [:]
    for place in line.text.slots {
      guard let found = value(place) else { return nil }
      filled[place] = found.text
    }
    let counted = (line.counts ?? line.text.slots.first(where: \.isCounted)).flatMap { value($0)?.count }
    let text = counted == 1 ? line.one ?? line.text : line.text
    return NoticeSentence(
      id: line.id, text: written(text) { filled[$0] ?? value($0)?.text ?? "" },
      basis: basis(line.facts, shown: line.text.slots),
      absent: NoticeFact.allCases.filter(line.unless.contains), aim: line.aim)
  }

  /// A number in words at the beginning gets a capital; a name stays as it is.
  private func written(_ text: NoticeText, _ values: (NoticePlace) -> String) -> String {
    let filled = text.filled(values)
    guard case .slot(let place)? = text.pieces.first, [.people, .exposed].contains(place) else { return filled }
    return filled.prefix(1).uppercased() + filled.dropFirst()
  }

  private func missing(_ line: NoticeWords.Line) -> [NoticeFact] {
    let wanted = line.facts
    return NoticeFact.allCases.filter { wanted.contains($0) && !knows($0) }
  }

  /// A value that says nothing (no name, none at all, of another kind) is not known.
  private func knows(_ fact: NoticeFact) -> Bool {
    guard facts[fact] != nil else { return false }
    guard let place = NoticePlace.allCases.first(where: { $0.fact == fact }) else { return true }
    return value(place) != nil
  }

  func unsaid(_ line: NoticeWords.Line) -> NoticeLetter.Unsaid? {
    let missing = missing(line)
    guard line.segments.contains(segment), !missing.isEmpty else { return nil }
    return NoticeLetter.Unsaid(id: line.id, missing: missing)
  }

  private func basis(_ wanted: Set<NoticeFact>, shown: [NoticePlace]) -> [NoticeSentence.Basis] {
    let shown = Set(shown.compactMap(\.fact))
    return NoticeFact.allCases.filter(wanted.contains).compactMap { fact in
      facts[fact].map { NoticeSentence.Basis(fact, $0, isShown: shown.contains(fact)) }
    }
  }

  private func value(_ place: NoticePlace) -> (text: String, count: Int)? {
    values.value(of: place, facts, particulars)
  }

  // MARK: a person's own

  /// A place that nothing is known for stays as it was typed, and the lint stops the letter there.
  func blocks(_ addition: NoticeLetter.Addition) -> [NoticeLetter.Block] {
    let lines = addition.text.split(whereSeparator: \.isNewline)
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
    return lines.enumerated().compactMap { index, line in
      let id = "\(addition.id).\(index + 1)"
      guard !without.contains(id) else { return nil }
      let sentence =
        (try? NoticeText(line)).map { text in
          NoticeSentence(
            id: id, text: written(text) { value($0)?.text ?? "{\($0.rawValue)}" },
            basis: basis(Set(text.slots.flatMap(\.facts)), shown: text.slots), isOwn: true)
        } ?? NoticeSentence(id: id, text: line, isOwn: true)
      return NoticeLetter.Block(id: addition.id, shape: .paragraph, lead: nil, sentences: [sentence])
    }
  }
}
