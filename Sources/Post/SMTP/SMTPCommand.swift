import Operations
import Vocabulary

/// One command line of a client (RFC 5321, 4.1), read strictly.
enum SMTPCommand: Equatable {
  case ehlo, helo, lhlo
  case mail(from: Delivery.EnvelopeSender, size: Int?)
  case recipient(EmailAddress?)
  case data, reset, quit, verify, expand, help
  case noop
  /// Known by name, and not offered here.
  case notOffered
  /// The words of another protocol, sent here by a browser: no mail will follow.
  case foreign
  case wrong(SMTPReply)

  init(_ line: ArraySlice<UInt8>) {
    guard let text = String(validating: line, as: UTF8.self), !text.utf8.contains(0) else {
      self = .wrong(.syntax)
      return
    }
    let verb = text.prefix { $0 != " " }.uppercased()
    let rest = text.dropFirst(verb.count).drop { $0 == " " }
    let argument = rest.reversed().drop { $0 == " " || $0 == "\t" }.reversed().map(String.init).joined()
    switch verb {
    case "EHLO", "HELO", "LHLO":
      guard !argument.isEmpty else {
        self = .wrong(.wrongArgument("Say your name after \(verb)"))
        return
      }
      self = verb == "EHLO" ? .ehlo : verb == "HELO" ? .helo : .lhlo
    case "MAIL": self = Self.mail(argument)
    case "RCPT": self = Self.recipient(argument)
    case "DATA", "RSET", "QUIT":
      guard argument.isEmpty else {
        self = .wrong(.wrongArgument("\(verb) takes no argument"))
        return
      }
      self = verb == "DATA" ? .data : verb == "RSET" ? .reset : .quit
    case "NOOP": self = .noop
    case "VRFY": self = .verify
    case "EXPN": self = .expand
    case "HELP": self = .help
    case "STARTTLS", "AUTH", "BDAT", "ETRN", "TURN", "SEND", "SOML", "SAML", "XCLIENT", "XFORWARD": self = .notOffered
    case "GET", "POST", "PUT", "CONNECT", "OPTIONS", "HEAD", "DELETE": self = .foreign
    default: self = .wrong(.unknownCommand)
    }
  }

  private static func mail(_ argument: String) -> SMTPCommand {
    guard let (path, parameters) = path(after: "FROM:", in: argument) else {
      return .wrong(.wrongArgument("MAIL FROM:<address> is wanted"))
    }
    var size: Int?
    var international = false
    for parameter in parameters {
      let upper = parameter.uppercased()
      if upper.hasPrefix("SIZE="), let value = Int(upper.dropFirst(5)), value >= 0 {
        size = value
      } else if upper == "SMTPUTF8" {
        international = true
      } else if upper != "BODY=7BIT" && upper != "BODY=8BITMIME" {
        return .wrong(.unknownParameter)
      }
    }
    guard !path.isEmpty else { return .mail(from: .null, size: size) }
    guard let address = EmailAddress(path) else { return .wrong(.wrongArgument("That is no address")) }
    guard international || address.text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return .wrong(SMTPReply(553, "5.6.7", "Say SMTPUTF8 for such an address"))
    }
    return .mail(from: .address(path), size: size)
  }

  private static func recipient(_ argument: String) -> SMTPCommand {
    guard let (path, parameters) = path(after: "TO:", in: argument), !path.isEmpty else {
      return .wrong(.wrongArgument("RCPT TO:<address> is wanted"))
    }
    guard parameters.isEmpty else { return .wrong(.unknownParameter) }
    return .recipient(EmailAddress(path))
  }

  /// The address between the angle brackets without a source route, and the words after them.
  private static func path(after label: String, in argument: String) -> (path: String, parameters: [Substring])? {
    guard argument.prefix(label.count).uppercased() == label else { return nil }
    let rest = argument.dropFirst(label.count).drop { $0 == " " }
    guard rest.first == "<" else { return nil }
    var quoted = false
    var escaped = false
    var end: String.Index?
    for index in rest.indices.dropFirst() {
      let letter = rest[index]
      if escaped {
        escaped = false
      } else if quoted && letter == "\\" {
        escaped = true
      } else if letter == "\"" {
        quoted.toggle()
      } else if letter == ">" && !quoted {
        end = index
        break
      }
    }
    guard let end else { return nil }
    var path = rest[rest.index(after: rest.startIndex)..<end]
    if path.first == "@", let colon = path.firstIndex(of: ":") { path = path[path.index(after: colon)...] }
    let after = rest[rest.index(after: end)...]
    guard after.isEmpty || after.first == " " else { return nil }
    return (String(path), after.split(separator: " "))
  }
}
