import Operations
import Vocabulary

/// One connection's conversation without the connection: bytes in, actions out (RFC 5321 for SMTP, RFC 2033 for LMTP).
struct SMTPSession {
  enum Action: Equatable {
    case reply(SMTPReply)
    /// Hand it to `receive`, and tell `settle` what became of it. Nothing else is done until then.
    case deliver([UInt8], from: Delivery.EnvelopeSender)
    case close
  }

  private enum Phase { case command, text, delivering, closed }

  private struct Transaction {
    let sender: Delivery.EnvelopeSender
    var recipients = 0
  }

  private let isLMTP: Bool
  private let host: String
  private let recipients: Set<EmailAddress>
  private let limits: SMTPLimits

  private var phase = Phase.command
  private var isGreeted = false
  private var transaction: Transaction?
  private var text: SMTPText
  private var isShed = false
  private var isStopping = false
  /// What was read and not yet looked at; `at` is where it begins.
  private var input: [UInt8] = []
  private var at = 0
  private var isSkippingLine = false
  private var idleCommands = 0
  private var errors = 0
  private var messages = 0
  private var actions: [Action] = []

  init(isLMTP: Bool, host: String, recipients: Set<EmailAddress>, limits: SMTPLimits = SMTPLimits()) {
    self.isLMTP = isLMTP
    self.host = host
    self.recipients = recipients
    self.limits = limits
    text = SMTPText(longest: limits.message)
    actions = [.reply(SMTPReply(220, nil, "\(host) \(isLMTP ? "LMTP" : "ESMTP") Candor"))]
  }

  /// Bytes that this conversation keeps.
  var held: Int { text.bytes.count + input.count - at }
  /// False while a mail is being delivered: reading more would only fill memory.
  var wantsInput: Bool { phase == .command || phase == .text }

  mutating func take(_ bytes: some Sequence<UInt8>) {
    guard phase != .closed else { return }
    if at > 0 {
      input.removeSubrange(..<at)
      at = 0
    }
    input += bytes
    advance()
    if at == input.count {
      input = []
      at = 0
    }
  }

  /// The actions to perform, in order.
  mutating func drain() -> [Action] {
    defer { actions = [] }
    return actions
  }

  /// What became of the delivery; LMTP has one reply a recipient.
  mutating func settle(_ reception: Reception) {
    guard phase == .delivering else { return }
    finish(SMTPReply(reception))
    advance()
  }

  /// There is no room for the mail being read: it is read to its end, not kept, and answered 452.
  mutating func shed() {
    guard phase == .text else { return }
    isShed = true
    text.drop()
  }

  /// Ends the conversation before the next mail.
  mutating func stop() {
    isStopping = true
    if phase == .command, transaction == nil { close(.closing) }
  }

  mutating func timeOut() { close(.tooSlow) }

  // MARK: reading

  private mutating func advance() {
    while at < input.count {
      switch phase {
      case .command:
        guard let line = nextLine() else { return }
        obey(line)
      case .text:
        let (count, ended) = text.take(input[at...])
        at += count
        if ended { endText() }
      case .delivering, .closed: return
      }
    }
  }

  /// nil until a whole line is there. Answers what is no line by itself.
  private mutating func nextLine() -> ArraySlice<UInt8>? {
    while let end = input[at...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = input[at..<end]
      at = end + 1
      if isSkippingLine {
        isSkippingLine = false
      } else if line.count >= limits.line {
        fail(.tooLong)
      } else if line.last != UInt8(ascii: "\r") {
        fail(.bareLineFeed)
      } else {
        return line.dropLast()
      }
      guard phase == .command else { return nil }
    }
    if !isSkippingLine, input.count - at >= limits.line {
      isSkippingLine = true
      fail(.tooLong)
    }
    if isSkippingLine { at = input.count }
    return nil
  }

  // MARK: commands

  private mutating func obey(_ line: ArraySlice<UInt8>) {
    let command = SMTPCommand(line)
    switch command {
    case .recipient, .data, .quit: break
    default:
      idleCommands += 1
      guard idleCommands <= limits.idleCommands else { return close(.noMail) }
    }
    switch command {
    case .ehlo where !isLMTP, .lhlo where isLMTP: greet()
    case .helo where !isLMTP:
      isGreeted = true
      transaction = nil
      say(SMTPReply(250, nil, host))
    case .ehlo, .helo, .lhlo:
      fail(SMTPReply(500, "5.5.1", isLMTP ? "This is LMTP: say LHLO" : "This is SMTP: say EHLO"))
    case .mail(let sender, let size): begin(sender, size: size)
    case .recipient(let address): add(address)
    case .data: beginText()
    case .reset:
      transaction = nil
      say(.ok)
    case .noop: say(.ok)
    case .quit: close(.bye)
    case .verify: say(SMTPReply(252, "2.5.0", "Send some mail and see"))
    case .expand, .notOffered: fail(.notOffered)
    case .help: say(SMTPReply(214, "2.0.0", "RFC 5321"))
    case .foreign: close(.unknownCommand)
    case .wrong(let reply): fail(reply)
    }
  }

  private mutating func greet() {
    isGreeted = true
    transaction = nil
    say(
      SMTPReply(
        250, nil, host, "PIPELINING", "SIZE \(limits.message)", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"))
  }

  private mutating func begin(_ sender: Delivery.EnvelopeSender, size: Int?) {
    guard !isStopping else { return close(.closing) }
    guard messages < limits.messages else { return close(.enough) }
    guard isGreeted else { return fail(.wrongOrder("Say \(isLMTP ? "LHLO" : "EHLO") first")) }
    guard transaction == nil else { return fail(.wrongOrder("One mail at a time")) }
    guard size ?? 0 <= limits.message else { return fail(.tooLarge(limits.message)) }
    transaction = Transaction(sender: sender)
    say(SMTPReply(250, "2.1.0", "OK"))
  }

  private mutating func add(_ address: EmailAddress?) {
    guard let taken = transaction?.recipients else { return fail(.wrongOrder("Say MAIL first")) }
    guard let address, recipients.contains(address) || recipients.contains(address.untagged) else {
      return fail(.unknownRecipient)
    }
    guard taken < limits.recipients else { return fail(.tooManyRecipients) }
    transaction?.recipients = taken + 1
    say(SMTPReply(250, "2.1.5", "OK"))
  }

  private mutating func beginText() {
    guard let transaction else { return fail(.wrongOrder("Say MAIL first")) }
    guard transaction.recipients > 0 else { return fail(SMTPReply(503, "5.5.1", "No recipient was accepted")) }
    text = SMTPText(longest: limits.message)
    isShed = false
    phase = .text
    say(.goAhead)
  }

  private mutating func endText() {
    if text.isOverlong { return finish(.tooLarge(limits.message)) }
    if isShed { return finish(.noRoom) }
    phase = .delivering
    actions.append(.deliver(text.bytes, from: transaction?.sender ?? .null))
    text.drop()
  }

  private mutating func finish(_ reply: SMTPReply) {
    phase = .command
    let replies = isLMTP ? transaction?.recipients ?? 1 : 1
    for _ in 0..<replies { say(reply) }
    transaction = nil
    text = SMTPText(longest: limits.message)
    messages += 1
    idleCommands = 0
    if isStopping { close(.closing) }
  }

  // MARK: answers

  private mutating func say(_ reply: SMTPReply) { actions.append(.reply(reply)) }

  private mutating func fail(_ reply: SMTPReply) {
    errors += 1
    say(reply)
    if errors >= limits.errors { close(.tooManyErrors) }
  }

  private mutating func close(_ reply: SMTPReply) {
    guard phase != .closed else { return }
    phase = .closed
    input = []
    at = 0
    text.drop()
    actions += [.reply(reply), .close]
  }
}
