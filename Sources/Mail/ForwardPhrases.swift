import Vocabulary

/// What mail programs write around a message that is forwarded inside another one's text, in each language: knowledge, kept in `Data/forwards`.
package struct ForwardPhrases: Sendable, Hashable {
  /// The words before the colon of each header line, as printed; case does not matter.
  package struct Labels: Sendable, Hashable {
    package var from: [String]
    package var to: [String]
    package var cc: [String]
    package var bcc: [String]
    package var subject: [String]
    package var date: [String]
    package var replyTo: [String]
    /// Lines that may stand among the others and say nothing of interest here.
    package var other: [String]

    package init(
      from: [String] = [], to: [String] = [], cc: [String] = [], bcc: [String] = [], subject: [String] = [],
      date: [String] = [], replyTo: [String] = [], other: [String] = []
    ) {
      self.from = from
      self.to = to
      self.cc = cc
      self.bcc = bcc
      self.subject = subject
      self.date = date
      self.replyTo = replyTo
      self.other = other
    }
  }

  /// The phrases of one language.
  package struct Locale: Sendable, Hashable {
    package var language: Language
    /// Whether `11/12/2014` is the 12th of November.
    package var monthFirst: Bool
    package var labels: Labels
    /// Lines that announce a forward, without dashes and final colon.
    package var forwarded: [String]
    /// Lines that announce an original, of a forward or of a reply.
    package var original: [String]
    /// Single lines that take the place of a header block, with the slots `{date}` and `{sender}`.
    package var attributions: [String]
    /// What stands before the colon of a forward's subject. A single letter counts only in the case given.
    package var forwardPrefixes: [String]
    package var replyPrefixes: [String]
    /// Twelve lists: the names, cases and abbreviations of each month, lower case, without final dot.
    package var months: [[String]]
    package var weekdays: [String]
    /// `am` and `pm`.
    package var morning: [String]
    package var afternoon: [String]

    package init(
      language: Language, monthFirst: Bool = false, labels: Labels, forwarded: [String] = [], original: [String] = [],
      attributions: [String] = [], forwardPrefixes: [String] = [], replyPrefixes: [String] = [],
      months: [[String]] = [], weekdays: [String] = [], morning: [String] = [], afternoon: [String] = []
    ) {
      self.language = language
      self.monthFirst = monthFirst
      self.labels = labels
      self.forwarded = forwarded
      self.original = original
      self.attributions = attributions
      self.forwardPrefixes = forwardPrefixes
      self.replyPrefixes = replyPrefixes
      self.months = months
      self.weekdays = weekdays
      self.morning = morning
      self.afternoon = afternoon
    }
  }

  /// At most 64 are used.
  package var locales: [Locale]
  /// Zone names after a time, in minutes east of UTC.
  package var zones: [String: Int]

  package init(locales: [Locale], zones: [String: Int]) {
    self.locales = locales
    self.zones = zones
  }
}
