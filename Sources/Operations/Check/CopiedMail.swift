import Casework

/// What somebody copied out of a mail, as a message that can be sealed like any report.
package enum CopiedMail {
  /// Both are written as text below a header of our own, so that nothing in them becomes a field.
  package static func message(sender: String, subject: String) -> [UInt8] {
    func line(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.prefix(MailCheck.longest).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: " "
            default: scalar
            }
          }))
    }
    return Array(
      """
      Subject: Is this mail from you?\r
      MIME-Version: 1.0\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Transfer-Encoding: 8bit\r
      \r
      Somebody asked on the public page.\r
      From: \(line(sender))\r
      Subject: \(line(subject))\r

      """.utf8)
  }
}
