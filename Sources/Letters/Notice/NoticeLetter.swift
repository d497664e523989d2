import Casework
import Vocabulary

/// What the customers of one segment are told in one edition and language: only sentences whose facts are known, each with its ground.
package struct NoticeLetter: Sendable, Hashable {
  package let edition: Edition
  package let segment: Segment
  package let language: Language
  package let subject: NoticeSentence
  package let blocks: [Block]
  /// When the next comes, as the text says it.
  package let nextTime: String?
  /// What would be said if more were known.
  package let unsaid: [Unsaid]

  /// A paragraph, or a list with what stands over it.
  package struct Block: Sendable, Hashable {
    package let id: String
    package let shape: NoticeWords.Part.Shape
    package let lead: NoticeSentence?
    package let sentences: [NoticeSentence]
  }

  /// A paragraph of a person's own, in the letter's language.
  package struct Addition: Sendable, Hashable, Codable {
    /// `own-1`
    package let id: String
    /// The part behind which it stands; before the signature where there is none of that name.
    package let after: String?
    /// Places are filled, where what they show is known. Each line is a paragraph.
    package let text: String

    package init(id: String, after: String? = nil, text: String) {
      self.id = id
      self.after = after
      self.text = text
    }
  }

  package struct Unsaid: Sendable, Hashable {
    package let id: String
    package let missing: [NoticeFact]
  }

  /// `without`: ids of sentences that a person left out.
  package init?(
    _ words: NoticeWords, edition: Edition, segment: Segment, facts: NoticeFacts, particulars: NoticeParticulars,
    without: Set<String> = [], added: [Addition] = []
  ) {
    guard let told = words[edition] else { return nil }
    self.edition = edition
    self.segment = segment
    language = words.language
    let writer = NoticeWriter(
      values: words.values, segment: segment, facts: facts, particulars: particulars, without: without)
    subject = writer.subject(told.subject)
    nextTime = particulars.next.map(words.values.moment)
    unsaid = told.parts.flatMap { $0.lines.compactMap(writer.unsaid) }
    let own = added.map { ($0.after, writer.blocks($0)) }
    let ids = Set(told.parts.map(\.id))
    let homeless = own.filter { after, _ in after.map { !ids.contains($0) } ?? true }.flatMap { $0.1 }
    var blocks: [Block] = []
    for (index, part) in told.parts.enumerated() {
      if index == told.parts.count - 1 { blocks += homeless }
      if let block = writer.block(part) { blocks.append(block) }
      blocks += own.filter { after, _ in after == part.id }.flatMap { $0.1 }
    }
    self.blocks = blocks
  }

  /// Those of the body, in their order.
  package var sentences: [NoticeSentence] {
    blocks.flatMap { block in (block.lead.map { [$0] } ?? []) + block.sentences }
  }

  /// One line a paragraph or list item.
  package var body: String {
    let parts = blocks.flatMap { block -> [String] in
      let texts = block.sentences.map(\.text)
      let rest =
        switch block.shape {
        case .paragraph: texts.joined(separator: " ")
        case .points: texts.map { "- " + $0 }.joined(separator: "\n")
        }
      return block.lead.map { [$0.text, rest] } ?? [rest]
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The letter to `recipient`. `key` names the edition and the person, who gets it only once.
  package func draft(
    to recipient: EmailAddress, from sender: LetterDraft.Sender, replyTo: EmailAddress? = nil, key: String
  ) -> LetterDraft {
    LetterDraft(
      kind: .notice, recipient: recipient, sender: sender, replyTo: replyTo, subject: subject.text, body: body,
      language: language, key: key)
  }
}
