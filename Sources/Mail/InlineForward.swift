import Vocabulary

/// A message that somebody forwarded inside the text of their own: who wrote the original, to whom, when, and what, as far as the printed lines say.
package struct InlineForward: Sendable, Hashable {
  /// What showed that a forward begins.
  package enum Marker: String, Sendable, Hashable {
    /// Words such as "Forwarded message".
    case banner
    /// Words such as "Original message", which replies have too.
    case original
    /// A drawn line.
    case rule
    /// Header lines alone.
    case header
    /// "On … wrote:" in place of header lines.
    case attribution
  }

  /// One message of a chain of forwards. Ranges are UTF-8 offsets into the text that was read.
  package struct Layer: Sendable, Hashable {
    package let marker: Marker
    package let from: Mailbox?
    package let to: [Mailbox]
    package let cc: [Mailbox]
    package let replyTo: [Mailbox]
    package let subject: String?
    package let date: Timestamp?
    /// The date as printed.
    package let dateText: String?
    /// From the line that announces it to the end of its header lines.
    package let header: Range<Int>
    /// From there to the next layer's header, or to the end.
    package let body: Range<Int>
  }

  /// What stands above the outermost forward (and below it, where only the forward is quoted); empty where nothing does.
  package let note: String
  /// Outermost first; never empty. Each was forwarded by the one before.
  package let chain: [Layer]
  /// The original's text, quote marks removed where all of it was quoted.
  package let text: String

  /// The innermost message.
  package var original: Layer { chain[chain.count - 1] }
}

extension InlineForward {
  /// Finds the forward in `text`: plain text, or HTML read as text with its block breaks. `subject` is that of the carrying message: without a forward
  /// prefix an "On … wrote:" is a reply, and with a reply prefix so are header lines without a forward banner. `reference` is when it was sent.
  /// Time and memory are linear in `text`, of which `Bounds.textBytes` are read.
  package init?(in text: String, subject: String?, reference: Timestamp? = nil, lexicon: ForwardLexicon) {
    var text = text
    let bytes = text.withUTF8 { Array($0.prefix(Bounds.textBytes)) }
    self.init(in: bytes, subject: subject, reference: reference, lexicon: lexicon)
  }

  package init?(in bytes: [UInt8], subject: String?, reference: Timestamp? = nil, lexicon: ForwardLexicon) {
    let text = ForwardText(bytes: bytes)
    self.init(
      in: text, carrier: subject.map { ForwardSubject($0, lexicon: lexicon) }, reference: reference, lexicon: lexicon)
  }

  /// `carrier`: what the carrying message's subject says. `needsBanner`: header lines alone are no forward.
  init?(
    in text: String, carrier: ForwardSubject?, reference: Timestamp?, lexicon: ForwardLexicon, needsBanner: Bool
  ) {
    var text = text
    let bytes = text.withUTF8 { Array($0.prefix(Bounds.textBytes)) }
    self.init(
      in: ForwardText(bytes: bytes), carrier: carrier, reference: reference, lexicon: lexicon, needsBanner: needsBanner)
  }

  private init?(
    in text: ForwardText, carrier: ForwardSubject?, reference: Timestamp?, lexicon: ForwardLexicon,
    needsBanner: Bool = false
  ) {
    var search = ForwardSearch(text: text, lexicon: lexicon, carrier: carrier)
    let found = search.chain()
    guard let outermost = found.first, let innermost = found.last, !needsBanner || outermost.marker == .banner else {
      return nil
    }
    let (body, below) = text.unquoted(
      from: innermost.bodyStart, depth: innermost.depth, indented: innermost.marker == .attribution)
    let above = text.trimmed(0..<outermost.start)
    note = below.isEmpty ? above : above.isEmpty ? below : above + "\n\n" + below
    self.text = body
    chain = found.enumerated().map { index, place in
      let end = index + 1 < found.count ? found[index + 1].start : text.bytes.count
      return Layer(place, end: end, carrier: index == 0 ? carrier : nil, reference: reference, lexicon: lexicon)
    }
  }
}

extension InlineForward.Layer {
  fileprivate init(
    _ place: ForwardPlace, end: Int, carrier: ForwardSubject?, reference: Timestamp?, lexicon: ForwardLexicon
  ) {
    marker = place.marker
    header = place.start..<place.bodyStart
    body = place.bodyStart..<max(place.bodyStart, end)
    let dateBytes: [UInt8]?
    let scores: [Int]
    switch place.content {
    case .header(let lines):
      from = ForwardedMailboxes.read(lines[.from] ?? []).first
      to = ForwardedMailboxes.read(lines[.to] ?? [])
      cc = ForwardedMailboxes.read(lines[.cc] ?? [])
      replyTo = ForwardedMailboxes.read(lines[.replyTo] ?? [])
      subject = lines.subject
      (dateBytes, scores) = (lines[.date], lines.scores)
    case .attribution(let line):
      from = ForwardedMailboxes.read(line.sender).first
      (to, cc, replyTo) = ([], [], [])
      subject = carrier?.stripped
      (dateBytes, scores) = (line.date, line.scores)
    }
    dateText = dateBytes.map { String(decoding: ForwardText.singleSpaced($0.prefix(200)), as: UTF8.self) }
    date = dateBytes.flatMap { ForwardDate.read($0, lexicon: lexicon, scores: scores, reference: reference) }
  }
}

extension ForwardHeader {
  /// nil for a missing or empty one.
  var subject: String? {
    guard let bytes = self[.subject] else { return nil }
    let text = String(decoding: ForwardText.trimmed(bytes), as: UTF8.self)
    return text.isEmpty ? nil : text
  }
}
