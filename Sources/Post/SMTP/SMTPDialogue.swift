import Letters
import Operations
import Vocabulary

/// Hands letters over one connection, without the connection: the server's bytes go in, what to do comes out.
///
/// Where the server offers pipelining (RFC 2920), `MAIL`, `RCPT` and `DATA` leave in one piece, and with them the text of the
/// letter before: one round trip a letter. Otherwise one command after another. Each letter has one recipient.
struct SMTPDialogue {
  enum Action: Equatable {
    case send([UInt8])
    /// The text of this letter comes next.
    case begin(Int64)
    case settle(Int64, LetterOutcome)
    /// Nothing more is to be said; the words where that is for a reason that somebody must put right.
    case close(String?)
  }

  /// What an answer is awaited for, in the order of the commands.
  private enum Awaited: Equatable {
    case hello, plainHello, reset, mail, recipient, data, text, emptyText, quit
  }

  private let host: String
  private let most: Int
  private var reader = SMTPAnswerReader()
  private var awaited: [Awaited] = []
  private var pipelines = false
  private var isGreeted = false
  private var isClosed = false
  /// A transaction was begun that no text ended.
  private var isHalfDone = false
  /// Its envelope is on its way.
  private var current: SMTPEnvelope?
  /// Its text is on its way.
  private var told: SMTPEnvelope?
  /// Comes after `current`.
  private var following: SMTPEnvelope?
  private var count = 0
  /// Bytes that have not left: of all that was said, and of what was said behind the last text.
  private var unsent = 0
  private var unsentBehindText = 0
  /// Whole answers so far.
  private(set) var answers = 0
  private var actions: [Action] = []

  /// `host` is how we call ourselves; `most` letters are handed over, then it is ended.
  init(host: String, most: Int) {
    self.host = host
    self.most = max(1, most)
    say("EHLO \(host)\r\n", [.hello])
  }

  /// Letters are taken one ahead, so that the next envelope can leave with a text.
  var wantsLetter: Bool { isGreeted && !isClosed && following == nil && count < most && !awaited.contains(.quit) }

  /// Nothing is on its way.
  var isIdle: Bool { isGreeted && awaited.isEmpty && current == nil && told == nil && following == nil }
  /// It had as many letters as it may have, and they are all done.
  var isFull: Bool { isIdle && count >= most }

  mutating func drain() -> [Action] {
    defer { actions = [] }
    return actions
  }

  mutating func give(_ id: Int64, _ letter: ClearedLetter) {
    count += 1
    guard !isClosed else {
      actions.append(.settle(id, .untouched("the connection is closed")))
      return
    }
    following = SMTPEnvelope(id: id, letter: letter)
    advance()
  }

  /// Says good-bye where nothing is on its way.
  mutating func quit() {
    guard isIdle, !isClosed else { return }
    say("QUIT\r\n", [.quit])
  }

  /// `unsent`: so many bytes of what was to be said had not left when these came.
  mutating func take(_ bytes: some Sequence<UInt8>, unsent: Int = 0) {
    self.unsent = unsent
    reader.take(bytes)
    do throws(SMTPAnswerReader.Broken) {
      while !isClosed, let answer = try reader.next() { hear(answer) }
    } catch {
      lose("the mail server is not understood: \(error.why)")
    }
  }

  /// The connection is gone, or must go. A letter whose text had begun to leave may have arrived.
  mutating func lose(_ why: String) {
    guard !isClosed else { return }
    if let told { actions.append(.settle(told.id, .uncertain(why))) }
    end(why)
  }

  /// The text that was to come next may not leave: nothing of it has.
  mutating func hold(_ why: String) {
    guard !isClosed else { return }
    if let told { actions.append(.settle(told.id, .untouched(why))) }
    end(why)
  }

  private mutating func end(_ why: String, isTrouble: Bool = true) {
    isClosed = true
    for letter in [current, following].compactMap(\.self) { actions.append(.settle(letter.id, .untouched(why))) }
    (told, current, following, awaited) = (nil, nil, nil, [])
    actions.append(.close(isTrouble ? why : nil))
  }

  // MARK: what is said

  private mutating func say(_ text: String, _ answers: [Awaited]) { say(Array(text.utf8), answers) }

  private mutating func say(_ bytes: [UInt8], _ answers: [Awaited]) {
    awaited += answers
    unsent += bytes.count
    unsentBehindText += bytes.count
    if case .send(let before) = actions.last {
      actions[actions.count - 1] = .send(before + bytes)
    } else {
      actions.append(.send(bytes))
    }
  }

  /// Brings the next letter's envelope on its way where that may be.
  private mutating func advance() {
    guard current == nil, let letter = following, isGreeted, awaited.isEmpty || (pipelines && awaited == [.text]) else {
      return
    }
    following = nil
    guard let (from, to) = letter.paths else {
      actions.append(.settle(letter.id, .refused("the address cannot be written in ASCII")))
      return
    }
    current = letter
    if isHalfDone {
      say("RSET\r\n", [.reset])
      isHalfDone = false
    }
    guard pipelines else {
      say("MAIL FROM:<\(from)>\r\n", [.mail])
      return
    }
    say("MAIL FROM:<\(from)>\r\nRCPT TO:<\(to)>\r\nDATA\r\n", [.mail, .recipient, .data])
  }

  // MARK: what is heard

  private mutating func hear(_ answer: SMTPAnswer) {
    answers += 1
    guard !awaited.isEmpty else {
      // Servers say so before they close a connection that was silent for too long.
      return answer.code == 421
        ? end(answer.text, isTrouble: count == 0) : lose("the mail server answered unasked: \(answer.text)")
    }
    let question = awaited.removeFirst()
    if answer.goesOn, ![.data, .text, .quit].contains(question) {
      return lose("the mail server is not understood: \(answer.text)")
    }
    switch question {
    case .hello: greeted(answer)
    case .plainHello: answer.isPositive ? greet([]) : end(answer.text)
    case .reset: if !answer.isPositive { end(answer.text) }
    case .mail: mail(answer)
    case .recipient: recipient(answer)
    case .data: data(answer)
    case .text: text(answer)
    case .emptyText: isHalfDone = !answer.isPositive
    case .quit: end("", isTrouble: false)
    }
    guard !isClosed else { return }
    if answer.code == 421, question != .text, question != .quit { return end(answer.text) }
    advance()
  }

  private mutating func greeted(_ answer: SMTPAnswer) {
    if answer.isPositive { return greet(answer.lines.dropFirst().map { $0.uppercased() }) }
    guard answer.code == 500 || answer.code == 502 else { return end(answer.text) }
    say("HELO \(host)\r\n", [.plainHello])
  }

  private mutating func greet(_ offers: [String]) {
    pipelines = offers.contains { $0.split(separator: " ").first == "PIPELINING" }
    isGreeted = true
  }

  private mutating func mail(_ answer: SMTPAnswer) {
    if answer.isPositive {
      current?.hasMail = true
    } else if answer.code != 421 {
      current?.refusal = answer
      current?.isSendersFault = true
    }
    guard !pipelines else { return }
    guard answer.isPositive, let to = current?.paths?.to else { return turnedAway() }
    say("RCPT TO:<\(to)>\r\n", [.recipient])
  }

  private mutating func recipient(_ answer: SMTPAnswer) {
    if answer.isPositive {
      current?.hasRecipient = true
    } else if answer.code != 421, current?.refusal == nil {
      current?.refusal = answer
    }
    guard !pipelines else { return }
    guard answer.isPositive else { return turnedAway() }
    say("DATA\r\n", [.data])
  }

  private mutating func data(_ answer: SMTPAnswer) {
    guard let letter = current else { return lose("the mail server answered unasked: \(answer.text)") }
    guard !answer.isPositive else { return lose("the mail server is not understood: \(answer.text)") }
    guard answer.goesOn else {
      if letter.refusal == nil, answer.code != 421 { current?.refusal = answer }
      return turnedAway()
    }
    guard letter.hasMail, letter.hasRecipient else {
      // It wants a text for nobody (RFC 2920 section 3.1): an empty one.
      turnedAway()
      if !isClosed { say(".\r\n", [.emptyText]) }
      return
    }
    actions.append(.begin(letter.id))
    say(SMTPText.dotted(letter.letter.bytes), [.text])
    unsentBehindText = 0
    told = letter
    current = nil
  }

  private mutating func text(_ answer: SMTPAnswer) {
    guard let letter = told else { return }
    told = nil
    switch answer.code {
    case 200..<300 where unsent > unsentBehindText:
      // Nobody can have taken what has not left.
      actions.append(.settle(letter.id, .uncertain("answered before it had left: \(answer.text)")))
      return lose("the mail server is not understood: it answers before a letter has left")
    case 200..<300: actions.append(.settle(letter.id, .accepted(answer.text)))
    case 400..<500: actions.append(.settle(letter.id, .later(answer.text)))
    case 500..<600: actions.append(.settle(letter.id, .refused(answer.text)))
    default:
      actions.append(.settle(letter.id, .uncertain(answer.text)))
      return lose("the mail server is not understood: \(answer.text)")
    }
    if answer.code == 421 { end(answer.text) }
  }

  /// The current letter is done without its text. A refusal of our own sender would be one of every letter.
  private mutating func turnedAway() {
    guard let letter = current else { return }
    current = nil
    isHalfDone = true
    guard let refusal = letter.refusal else {
      actions.append(.settle(letter.id, .untouched("the mail server ended the connection")))
      return
    }
    guard !letter.isSendersFault, !SMTPEnvelope.aboutLogin.contains(refusal.code) else {
      actions.append(.settle(letter.id, .untouched(refusal.text)))
      return end("the mail server does not take mail from us: \(refusal.text)")
    }
    actions.append(.settle(letter.id, refusal.isLater ? .later(refusal.text) : .refused(refusal.text)))
  }
}
