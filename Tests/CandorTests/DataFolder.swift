import Foundation
import Testing

extension Scratch {
  /// A data folder at `data`, beside `mails/1.eml` …, each sent on by another customer, and a list `app.csv`.
  static func dataFolder(mails count: Int) throws -> Scratch {
    var files: [String: String] = ["app.csv": members]
    for index in 1...count {
      files["mails/\(index).eml"] = """
        From: Customer \(index) <customer\(index)@c\(index).example>\r
        To: report@harborledger.com\r
        Subject: Fwd: For you\r
        Date: Tue, 11 Nov 2014 15:00:00 +0000\r
        MIME-Version: 1.0\r
        Content-Type: multipart/mixed; boundary=x\r
        \r
        --x\r
        Content-Type: text/plain\r
        \r
        Is this from you?\r
        --x\r
        Content-Type: message/rfc822\r
        \r
        \(mail(to: "customer\(index)@c\(index).example"))\r
        --x--\r

        """
    }
    let scratch = try Scratch(files)
    let made = try Program.run([
      "init", "--name", "Harbor Ledger", "--domain", "harborledger.com", "--yes", "--data", scratch.path + "/data",
    ])
    #expect(made.status == 0, "\(made.errors)")
    return scratch
  }

  /// The same, with its mails taken in and a case open.
  static func openCase(mails count: Int = 2) throws -> Scratch {
    let scratch = try dataFolder(mails: count)
    let taken = try Program.run(["receive", scratch.path + "/mails", "--data", scratch.path + "/data"])
    #expect(taken.status == 0, "\(taken.errors)")
    return scratch
  }
}
