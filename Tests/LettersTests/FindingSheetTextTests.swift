import Casework
import Forensics
import Foundation
import Mail
import Testing
import Vocabulary

@testable import Attribution
@testable import Letters

@Suite struct FindingSheetTextTests {
  private func text(_ investigation: Investigation, redaction: Redaction = .none) -> String {
    FindingSheetText(investigation, in: Sentences.english, redaction: redaction).text(isTerminal: false)
  }
  /// As one line, so that a sentence is found wherever it was broken.
  private func flat(_ investigation: Investigation) -> String {
    text(investigation).split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  @Test(arguments: SchemaTests.cases.indices)
  func `no line is wider than 80 columns, and no control is in it`(number: Int) {
    let text = text(SchemaTests.cases[number].investigation)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(Columns.width(of: line) <= 80, "\(line)")
      #expect(
        !line.unicodeScalars.contains {
          $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.properties.generalCategory == .format
        })
    }
  }

  @Test func `the verdict comes first, then why, then what to do`() {
    let text = flat(Invented.twoWaves)
    let order = [
      "Somebody is sending fake mail in the name of Harbor Ledger.",
      "Who really sent it? Postrider (proven by a signature)",
      "What is known", "Where the addresses came from", "What to do now", "1. Warn your customers", "Every report",
      "What was skipped",
      "What the result rests on",
    ]
    var rest = text[...]
    for words in order {
      guard let found = rest.range(of: words) else {
        Issue.record("missing or too early: \(words)")
        return
      }
      rest = rest[found.upperBound...]
    }
  }

  @Test func `a picture alone is no all-clear`() {
    let picture = Invented.finding(
      1, .noMessage, recipient: nil, seen: "2014-11-01T08:00:00Z", carrier: .image, grade: .text, signals: [])
    let alone = flat(Invented.investigation(findings: [picture]))
    #expect(alone.contains("1 picture has to be looked at by a person") && alone.contains("not who sent it"))
    #expect(!alone.contains("Nothing needs to be done") && !alone.contains("it is no fake"))
    let other = Invented.finding(2, .unrelated, recipient: nil, seen: "2014-11-01T08:00:00Z", signals: [])
    let both = flat(Invented.investigation(findings: [picture, other]))
    #expect(both.contains("1 reported mail examined, and it is no fake.") && !both.contains("Nothing needs to be done"))
  }

  @Test(arguments: [
    ("name", "name"), ("nombre", "name"), ("Név", "name"), ("tarifa contratada", "plan"), ("e-mail-cím", "email"),
    ("card_last4", "card_last4"), ("shoe size", "shoe size"),
  ])
  func `what a list holds is understood in every language`(typed: String, field: String) {
    #expect(Sentences.book.field(called: typed) == field)
  }

  @Test func `it names the store, how sure, when, and who is exposed`() {
    let text = flat(Invented.twoWaves)
    #expect(
      text.contains(
        "The list most probably came from Old web app, held by Appfoundry, no longer used: almost certain (99%)."))
    #expect(text.contains("Between 2 March 2013 and 30 June 2013 (90% sure)."))
    #expect(
      text.contains(
        "About 3,980 customers (between 3,700 and 4,080, depending on the day). Of each it held: e-mail address, name and plan."
      ))
    #expect(text.contains("and it accuses nobody, not Appfoundry either"))
  }

  @Test func `proof and claim are kept apart`() {
    let text = flat(Invented.twoWaves)
    #expect(text.contains("Postrider, proven by a signature."))
    #expect(
      text.contains(
        "Its header also names mailbarge, in lines that the sender could have written: that proves nothing."))
    #expect(text.contains("Mailbarge, stated by one report, not proven yet."))
    #expect(text.contains("form at postrider.example/report-abuse or abuse@postrider.example (not verified)"))
    #expect(text.contains("The sender's account there: 77120."))
  }

  @Test func `look-alikes are explained and nothing hostile can be clicked`() {
    let text = flat(Invented.twoWaves)
    #expect(
      text.contains("harb0rledger[.]com imitates harborledger.com: a letter is swapped for one that looks the same."))
    #expect(text.contains("hxxps://harb0rledger[.]com/renew"))
    #expect(text.contains("billing@harb0rledger[.]com"))
    #expect(
      !text.contains("://harb0rledger.com") && !text.contains("@harb0rledger.com") && !text.contains("http://")
        && !text.contains("https://"))
  }

  @Test func `one report says that it may be one address, and what would tell`() {
    let text = flat(Invented.oneReportOutside)
    #expect(text.contains("It may be only one address."))
    #expect(text.contains("a second report by a different customer"))
    #expect(
      text.contains(
        "That they came from none of the data stores listed here is possible (41%), and more probable than any one of them."
      ))
    #expect(text.contains("Think of every place that ever held customers' addresses"))
    #expect(text.contains("Its header also names postrider"))
  }

  @Test func `an unsure source is named with an if`() {
    let text = flat(Invented.unsure)
    #expect(
      text.contains(
        "Perhaps from Old web app, held by Appfoundry, no longer used: likely (71%). Not ruled out: Customer CRM (28%)."
      ))
    #expect(text.contains("If it was Old web app: about 900 customers."))
    #expect(!text.contains("most probably came from"))
  }

  @Test func `two stores that leaked together are both named`() {
    let text = flat(Invented.pair)
    #expect(text.contains("The list most probably came from Old web app and Customer CRM: very likely (91%)."))
  }

  @Test func `a mail from the exact domain is no look-alike, and called refuted only where it was`() {
    let text = flat(Invented.exactDomain)
    #expect(
      text.contains(
        "No. 2 mails show your own domain as the sender, but something else in them does not fit: where a link or the answers lead, or who sent them."
      ))
  }

  @Test func `finding nothing is said plainly`() {
    #expect(flat(Invented.empty).contains("There was nothing to examine."))
    #expect(flat(Invented.onlyOwn).contains("No fake mail in the name of Harbor Ledger was found."))
    #expect(
      flat(Invented.unprovenOnly).contains(
        "No fake mail is proven, but 1 mail in the name of Harbor Ledger could not be checked."))
    #expect(flat(Invented.unprovenOnly).contains("1 picture or PDF file was kept as evidence."))
  }

  @Test func `what it assumes is stated as the data has it`() {
    var priors = Priors()
    priors.outside = 0.125
    let text = FindingSheetText(Invented.twoWaves, in: Sentences.english, priors: priors).text(isTerminal: false)
    #expect(text.contains("12.5%"))
    #expect(
      flat(Invented.twoWaves).contains(
        "10%. From one store: 85%, shared alike among them. From two stores on one day: 5%."))
  }

  @Test func `bold type only where it is asked for`() {
    #expect(!text(Invented.twoWaves).contains("\u{1B}"))
    let bold = FindingSheetText(Invented.twoWaves, in: Sentences.english).text(isTerminal: true)
    #expect(bold.contains("\u{1B}[1mSomebody\u{1B}[0m"))
    #expect(bold.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == text(Invented.twoWaves))
  }

  @Test func `redaction hides customers, not the sender or where to report`() {
    let hidden = text(Invented.twoWaves, redaction: .addresses)
    #expect(!hidden.contains("asked.one@mail.example"))
    #expect(hidden.contains("a***@m***"))
    #expect(hidden.contains("billing@harb0rledger[.]com"))
    #expect(hidden.contains("abuse@postrider.example"))
  }

  @Test func `nobody is accused and nothing is promised`() {
    for (_, investigation) in SchemaTests.cases.dropLast() {
      let text = flat(investigation).lowercased()
      for word in ["criminal", "stole", "thief", "guilty", "hacker", "!", "100%", " 0%"] {
        #expect(!text.contains(word), "\(word)")
      }
    }
  }
}
