import Evidence
import Attribution
import Casework
import Domains
import Forensics
import Letters
import Mail
import Operations
import Post
import Testing
import Vocabulary

/// Invented mails to an invented company's customers, and what the shipped knowledge says of them.
enum Staged {
  static let data = String(#filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }) + "/Data"
  private static let loaded: Result<Knowledge, FileTrouble> = {
    do throws(FileTrouble) { return .success(try KnowledgeFolder.load(data)) } catch { return .failure(error) }
  }()

  static func knowledge() throws -> Knowledge { try loaded.get() }

  static func company(
    name: String = "Harbor Ledger", domains: [String] = ["harborledger.com"], senders: [String] = [],
    trusting: [String] = []
  ) -> Organization {
    Organization(
      name: name, domains: domains.compactMap { DomainName($0) }, senders: senders,
      intake: [EmailAddress("report@harborledger.com")].compactMap { $0 },
      trustedReceivers: trusting.compactMap { DomainName($0) })
  }

  static func examination(
    _ company: Organization = company(), customers: Set<String> = [], testAccounts: Set<String> = [],
    keys: DKIMKeyArchive = DKIMKeyArchive()
  ) throws -> Examination {
    let knowledge = try knowledge()
    return Examination(
      organization: company,
      lookAlikes: LookAlikeIndex(
        brands: [Brand(domains: company.domains, name: company.name)], suffixes: knowledge.suffixes,
        lureWords: knowledge.domainWords, hosts: knowledge.sharedHosts),
      catalog: knowledge.catalog, weights: knowledge.weights, lureWords: knowledge.lureWords,
      lureFields: knowledge.lureFields, lexicon: knowledge.lexicon, keys: keys,
      recipients: Examination.KnownRecipients(
        isCustomer: { customers.contains($0.text) }, testAccounts: Set(testAccounts.compactMap { EmailAddress($0) })))
  }

  /// The only finding of a report.
  static func finding(
    _ text: String, _ company: Organization = company(), customers: Set<String> = [], testAccounts: Set<String> = [],
    keys: DKIMKeyArchive = DKIMKeyArchive(), file: String = "reports/001.eml"
  ) throws -> Finding {
    let all = try examination(company, customers: customers, testAccounts: testAccounts, keys: keys)
      .findings(of: Artifact(sealing: Array(text.utf8), source: file))
    try #require(all.count == 1)
    return all[0]
  }
}

/// One mail as a customer's server filed it: `results` and the topmost Received are the receiver's, `below` the sender's.
struct StagedMail {
  var from: String? = "Harbor Ledger <billing@harb0rledger.com>"
  var to: String? = "jane@customer.example"
  var subject = "Your renewal"
  var body = "Hello, please look at this when you have a moment, there is nothing more to say about it."
  var html: String?
  /// What mx.customer.example wrote of its checks, nil where it wrote nothing.
  var results: String?
  var host = "mail.mailer.example"
  var address = "203.0.113.77"
  var time = "Tue, 11 Nov 2014 14:52:00 +0000"
  /// Further fields under the receiver's line, each with its line end.
  var below = ""
  /// Further fields on top.
  var above = ""

  var text: String {
    let checks = results.map { "Authentication-Results: mx.customer.example; \($0)\r\n" } ?? ""
    let type = html == nil ? "text/plain" : "text/html"
    return above + checks
      + "Received: from \(host) (\(host) [\(address)]) by mx.customer.example (Postfix) with ESMTPS id 4Qk7; \(time)\r\n"
      + below + (from.map { "From: \($0)\r\n" } ?? "") + (to.map { "To: \($0)\r\n" } ?? "")
      + "Subject: \(subject)\r\nDate: \(time)\r\nMIME-Version: 1.0\r\nContent-Type: \(type); charset=utf-8\r\n\r\n\(html ?? body)\r\n"
  }

  /// Sent on as an attachment.
  func attached(by reporter: String = "jane@customer.example", note: String = "Is this you?") -> String {
    Self.attached(text, subject: subject, by: reporter, note: note)
  }

  /// Any mail sent on as an attachment; one in another needs a boundary of its own.
  static func attached(
    _ text: String, subject: String = "Your renewal", by reporter: String = "jane@customer.example",
    note: String = "Is this you?", boundary: String = "outer-1"
  ) -> String {
    """
    From: \(reporter)\r
    To: report@harborledger.com\r
    Subject: Fwd: \(subject)\r
    Date: Wed, 12 Nov 2014 09:00:00 +0000\r
    MIME-Version: 1.0\r
    Content-Type: multipart/mixed; boundary=\(boundary)\r
    \r
    --\(boundary)\r
    Content-Type: text/plain; charset=utf-8\r
    \r
    \(note)\r
    --\(boundary)\r
    Content-Type: message/rfc822\r
    \r
    \(text)\r
    --\(boundary)--\r

    """
  }

  /// Sent on as text below a forward's header, as Gmail writes it.
  func inline(by reporter: String = "jane@customer.example", note: String = "Is this you?") -> String {
    let type = html == nil ? "text/plain" : "text/html"
    let end = html == nil ? "\r\n" : "<br>\r\n"
    func shown(_ text: String) -> String {
      html == nil ? text : text.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
    let lines =
      [
        "---------- Forwarded message ---------", "From: \(from ?? "")", "Date: Tue, Nov 11, 2014 at 2:52 PM",
        "Subject: \(subject)",
      ]
      + (to.map { ["To: <\($0)>"] } ?? [])
    return
      "From: \(reporter)\r\nTo: report@harborledger.com\r\nSubject: Fwd: \(subject)\r\nDate: Wed, 12 Nov 2014 09:00:00 +0000\r\n"
      + "MIME-Version: 1.0\r\nContent-Type: \(type); charset=utf-8\r\n\r\n\(note)\(end)\(end)"
      + lines.map { shown($0) + end }.joined() + end + (html ?? body) + "\r\n"
  }

  func with(_ change: (inout StagedMail) -> Void) -> StagedMail {
    var copy = self
    change(&copy)
    return copy
  }
}

extension Finding {
  func saw(_ id: String) -> Bool { judgement.signals.contains { $0.id == id } }
  func detail(_ id: String) -> String? {
    judgement.signals.first { $0.id == id }.map { Sentences.english.said($0.detail) }
  }
  var verdict: Verdict { judgement.verdict }
}
