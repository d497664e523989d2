import Operations

/// What the listener answers: code, enhanced code (RFC 3463), words.
struct SMTPReply: Equatable {
  let code: Int
  private let enhanced: String?
  private let lines: [String]

  init(_ code: Int, _ enhanced: String?, _ lines: String...) {
    self.code = code
    self.enhanced = enhanced
    self.lines = lines
  }

  var bytes: [UInt8] {
    var out = ""
    for (index, line) in lines.enumerated() {
      let status = enhanced.map { "\($0) " } ?? ""
      out += "\(code)\(index == lines.count - 1 ? " " : "-")\(status)\(line)\r\n"
    }
    return Array(out.utf8)
  }

  static let ok = SMTPReply(250, "2.0.0", "OK")
  static let goAhead = SMTPReply(354, nil, "Send the mail, then a line with a dot alone")
  static let bye = SMTPReply(221, "2.0.0", "Bye")
  static let syntax = SMTPReply(500, "5.5.2", "That is no command line")
  static let unknownCommand = SMTPReply(500, "5.5.2", "Unknown command")
  static let notOffered = SMTPReply(502, "5.5.1", "Not offered here")
  static let unknownParameter = SMTPReply(555, "5.5.4", "Unknown parameter")
  static let tooLong = SMTPReply(500, "5.5.2", "The line is too long")
  static let bareLineFeed = SMTPReply(500, "5.5.2", "Lines end with CR LF")
  static let unknownRecipient = SMTPReply(550, "5.1.1", "Reports are not taken at this address")
  static let tooManyRecipients = SMTPReply(452, "4.5.3", "Too many recipients")
  static let tooManyErrors = SMTPReply(421, "4.7.0", "Too many errors")
  static let noMail = SMTPReply(421, "4.7.0", "Too many commands and no mail")
  static let enough = SMTPReply(421, "4.7.0", "Enough mail for one connection; please connect again")
  static let tooManyConnections = SMTPReply(421, "4.7.0", "Too many connections")
  static let tooSlow = SMTPReply(421, "4.4.2", "Timeout")
  static let closing = SMTPReply(421, "4.3.2", "Candor is closing; please try again later")
  static let noRoom = SMTPReply(452, "4.3.1", "Too much mail at once; please try again later")

  static func wrongOrder(_ words: String) -> SMTPReply { SMTPReply(503, "5.5.1", words) }
  static func wrongArgument(_ words: String) -> SMTPReply { SMTPReply(501, "5.5.4", words) }
  static func tooLarge(_ limit: Int) -> SMTPReply { SMTPReply(552, "5.3.4", "A mail may have \(limit) bytes at most") }

  /// 250 only for what is on disk and synced.
  init(_ reception: Reception) {
    switch reception {
    case .sealed(let number): self = SMTPReply(250, "2.0.0", "Report \(number) is sealed")
    case .known(let number): self = SMTPReply(250, "2.0.0", "Known as report \(number)")
    case .refused(.empty): self = SMTPReply(554, "5.6.0", "The mail is empty")
    case .refused(.tooLarge(let limit)): self = .tooLarge(limit)
    case .refused(.unavailable): self = SMTPReply(451, "4.3.0", "Not sealed; please try again later")
    }
  }
}
