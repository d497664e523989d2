import ArgumentParser
import Foundation

/// Writes messages of its own for a bench without a folder of real mail: text and HTML of several sizes, with transport headers.
struct MakeMail: AsyncParsableCommand {
  @Argument var folder: String
  @Option var count = 500

  func run() async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var random = Sequence64(3)
    for index in 0..<count {
      let paragraphs = 5 + Int(random.next() % 200)
      let html = (0..<paragraphs).map { number in
        "<p style=\"margin:0 0 12px\">Dear customer, please look at <a href=\"https://pay\(random.next() % 99).example/i?c=\(random.next())\">your invoice \(number)</a> before Friday &amp; thank you.</p>\n"
      }.joined()
      let body = Data("<html><body>\(html)</body></html>".utf8).base64EncodedString(options: [
        .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
      ])
      let text = """
        Return-Path: <bounces+\(1000 + index)-ab12-jane=example.org@em\(index).mailer.example>\r
        Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=mailer.example; dkim=pass header.d=mailer.example header.s=s1; dmarc=pass header.from=mailer.example\r
        Received: from o\(index).mailer.example (o\(index).mailer.example [192.0.2.\(index % 250)]) by mx.example.org with ESMTPS id \(random.next()); Tue, 11 Nov 2014 14:52:01 +0000\r
        From: "Billing" <billing@mailer.example>\r
        To: jane\(index)@example.org\r
        Subject: =?utf-8?B?WW91ciBpbnZvaWNl?= \(index)\r
        Date: Tue, 11 Nov 2014 14:52:00 +0000\r
        MIME-Version: 1.0\r
        Content-Type: multipart/alternative; boundary="b\(index)"\r
        \r
        --b\(index)\r
        Content-Type: text/plain; charset=utf-8\r
        \r
        Dear customer, your invoice is at https://pay.example/i?c=\(index)\r
        --b\(index)\r
        Content-Type: text/html; charset=utf-8\r
        Content-Transfer-Encoding: base64\r
        \r
        \(body)\r
        --b\(index)--\r

        """
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(index).eml"))
    }
  }
}
