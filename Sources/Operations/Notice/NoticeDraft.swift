import Casework
import Letters
import Vocabulary

/// A notice as a person prepares it: what was left out and added, and every version of the text as it stood when it was last saved.
package struct NoticeDraft: Sendable, Hashable, Codable {
  /// One language and segment.
  package struct Version: Sendable, Hashable, Codable {
    package let language: String
    package let segment: Segment
    package let subject: NoticeSentence
    package let sentences: [NoticeSentence]
    package let body: String

    package init(_ letter: NoticeLetter) {
      language = letter.language.tag
      segment = letter.segment
      subject = letter.subject
      sentences = letter.sentences
      body = letter.body
    }
  }

  /// What the status page confirms: `PB-7-2`.
  package var reference: String
  /// Ids of sentences that a person left out.
  package var without: Set<String>
  /// By language tag.
  package var added: [String: [NoticeLetter.Addition]]
  /// When customers hear again, in seconds since 1970.
  package var next: Int64?
  package var versions: [Version]

  package init(
    reference: String, without: Set<String> = [], added: [String: [NoticeLetter.Addition]] = [:], next: Int64? = nil,
    versions: [Version] = []
  ) {
    self.reference = reference
    self.without = without
    self.added = added
    self.next = next
    self.versions = versions
  }

  /// The same with nothing left out.
  var whole: NoticeDraft { NoticeDraft(reference: reference, added: added, next: next, versions: versions) }

  func paragraphsAdded(_ language: String) -> Int {
    added[language, default: []].reduce(0) { $0 + $1.text.split(whereSeparator: \.isNewline).count }
  }

  /// Of all that customers would read, in hexadecimal.
  package var digest: String {
    Digest(
      of: versions.sorted { ($0.language, $0.segment.rawValue) < ($1.language, $1.segment.rawValue) }
        .flatMap { [$0.language, $0.segment.rawValue, $0.subject.text, $0.body] }
    ).hex
  }
}

/// Where drafts are kept; each write is one transaction with its entries of the record.
package struct NoticeDrafts: Sendable {
  /// The new notice's number. nil where the case has one of this edition that is not stopped.
  package let make:
    @Sendable (
      _ case: Int64, Edition, _ draft: @Sendable (Int64) throws -> NoticeDraft, _ actor: String, _ now: Timestamp
    )
      async throws(StoreTrouble) -> Int64?
  /// `over` is the digest of the text that was changed: where it is another by now, somebody else was quicker.
  package let save:
    @Sendable (_ notice: Int64, NoticeDraft, _ over: String, _ actor: String, _ now: Timestamp)
      async throws(StoreTrouble)
      -> Void
  package let load: @Sendable (_ notice: Int64) async throws(StoreTrouble) -> NoticeDraft?
  /// Numbers, oldest first; of every case where none is given.
  package let list: @Sendable (_ case: Int64?) async throws(StoreTrouble) -> [Int64]

  package init(
    make:
      @escaping @Sendable (Int64, Edition, @Sendable (Int64) throws -> NoticeDraft, String, Timestamp)
      async throws(StoreTrouble) -> Int64?,
    save: @escaping @Sendable (Int64, NoticeDraft, String, String, Timestamp) async throws(StoreTrouble) -> Void,
    load: @escaping @Sendable (Int64) async throws(StoreTrouble) -> NoticeDraft?,
    list: @escaping @Sendable (Int64?) async throws(StoreTrouble) -> [Int64]
  ) {
    self.make = make
    self.save = save
    self.load = load
    self.list = list
  }
}

extension NoticeDrafts {
  /// As its entries of the record tell it.
  package static func notice(_ id: Int64, in ledger: Ledger) async throws(StoreTrouble) -> Notice? {
    Notice(id: id, lines: try await ledger.lines(0, .max, "notice:\(id)"))
  }

  /// Of one case, or of all.
  package func notices(of incident: Int64?, in ledger: Ledger) async throws(StoreTrouble) -> [Notice] {
    var all: [Notice] = []
    for number in try await list(incident) {
      if let known = try await Self.notice(number, in: ledger) { all.append(known) }
    }
    return all
  }
}
